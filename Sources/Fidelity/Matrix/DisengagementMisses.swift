import Cases

/// How often the simulator neither resists nor stays silent where the real person did one of the two: count and share of
/// the same pairs, of which an answered and a silent draw are parts alike.
struct DisengagementMisses: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// One a stratum; the share has Wilson's interval on the effective number of pairs.
  func add(to matrices: inout [MatrixReport]) {
    for (stratum, side) in sides().enumerated() {
      let problem = table.description.schema.leavingProblem
      matrices[stratum].disengagementMisses = problem.map { .reason($0) } ?? .number(side.count)
      matrices[stratum].disengagements = problem.map { .reason($0) } ?? .number(Double(side.of))
      matrices[stratum].disengagementMissShare = side.share.known(in: table.description.schema)
    }
  }

  private func sides() -> [ShareRow.Side] {
    let schema = table.description.schema
    let resistance = Set(schema.stageIndices(schema.resistance).map { UInt8(truncatingIfNeeded: $0) })
    func leaves(_ stage: UInt8) -> Bool {
      stage == Code.noReply || stage == schema.silenceCode || resistance.contains(stage)
    }
    let pairs = table.pairs
    let chosen = pairs.realStage.map { leaves($0) ? 1 : Code.missing }
    let missed = pairs.simulatedStage.map { $0 == Code.missing ? Code.missing : leaves($0) ? 0 : 1 }
    return LeaveColumns.sides(
      table, rows, chosen, missed, by: .none, options, empty: "no real person of this stratum resists or never answers")[
        0
      ]
  }
}
