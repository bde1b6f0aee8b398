/// The phrases of a matchmaking agency's consultant and a parent, in colloquial Chinese.
///
/// The notation is that of ``PhraseBook``.
enum MatchmakingGrammar {
  static let text = [
    userResistingConsidering, userExploringEngagingDeciding, userReplies, userAnswers, userExits, simulated,
    simulatedReplies, agentQuestions, agentOffers, rationales,
  ]
}
