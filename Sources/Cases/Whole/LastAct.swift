/// What the last user turn of a conversation does, told from its words and the record alone, by lists of words that are
/// data (`Conduct/Words`). Each turn is one act; words of refusal come before words of thanks, and a control word counts
/// where nothing else is said.
public enum LastAct: String, Sendable, Hashable, Codable, CaseIterable {
  /// A control word of the harness, and nothing else.
  case controlWord = "control-word"
  /// Thanks or says goodbye.
  case closing
  case refusal
  case delay
  case agreement
  /// Words that are none of these: the person was still talking.
  case talking

  /// Its place among all.
  public var code: UInt8 { UInt8(LastAct.allCases.firstIndex(of: self) ?? 0) }
}
