/// What a term of a filter looks at.
///
/// Where a label is given to the real and to the simulated turn there are three fields: one for each (`real-exit`,
/// `sim-exit`) and one that either may satisfy (`exit`).
public enum FilterField: Sendable, Hashable {
  case outcome, committed
  case stage, real, simulated
  case emotion, realEmotion, simulatedEmotion
  case blocker, realBlocker, simulatedBlocker
  case exit, realExit, simulatedExit
  case action, position, turn
  case severity, shift, miss, disengagement
  case conversation, customer
  case simulator, instrument, draw
  case flag, tag, note, reviewer, blind
  case text, realText, simulatedText, conversationText
  case profile(String)

  /// Which tests a field takes, and what its values are.
  public enum Kind: Sendable, Hashable {
    /// Values of a dictionary of the audit: `:` and `~`.
    case label
    /// `yes` or `no`: `:`.
    case answer
    /// A number: `:` and comparisons.
    case number
    /// Values that are not listed anywhere: `:` and `~`. An unknown one matches nothing.
    case open
    /// A profile field: `:`, `~`, and comparisons where its values are numbers.
    case profile
    /// Words: `~`.
    case text
    /// A note: `~` for its words, `:` with `yes` or `no`.
    case note
  }

  /// Every field but the profile's, in the order of the help.
  public static let all: [FilterField] = catalogue.map(\.field)

  /// The name as a filter writes it; for a profile field without the quotes that it may need.
  public var name: String {
    if case .profile(let name) = self { return FilterField.profilePrefix + name }
    return entry?.name ?? ""
  }

  public var kind: Kind { entry?.kind ?? .profile }

  /// One line for help and completion.
  public var help: String { entry?.help ?? "what is known of the customer" }

  /// The field that a filter calls `name` (a profile field with its prefix and without quotes).
  ///
  /// Letter case does not matter but in the name of a profile field.
  public init?(name: String) {
    let lowered = name.lowercased()
    if lowered.hasPrefix(FilterField.profilePrefix) {
      self = .profile(String(name.dropFirst(FilterField.profilePrefix.count)))
    } else if let field = FilterField.byName[lowered] {
      self = field
    } else {
      return nil
    }
  }

  static let profilePrefix = "profile."

  private var entry: Entry? { FilterField.entries[self] }

  private struct Entry {
    var field: FilterField
    var name: String
    var kind: Kind
    var help: String
    var aliases: [String] = []
  }

  private static let entries = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.field, $0) })

  private static let byName = Dictionary(
    uniqueKeysWithValues: catalogue.flatMap { entry in ([entry.name] + entry.aliases).map { ($0, entry.field) } })

  private static let catalogue: [Entry] = [
    Entry(field: .outcome, name: "outcome", kind: .label, help: "real outcome", aliases: ["stratum"]),
    Entry(field: .committed, name: "committed", kind: .answer, help: "whether the outcome is a commitment"),
    Entry(field: .real, name: "real", kind: .label, help: "stage of the real turn", aliases: ["real-stage"]),
    Entry(
      field: .simulated, name: "sim", kind: .label, help: "stage of the simulated turn",
      aliases: ["simulated", "sim-stage", "simulated-stage"]),
    Entry(field: .stage, name: "stage", kind: .label, help: "stage of either turn"),
    Entry(field: .severity, name: "severity", kind: .number, help: "size of the miss, in depth"),
    Entry(
      field: .shift, name: "shift", kind: .number, help: "simulated depth − real depth", aliases: ["depth-shift"]),
    Entry(field: .miss, name: "miss", kind: .answer, help: "whether the stages differ"),
    Entry(
      field: .disengagement, name: "disengagement", kind: .answer,
      help: "real resists or does not reply, simulated does"),
    Entry(field: .position, name: "position", kind: .label, help: "where the probe is"),
    Entry(field: .turn, name: "turn", kind: .number, help: "number of the turn, from 0"),
    Entry(field: .action, name: "action", kind: .label, help: "the agent's action before the probe"),
    Entry(field: .realEmotion, name: "real-emotion", kind: .label, help: "emotion of the real turn"),
    Entry(
      field: .simulatedEmotion, name: "sim-emotion", kind: .label, help: "emotion of the simulated turn",
      aliases: ["simulated-emotion"]),
    Entry(field: .emotion, name: "emotion", kind: .label, help: "emotion of either turn"),
    Entry(field: .realBlocker, name: "real-blocker", kind: .label, help: "blocker of the real turn"),
    Entry(
      field: .simulatedBlocker, name: "sim-blocker", kind: .label, help: "blocker of the simulated turn",
      aliases: ["simulated-blocker"]),
    Entry(field: .blocker, name: "blocker", kind: .label, help: "blocker of either turn"),
    Entry(field: .realExit, name: "real-exit", kind: .label, help: "exit act of the real turn"),
    Entry(
      field: .simulatedExit, name: "sim-exit", kind: .label, help: "exit act of the simulated turn",
      aliases: ["simulated-exit"]),
    Entry(field: .exit, name: "exit", kind: .label, help: "exit act of either turn"),
    Entry(field: .conversation, name: "conversation", kind: .open, help: "id of the conversation", aliases: ["id"]),
    Entry(field: .customer, name: "customer", kind: .open, help: "id of the customer"),
    Entry(field: .simulator, name: "simulator", kind: .label, help: "who simulated"),
    Entry(field: .instrument, name: "instrument", kind: .label, help: "who labelled", aliases: ["judge"]),
    Entry(field: .draw, name: "draw", kind: .number, help: "number of the draw, from 0"),
    Entry(field: .flag, name: "flag", kind: .answer, help: "whether anyone flagged it"),
    Entry(field: .tag, name: "tag", kind: .open, help: "a tag that anyone gave; none"),
    Entry(field: .note, name: "note", kind: .note, help: "yes, no, or words of a note"),
    Entry(field: .reviewer, name: "reviewer", kind: .open, help: "who reviewed it; none"),
    Entry(field: .blind, name: "blind", kind: .answer, help: "whether anyone labelled it blind"),
    Entry(field: .text, name: "text", kind: .text, help: "words of the real or the simulated turn"),
    Entry(field: .realText, name: "real-text", kind: .text, help: "words of the real turn"),
    Entry(
      field: .simulatedText, name: "sim-text", kind: .text, help: "words of the simulated turn",
      aliases: ["simulated-text"]),
    Entry(field: .conversationText, name: "conversation-text", kind: .text, help: "words of any turn"),
  ]
}

extension FilterField.Kind {
  /// The tests that a field of this kind takes, as a filter writes them.
  public var tests: [String] {
    switch self {
    case .answer: [":"]
    case .label, .open, .note: [":", "~"]
    case .number: [":", "<", "<=", ">", ">="]
    case .profile: [":", "~", "<", "<=", ">", ">="]
    case .text: ["~"]
    }
  }
}
