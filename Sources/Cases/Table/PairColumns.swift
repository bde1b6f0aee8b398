/// One row a pair.
public struct PairColumns: Sendable, Equatable {
  /// Row in ``ConversationColumns``.
  public var conversation: [UInt32] = []
  /// The number of the user turn, zero-based among all turns.
  public var turn: [UInt16] = []
  /// The number of the user turn among the user turns, from 1; after the last of them at an exit probe.
  public var userTurn: [UInt16] = []
  /// Index in ``CaseTable/series``.
  public var series: [UInt16] = []
  /// The stratum of its conversation; ``Code/missing`` where the outcome is not known.
  public var stratum: [UInt8] = []
  /// Index in ``PositionDictionary/names``.
  public var position: [UInt8] = []
  /// Stage codes; ``Code/noReply`` for an unanswered exit probe and a simulator's silence.
  public var realStage: [UInt8] = []
  public var simulatedStage: [UInt8] = []
  public var realEmotion: [UInt8] = []
  public var simulatedEmotion: [UInt8] = []
  public var realBlocker: [UInt8] = []
  public var simulatedBlocker: [UInt8] = []
  public var realExit: [UInt8] = []
  public var simulatedExit: [UInt8] = []
  /// The stage of the last real turn before that the pair's instrument labelled, whether it was probed or not;
  /// ``Code/missing`` where there is none. Empty where no turns but the probed ones are labelled: then the pairs
  /// before tell it.
  public var previousStage: [UInt8] = []
  /// The action of the last agent turn before the probe.
  public var action: [UInt8] = []
  /// The faults of the simulated turn; empty where nobody looked for them.
  public var faults: [FaultSet] = []

  public init() {}

  /// Pairs of which nothing is known: of the first conversation and series, at turn 0, with every code missing.
  package init(blank count: Int) {
    conversation = Array(repeating: 0, count: count)
    turn = Array(repeating: 0, count: count)
    userTurn = Array(repeating: 1, count: count)
    series = Array(repeating: 0, count: count)
    for column in ByteColumn.allCases { self[column] = Array(repeating: Code.missing, count: count) }
  }

  /// Adds the rows of other pairs.
  package mutating func append(_ others: PairColumns) {
    conversation += others.conversation
    turn += others.turn
    userTurn += others.userTurn
    series += others.series
    faults += others.faults
    for column in ByteColumn.allCases { self[column] += others[column] }
  }

  package subscript(column: ByteColumn) -> [UInt8] {
    get { self[keyPath: column.row.path] }
    set { self[keyPath: column.row.path] = newValue }
  }
}

/// The columns of ``PairColumns`` that hold one byte a row.
package enum ByteColumn: Int, Sendable, CaseIterable {
  case stratum, position
  case realStage, simulatedStage
  case realEmotion, simulatedEmotion
  case realBlocker, simulatedBlocker
  case realExit, simulatedExit
  case previousStage, action

  /// The name under which a store keeps it: no store is read under another.
  package var storedName: String { row.storedName }

  /// The marks that it may hold beside codes of its dictionary, as a filter names them.
  var marks: [String] { row.marks }

  var isStage: Bool { marks.contains(FilterValue.noReply) }

  /// The values that its codes index.
  func dictionary(in table: CaseTable) -> [String] { row.dictionary(table) }

  fileprivate var row: Row { ByteColumn.rows[rawValue] }

  private static let rows = allCases.map(\.described)
}

// MARK: The catalogue

extension ByteColumn {
  /// What is known of a column.
  fileprivate struct Row: Sendable {
    var path: any WritableKeyPath<PairColumns, [UInt8]> & Sendable
    var storedName: String
    var marks: [String]
    var dictionary: @Sendable (CaseTable) -> [String]

    static func stage(
      _ path: any WritableKeyPath<PairColumns, [UInt8]> & Sendable, storedName: String
    ) -> Row {
      Row(path: path, storedName: storedName, marks: [FilterValue.noReply, FilterValue.missing]) { table in
        table.description.schema.stages.map(\.id)
      }
    }

    /// A column of labels that may be missing.
    static func label(
      _ path: any WritableKeyPath<PairColumns, [UInt8]> & Sendable, storedName: String,
      _ dictionary: @escaping @Sendable (StateSchema) -> [String]
    ) -> Row {
      Row(path: path, storedName: storedName, marks: [FilterValue.missing]) { dictionary($0.description.schema) }
    }
  }

  private var described: Row {
    switch self {
    case .stratum:
      Row(path: \.stratum, storedName: "stratum", marks: [FilterValue.unknown]) {
        $0.description.outcome.strata.map(\.id)
      }
    case .position: Row(path: \.position, storedName: "position", marks: []) { $0.positions.names }
    case .realStage: .stage(\.realStage, storedName: "real.stage")
    case .simulatedStage: .stage(\.simulatedStage, storedName: "simulated.stage")
    case .realEmotion: .label(\.realEmotion, storedName: "real.emotion", \.emotions)
    case .simulatedEmotion: .label(\.simulatedEmotion, storedName: "simulated.emotion", \.emotions)
    case .realBlocker: .label(\.realBlocker, storedName: "real.blocker", \.blockers)
    case .simulatedBlocker: .label(\.simulatedBlocker, storedName: "simulated.blocker", \.blockers)
    case .realExit: .label(\.realExit, storedName: "real.exit", \.exits)
    case .simulatedExit: .label(\.simulatedExit, storedName: "simulated.exit", \.exits)
    case .previousStage: .stage(\.previousStage, storedName: "previous.stage")
    case .action: .label(\.action, storedName: "action", \.actions)
    }
  }
}
