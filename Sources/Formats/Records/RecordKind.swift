internal import Interchange

/// What a file of records holds that is no conversations: what `--as` names.
public enum LogKind: String, Sendable, Hashable, CaseIterable {
  case conversations, pairs, labels, reviews, simulations

  /// Whether conversations come in, and not what belongs to them.
  public var bringsConversations: Bool { self == .conversations || self == .pairs }
}

/// A key of a bundle's row, the columns that usually hold it, and what kind of value it takes.
struct RecordKey {
  enum Kind {
    /// Numbers are taken as their text.
    case text
    case wholeNumber, number, flag
    /// Separated by commas or semicolons, or a list.
    case texts
  }

  let name: String
  let column: Mapping.Column
  let kind: Kind
  let usual: [String]

  init(_ name: String, _ column: Mapping.Column, _ kind: Kind = .text, _ usual: [String] = []) {
    self.name = name
    self.column = column
    self.kind = kind
    self.usual = [name] + usual
  }

  private static let conversation = RecordKey(
    "conversation", .conversation, .text,
    ["conversation_id", "dialogue_id", "dialog_id", "session_id", "chat_id", "id"])
  private static let turn = RecordKey("turn", .turn, .wholeNumber, ["turn_index", "turn_id", "turn_idx"])
  private static let draw = RecordKey("draw", .draw, .wholeNumber)
  private static let simulator = RecordKey("simulator", .simulator)

  /// The keys of a kind; none of pairs and conversations, which are more than one row.
  static func keys(of kind: LogKind) -> [RecordKey] {
    switch kind {
    case .conversations, .pairs: []
    case .labels:
      [
        conversation, turn, RecordKey("source", .source), draw,
        RecordKey("instrument", .instrument, .text, ["annotator", "rater", "judge", "labeler", "labeller"]),
        RecordKey("stage", .stage, .text, ["label", "state"]), RecordKey("emotion", .emotion),
        RecordKey("blocker", .blocker), RecordKey("exit", .exit), RecordKey("action", .action),
        RecordKey("signal", .signal), RecordKey("convergence", .convergence, .number),
        RecordKey("rationale", .rationale, .text, ["reason", "comment"]),
      ]
    case .reviews:
      [
        conversation, turn, simulator, draw, RecordKey("reviewer", .reviewer, .text, ["annotator", "user"]),
        RecordKey("flag", .flag, .flag, ["flagged"]), RecordKey("tags", .tags, .texts, ["tag"]),
        RecordKey("note", .note, .text, ["comment"]), RecordKey("severity", .severity, .number), RecordKey("at", .at),
      ]
    case .simulations:
      [
        conversation, turn, simulator, draw,
        RecordKey("text", .text, .text, ["content", "sim", "simulated", "simulated_text", "output", "reply"]),
        RecordKey("reason", .rationale, .text, ["rationale"]),
      ]
    }
  }

  static func files(of kind: LogKind) -> [BundleFiles.Kind] {
    switch kind {
    case .conversations: [.conversations]
    case .pairs: [.conversations, .simulations, .labels]
    case .labels: [.labels]
    case .reviews: [.reviews]
    case .simulations: [.simulations]
    }
  }
}
