/// The phrases of a meal kit company's sales agent and a customer after the trial box, in English.
///
/// The notation is that of ``PhraseBook``.
enum SubscriptionGrammar {
  static let text = [
    userResistingConsidering, userExploringEngagingDeciding, userReplies, userAnswers, userExits, simulated,
    simulatedReplies, agentQuestions, agentOffers, rationales,
  ]
}
