import Cases
import Statistics

/// Silence and abandonment in the record of the conversations that a selection touches.
struct RecordedExits: Sendable {
  private enum Column {
    static let agentTurns = 0
    static let silences = 1
    static let abandoned = 2
  }

  private let kinds: NumberKinds
  private let units: UnitKinds
  private let strata: Int
  private let level: Double

  /// `nil` where the table was made without the record.
  init?(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    let columns = table.conversations
    guard columns.agentTurns.count == columns.count, columns.silences.count == columns.count,
      columns.isAbandoned.count == columns.count
    else { return nil }
    var kinds = NumberKinds(width: 3)
    var last = -1
    rows.forEach { row in
      let conversation = Int(table.pairs.conversation[row])
      guard conversation != last else { return }
      last = conversation
      guard columns.agentTurns[conversation] > 0 else { return }
      kinds.add(
        conversation, stratum: Int(columns.stratum[conversation]),
        [
          Double(columns.agentTurns[conversation]), Double(columns.silences[conversation]),
          Double(columns.isAbandoned[conversation]),
        ])
    }
    self.kinds = kinds
    strata = table.description.outcome.strata.count
    level = options.level
    units = UnitKinds(
      kinds.conversations, clusters: Clusters(table, unit: options.cluster), strata: strata
    ) { kinds.stratum($0) }
  }

  func report(_ stratum: Int) -> ExitAuditReport.Record {
    let own = (0..<kinds.count).filter { kinds.stratum($0) == stratum }
    let conversations = own.reduce(0) { $0 + kinds.counts[$1] }
    let turns = own.reduce(0) { $0 + kinds.counts[$1] * Int(kinds.number($1, Column.agentTurns)) }
    return ExitAuditReport.Record(
      conversations: conversations, agentTurns: turns,
      silence: share(of: Column.silences, among: { kinds.number($0, Column.agentTurns) }, stratum, count: turns),
      abandonment: share(of: Column.abandoned, among: { _ in 1 }, stratum, count: conversations))
  }

  private func share(of column: Int, among weight: (Int) -> Double, _ stratum: Int, count: Int) -> Figure {
    guard count > 0 else { return .unavailable("no conversation of this stratum has an agent turn") }
    let sums = units.sums { kind in
      kinds.stratum(kind) == stratum ? (kinds.number(kind, column), weight(kind)) : nil
    }
    let total = sums.reduce(0) { $0 + $1.total * Double($1.multiplicity) }
    return Figure(
      Quantity(total / Double(count), orReason: "the result is not a finite number"),
      interval: IntervalFigure { () throws(StatisticsError) in try clusteredShare(sums, level: level).interval },
      bootstrap: .reason("not resampled"), count: count)
  }
}
