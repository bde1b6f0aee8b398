import Cases

/// Where the real person never answered: how often the simulator resists, refuses, delays or stays silent.
struct ExitProbes: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// How often it resists, gives an exit act or stays silent. One figure a stratum.
  func recalls() -> [Figure] {
    figures(LabelColumns.leaving(table).simulated).map { $0.known(in: table.description.schema) }
  }

  /// How often it stays silent. One figure a stratum.
  func silences() -> [Figure] {
    let stages = UInt8(clamping: table.description.schema.stages.count)
    return figures(
      table.pairs.simulatedStage.map { $0 == Code.noReply ? 1 : $0 < stages ? 0 : Code.missing })
  }

  private func figures(_ simulated: [UInt8]) -> [Figure] {
    let unanswered = table.pairs.realStage.map { $0 == Code.noReply ? 1 : Code.missing }
    return LeaveColumns.figures(
      table, rows, unanswered, simulated, by: .none, options, empty: "no exit probe of this stratum is selected")[0]
  }
}

extension Figure {
  /// A figure of leaving: none where the schema does not say who resists.
  func known(in schema: StateSchema) -> Figure {
    schema.leavingProblem.map { .unavailable($0, count: count) } ?? self
  }
}

/// Which labels mean that someone leaves.
struct ExitActs: Sendable {
  /// By stage of the schema whether it is one of resistance.
  private let resists: [Bool]
  private let exits: Int
  private let none: UInt8

  init(_ schema: StateSchema) {
    let resistance = Set(schema.stageIndices(schema.resistance))
    resists = schema.stages.indices.map(resistance.contains)
    exits = schema.exits.count
    none = schema.exits.firstIndex(of: "none").map { UInt8(truncatingIfNeeded: $0) } ?? Code.missing
  }

  /// Whether a turn resists, is an exit act or is no reply; `nil` where it has no stage.
  @inline(__always)
  func leaves(stage: UInt8, exit: UInt8) -> Bool? {
    if stage == Code.noReply { return true }
    guard Int(stage) < resists.count else { return nil }
    return resists[Int(stage)] || (Int(exit) < exits && exit != none)
  }
}
