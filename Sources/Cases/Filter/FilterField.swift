/// What a term of a filter looks at.
///
/// Where a label is given to the real and to the simulated turn there are three fields: one for each (`real-exit`,
/// `sim-exit`) and one that either may satisfy (`exit`). What is known of a field is one row of the catalogue, see
/// ``FieldRow``.
public enum FilterField: Sendable, Hashable {
  case builtIn(BuiltIn)
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
  public static let all = BuiltIn.allCases.map(FilterField.builtIn)

  /// The name as a filter writes it; for a profile field without the quotes that it may need.
  public var name: String { row.names[0] }

  public var kind: Kind { row.source.kind }

  /// One line for help and completion.
  public var help: String { row.help }

  /// Whether cases can be sorted by it.
  ///
  /// Stages sort by depth, numbers by size, profile values by number where all are numbers and else by text, yes after
  /// no, the store's names in the order of the import, other values as the audit lists them.
  public var isSortable: Bool { row.sorting != .never }

  /// Whether sorting starts with the largest.
  public var startsDescending: Bool { row.sorting == .descending }

  /// Whether its values are folded away at first where it is a facet.
  public var startsFolded: Bool {
    switch row.facet {
    case .never, .ofConversations: false
    case .at(_, _, let folded): folded
    }
  }

  /// Whether its values are stages.
  public var tellsStages: Bool { row.source.columns.contains { $0.isStage } }

  /// Whether it tells one series from another, and not the pairs of one.
  public var tellsSeries: Bool {
    switch row.source {
    case .seriesName, .seriesNumber: true
    case .code, .eitherCode, .stratum, .stageAnswer, .stageNumber, .turn, .conversation, .conversationNumber,
      .conversationCode, .faults, .review, .ownReview, .note, .reviewNames, .text, .profile:
      false
    }
  }

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

  private static let byName = Dictionary(
    uniqueKeysWithValues: all.flatMap { field in field.row.names.map { ($0, field) } })
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

// The built-in fields by their names in code.
extension FilterField {
  public static let outcome = FilterField.builtIn(.outcome)
  public static let committed = FilterField.builtIn(.committed)
  public static let real = FilterField.builtIn(.real)
  public static let simulated = FilterField.builtIn(.simulated)
  public static let stage = FilterField.builtIn(.stage)
  public static let severity = FilterField.builtIn(.severity)
  public static let shift = FilterField.builtIn(.shift)
  public static let miss = FilterField.builtIn(.miss)
  public static let disengagement = FilterField.builtIn(.disengagement)
  public static let position = FilterField.builtIn(.position)
  public static let turn = FilterField.builtIn(.turn)
  public static let action = FilterField.builtIn(.action)
  public static let realEmotion = FilterField.builtIn(.realEmotion)
  public static let simulatedEmotion = FilterField.builtIn(.simulatedEmotion)
  public static let emotion = FilterField.builtIn(.emotion)
  public static let realBlocker = FilterField.builtIn(.realBlocker)
  public static let simulatedBlocker = FilterField.builtIn(.simulatedBlocker)
  public static let blocker = FilterField.builtIn(.blocker)
  public static let realExit = FilterField.builtIn(.realExit)
  public static let simulatedExit = FilterField.builtIn(.simulatedExit)
  public static let exit = FilterField.builtIn(.exit)
  public static let conversation = FilterField.builtIn(.conversation)
  public static let customer = FilterField.builtIn(.customer)
  public static let turns = FilterField.builtIn(.turns)
  public static let userTurns = FilterField.builtIn(.userTurns)
  public static let agentTurns = FilterField.builtIn(.agentTurns)
  public static let silences = FilterField.builtIn(.silences)
  public static let ended = FilterField.builtIn(.ended)
  public static let endedBy = FilterField.builtIn(.endedBy)
  public static let outcomeSource = FilterField.builtIn(.outcomeSource)
  public static let end = FilterField.builtIn(.end)
  public static let fault = FilterField.builtIn(.fault)
  public static let simulator = FilterField.builtIn(.simulator)
  public static let instrument = FilterField.builtIn(.instrument)
  public static let draw = FilterField.builtIn(.draw)
  public static let flag = FilterField.builtIn(.flag)
  public static let seen = FilterField.builtIn(.seen)
  public static let tag = FilterField.builtIn(.tag)
  public static let note = FilterField.builtIn(.note)
  public static let reviewer = FilterField.builtIn(.reviewer)
  public static let blind = FilterField.builtIn(.blind)
  public static let text = FilterField.builtIn(.text)
  public static let realText = FilterField.builtIn(.realText)
  public static let simulatedText = FilterField.builtIn(.simulatedText)
  public static let conversationText = FilterField.builtIn(.conversationText)
}
