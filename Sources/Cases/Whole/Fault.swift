/// A fault of a simulated user's reply, or of the harness that ran it. It is no decision, and never counted as one
/// until somebody says so.
///
/// What each looks for stands in `Conduct/Faults`, a file a rule.
public enum Fault: String, Sendable, Hashable, Codable, CaseIterable {
  /// Speaks as the agent, or writes both sides.
  case roleFlip = "role-flip"
  /// A control word of the harness, alone or glued to text.
  case controlWord = "control-word"
  /// Reasoning that was never meant for the agent.
  case reasoning
  case stageDirections = "stage-directions"
  /// Says what the agent just said.
  case echo
  /// Says what it said before, exactly or nearly.
  case repetition
  /// Goodbye upon goodbye.
  case goodbyeLoop = "goodbye-loop"
  /// Goes on as if anew after the conversation was closed.
  case restart
  /// Two user turns in a row where the harness allows one.
  case doubleTurn = "double-turn"
  /// Empty, or a forced reply that says nothing.
  case filler
  /// The model refuses: "as an AI".
  case refusal
  /// A placeholder that nobody filled.
  case template
  /// Ends in mid-sentence.
  case cutOff = "cut-off"
  /// All draws of a probe are one text.
  case identicalDraws = "identical-draws"
  /// Another language than the conversation's.
  case wrongLanguage = "wrong-language"
  /// The harness gives the user no way to leave. Of a simulator's runs together, see `ended_by`.
  case impossibleExit = "impossible-exit"

  /// Its place in a ``FaultSet``.
  public var number: Int { Fault.places[self] ?? 0 }

  private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}

/// Which faults there are, one bit each.
public struct FaultSet: OptionSet, Sendable, Hashable, BitwiseCopyable {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public init(_ fault: Fault) { rawValue = 1 << fault.number }

  public func contains(_ fault: Fault) -> Bool { contains(FaultSet(fault)) }

  /// In the order of ``Fault``.
  public var faults: [Fault] { Fault.allCases.filter(contains) }
}

/// One fault where it was found.
public struct FaultFinding: Sendable, Hashable {
  public var fault: Fault
  /// The number of the turn, from 0; `nil` where it is of the conversation, or of a simulator, as a whole.
  public var turn: Int?
  /// Where in the UTF-8 of the turn's text; empty where it is of all of it.
  public var excerpt: Range<Int>
  /// What it is told by, for people, such as "the same as turn 3".
  public var reason: String

  public init(_ fault: Fault, turn: Int?, excerpt: Range<Int> = 0..<0, reason: String) {
    self.fault = fault
    self.turn = turn
    self.excerpt = excerpt
    self.reason = reason
  }
}
