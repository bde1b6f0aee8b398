import Cases

/// How often the simulator neither resists nor stays silent where the real person did one of the two: count and share of
/// the same pairs, of which an answered and a silent draw are parts alike.
struct DisengagementMisses: Sendable {
  /// As it was labelled: silence is silence.
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
    let labels = LabelColumns.disengaging(table)
    let chosen = labels.real.map { $0 == 1 || $0 == 2 ? 1 : Code.missing }
    let missed = labels.simulated.map { $0 == Code.missing ? Code.missing : $0 == 0 ? 1 : 0 }
    return LeaveColumns.sides(
      table, rows, chosen, missed, by: .none, options, empty: "no real person of this stratum resists or never answers")[
        0
      ]
  }
}
