import Cases
import Statistics

/// Shares of emotions, blockers and exit acts, real and simulated, over the pairs that have both.
struct CategoryShares: Sendable {
  enum Attribute: CaseIterable {
    case emotion, blocker, exit
  }

  private let table: CaseTable
  private let options: AnalysisOptions
  private let attribute: Attribute
  private let values: [String]
  private let panel: Panel?
  /// Of every row; `nil` where the audit has no such labels.
  let labels: LabelColumns?

  init(_ table: CaseTable, _ rows: RowSet, _ attribute: Attribute, options: AnalysisOptions) {
    self.table = table
    self.options = options
    self.attribute = attribute
    let column = CategoryShares.column(table, attribute)
    values = column.values
    guard !values.isEmpty else {
      (panel, labels) = (nil, nil)
      return
    }
    labels = LabelColumns(values: values.count, real: column.real, simulated: column.simulated)
    let kinds = LabelledPairs(table, rows, real: column.real, simulated: column.simulated, values: values.count)
      .kinds(threads: options.threads)[0]
    panel = Panel(
      kinds, clusters: Clusters(table, unit: options.cluster), strata: table.description.outcome.strata.count,
      depths: values.map { _ in 0 })
  }

  /// The rows of a stratum without what is resampled, in the order of the dictionary; empty where the audit has no such
  /// labels.
  func rows(stratum: Int, _ floors: ShiftFloors?) -> [ShareRow] {
    guard let panel, !panel.isEmpty else { return [] }
    let shares = StageShares(schema: table.description.schema)
    return values.indices.map { value in
      var row = ShareRow(panel, stratum: stratum, value: value, id: values[value])
      shares.addIntervals(
        to: &row, panel, stages: [value],
        stratum: StratumMask([stratum], of: table.description.outcome.strata.count), level: options.level)
      row.floored = floors?.shift(of: value, stratum: stratum)
      return row
    }
  }

  /// - Throws: `CancellationError`.
  func resamples() async throws -> PanelResamples? {
    guard let panel, !panel.isEmpty else { return nil }
    return try await PanelResamples(panel, groups: values.indices.map { [$0] }, options: options, stream: stream)
  }

  private var stream: UInt64 {
    switch attribute {
    case .emotion: 1 << 36
    case .blocker: 2 << 36
    case .exit: 3 << 36
    }
  }

  private static func column(
    _ table: CaseTable, _ attribute: Attribute
  ) -> (values: [String], real: [UInt8], simulated: [UInt8]) {
    let (schema, pairs) = (table.description.schema, table.pairs)
    return switch attribute {
    case .emotion: (schema.emotions, pairs.realEmotion, pairs.simulatedEmotion)
    case .blocker: (schema.blockers, pairs.realBlocker, pairs.simulatedBlocker)
    case .exit: exits(schema, pairs)
    }
  }

  /// The exit acts; where the schema has no name for a missing reply, "no-reply" beside them.
  private static func exits(
    _ schema: StateSchema, _ pairs: PairColumns
  ) -> (values: [String], real: [UInt8], simulated: [UInt8]) {
    guard !schema.exits.isEmpty else {
      // Without exit labels there is still the record: a turn, or none.
      let hasSilence = pairs.realStage.contains(Code.noReply) || pairs.simulatedStage.contains(Code.noReply)
      guard hasSilence else { return ([], [], []) }
      let answered: (UInt8) -> UInt8 = { $0 == Code.noReply ? 1 : $0 == Code.missing ? Code.missing : 0 }
      return (["reply", "no-reply"], pairs.realStage.map(answered), pairs.simulatedStage.map(answered))
    }
    guard !schema.exits.contains("abandonment") || !schema.exits.contains("silence"),
      schema.exits.count < Code.maximumValues
    else { return (schema.exits, pairs.realExit, pairs.simulatedExit) }
    let noReply = UInt8(schema.exits.count)
    func merged(_ exits: [UInt8], _ stages: [UInt8]) -> [UInt8] {
      zip(exits, stages).map { $0 == Code.missing && $1 == Code.noReply ? noReply : $0 }
    }
    return (
      schema.exits + ["no-reply"], merged(pairs.realExit, pairs.realStage),
      merged(pairs.simulatedExit, pairs.simulatedStage)
    )
  }
}
