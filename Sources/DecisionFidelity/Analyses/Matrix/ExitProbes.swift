import Statistics

/// Where the real person never answered: how often the simulator resists, leaves or stays silent.
struct ExitProbes: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// One figure a stratum.
  func recalls() -> [Figure] {
    let leaves = leavesColumn()
    let strata = table.description.outcome.strata.count
    let kinds = LabelledPairs(table, rows, real: realSilence(), simulated: leaves, values: 2)
      .kinds(threads: options.threads)[0]
    let panel = Panel(
      kinds, clusters: Clusters(table, unit: options.cluster), strata: strata, depths: [0, 0])
    return (0..<strata).map { stratum in
      let mask = StratumMask([stratum], of: strata)
      let row = ShareRow(panel, stratum: stratum, value: 1, id: "leaves")
      guard row.simulated.of > 0 else { return .unavailable("no exit probe of this stratum is selected") }
      let sums = panel.sums(
        in: mask, total: { panel.kinds.simulated($0, 1) }, weight: { Double(panel.kinds.pairs[$0]) })
      var figure = row.simulated.share
      figure.interval = IntervalFigure { () throws(StatisticsError) in
        try clusteredShare(sums, level: options.level).interval
      }
      return figure
    }
  }

  /// 1 where the real person never answered, else no label.
  private func realSilence() -> [UInt8] {
    table.pairs.realStage.map { $0 == Code.noReply ? 1 : Code.missing }
  }

  /// 1 where the simulator resists, gives an exit act or stays silent, 0 where it goes on, else no label.
  private func leavesColumn() -> [UInt8] {
    let exits = ExitActs(table.description.schema)
    let pairs = table.pairs
    return pairs.simulatedStage.indices.map { row in
      exits.leaves(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row]).map { $0 ? 1 : 0 } ?? Code.missing
    }
  }
}

/// Which labels mean that someone leaves.
struct ExitActs: Sendable {
  private let stages: Int
  private let resistance: Set<UInt8>
  private let exits: Int
  private let none: UInt8

  init(_ schema: StateSchema) {
    stages = schema.stages.count
    resistance = Set(schema.stageIndices(schema.resistance).map { UInt8(truncatingIfNeeded: $0) })
    exits = schema.exits.count
    none = schema.exits.firstIndex(of: "none").map { UInt8(truncatingIfNeeded: $0) } ?? Code.missing
  }

  /// Whether a turn resists, is an exit act or is no reply; `nil` where it has no stage.
  @inline(__always)
  func leaves(stage: UInt8, exit: UInt8) -> Bool? {
    if stage == Code.noReply { return true }
    guard Int(stage) < stages else { return nil }
    return resistance.contains(stage) || (Int(exit) < exits && exit != none)
  }
}
