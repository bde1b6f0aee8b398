/// What the last user turn of a conversation does, told from its words and the record alone, by lists of words that are
/// data (`Conduct/Words`). Each turn is one act, the first of these that holds but for thanks: beside a refusal or a delay
/// they are politeness.
///
/// `Conduct/Faults.md` says how well each is told.
public enum LastAct: String, Sendable, Hashable, Codable, CaseIterable {
  /// A control word of the harness, and nothing else.
  case controlWord = "control-word"
  /// Thanks or says goodbye.
  case closing
  /// Declines what is offered or asked, or the contact.
  case refusal
  /// Puts off an answer, or the conversation.
  case delay
  /// Says that it turns to another matter; a change that is not announced is not told.
  case topicChange = "topic-change"
  /// Says yes, or accepts what is offered. Requests, questions and reservations are none.
  case agreement
  /// Words that are none of these.
  case talking

  /// Its place among all.
  public var code: UInt8 { UInt8(LastAct.allCases.firstIndex(of: self) ?? 0) }
}
