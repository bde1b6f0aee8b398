import Cases
import Statistics

/// The paper's pooled table: Fisher's test of resistance and deliberation after every agent action, all strata together,
/// with Holm's correction over its cells.
struct PooledActions: Sendable {
  let schema: StateSchema

  func cells(_ groups: [GroupReport]) -> [PooledCell] {
    let stages = schema.stages.map(\.id).filter((schema.resistance + schema.deliberation).contains)
    var cells = groups.flatMap { group in stages.map { cell(group, $0) } }
    let tested = cells.indices.filter { cells[$0].fisher.p.number != nil }
    guard let holm = try? holmAdjusted(tested.compactMap { cells[$0].fisher.p.number }) else { return cells }
    for (place, p) in zip(tested, holm) { cells[place].fisher.holm = .number(p) }
    return cells
  }

  private func cell(_ group: GroupReport, _ stage: String) -> PooledCell {
    let rows = group.strata.flatMap(\.cells).map(\.row).filter { $0.id == stage }
    let pairs = rows.reduce(0) { $0 + $1.real.of }
    let (real, simulated) = rows.reduce((0.0, 0.0)) { ($0.0 + $1.real.count, $0.1 + $1.simulated.count) }
    return PooledCell(
      action: group.id, stage: stage, pairs: pairs, real: real, simulated: simulated,
      fisher: TestedHypothesis(
        p: Quantity { () throws(StatisticsError) in
          let (real, simulated) = (try wholeNumber(real), try wholeNumber(simulated))
          return try fisherExact(try FourfoldTable(real, pairs - real, simulated, pairs - simulated)).pValue
        }))
  }
}
