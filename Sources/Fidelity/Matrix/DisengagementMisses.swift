import Cases

/// How often the simulator neither resists nor stays silent where the real person did one of the two.
struct DisengagementMisses: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// With Wilson's interval on the effective number of pairs. One figure a stratum.
  func shares() -> [Figure] {
    let schema = table.description.schema
    let resistance = Set(schema.stageIndices(schema.resistance).map { UInt8(truncatingIfNeeded: $0) })
    func leaves(_ stage: UInt8) -> Bool {
      stage == Code.noReply || stage == schema.silenceCode || resistance.contains(stage)
    }
    let pairs = table.pairs
    let chosen = pairs.realStage.map { leaves($0) ? 1 : Code.missing }
    let missed = pairs.simulatedStage.map { $0 == Code.missing ? Code.missing : leaves($0) ? 0 : 1 }
    return LeaveColumns.figures(
      table, rows, chosen, missed, by: .none, options, empty: "no real person of this stratum resists or never answers")[
        0
      ]
      .map { $0.known(in: schema) }
  }
}
