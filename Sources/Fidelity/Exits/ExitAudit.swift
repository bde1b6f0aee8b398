import Cases
import Statistics

/// The exit audit: the distribution of exit acts at the probes, silence and abandonment in the record, and how often the
/// simulator leaves where people do.
///
/// Shares have Wilson's interval on the effective sample size, shifts the CR1 interval with t(G − 1), as everywhere.
struct ExitAudit: Sendable {
  let table: CaseTable
  /// The selected rows, of the wanted series alone.
  let rows: RowSet
  let options: AnalysisOptions
  private let columns: ExitActColumns
  private let panel: Panel

  init(table: CaseTable, rows: RowSet, options: AnalysisOptions) {
    self.table = table
    self.rows = rows
    self.options = options
    columns = ExitActColumns(table, rows)
    let kinds = LabelledPairs(
      table, rows, real: columns.real, simulated: columns.simulated, values: columns.acts.count
    ).kinds(threads: options.threads)[0]
    panel = Panel(
      kinds, clusters: Clusters(table, unit: options.cluster), strata: table.description.outcome.strata.count,
      depths: columns.acts.map { _ in 0 })
  }

  private var strata: [Stratum] { table.description.outcome.strata }

  /// Everything that has a formula.
  func report(_ floors: FigureFloors?) -> ExitAuditReport {
    let leaves = LeaveColumns(table)
    let recall = leaves.shares(table, rows, among: .leavers, options: options)
    let falseExits = leaves.shares(table, rows, among: .stayers, options: options)
    let probes = ExitProbes(table: table, rows: rows, options: options)
    let (exitRecall, silent) = (probes.recalls(), probes.silences())
    let overall = leaves.share(table, rows, among: .stayers, options: options)
    let record = RecordedExits(table, rows, options: options)
    let shifts = floors?.labels {
      let all = ExitActColumns(table, RowSet(capacity: table.count, full: true))
      return LabelColumns(values: all.acts.count, real: all.real, simulated: all.simulated)
    }
    let parts = strata.indices.map { index in
      var part = ExitAuditReport.Stratum(
        id: strata[index].id, label: strata[index].label, acts: acts(stratum: index, shifts),
        record: record?.report(index),
        exitRecall: exitRecall[index], silentAtExit: silent[index], falseExits: overall[index],
        positions: table.positions.names.indices.compactMap { position in
          let (found, wrong) = (recall[position][index], falseExits[position][index])
          guard found.count + wrong.count > 0 else { return nil }
          var part = ExitAuditReport.Position(
            id: table.positions.names[position], recall: found, falseExits: wrong)
          part.flooredRecall = floors?.leaving { $0.leavers(position: position, index) }
          part.flooredFalseExits = floors?.leaving { $0.stayers(position: position, index) }
          return part
        })
      part.flooredRecall = floors?.leaving { $0.exitProbes(index) }
      part.flooredFalseExits = floors?.leaving { $0.stayers(index) }
      part.flooredSilence = floors?.leaving { $0.silent(index) }
      return part
    }
    let countsFaults = options.faults == .exit && table.pairs.faults.count == table.count
    var (silentTurns, faultyTurns, turns) = (0, 0, 0)
    rows.forEach { row in
      let stage = table.pairs.simulatedStage[row]
      if stage == Code.noReply {
        silentTurns += 1
        if countsFaults, !table.pairs.faults[row].isEmpty { faultyTurns += 1 }
      }
      if stage != Code.missing { turns += 1 }
    }
    return ExitAuditReport(
      silencePermitted: options.silencePermitted, silentTurns: silentTurns, faultyTurns: faultyTurns,
      simulatedTurns: turns,
      hasJudgedActs: columns.acts.count > 3, contradictedLabels: columns.contradicted, strata: parts)
  }

  private func acts(stratum: Int, _ floors: ShiftFloors?) -> [ExitAuditReport.Act] {
    guard !panel.isEmpty else { return [] }
    let shares = StageShares(schema: table.description.schema)
    let mask = StratumMask([stratum], of: strata.count)
    return columns.acts.indices.map { code in
      var row = ShareRow(panel, stratum: stratum, value: code, id: columns.acts[code])
      shares.addIntervals(to: &row, panel, stages: [code], stratum: mask, level: options.level)
      row.floored = floors?.shift(of: code, stratum: stratum)
      return .init(row: row, isFromRecord: columns.isFromRecord(code))
    }
  }

  /// Fills in the bootstrap intervals of the acts.
  /// - Throws: `CancellationError`.
  func addBootstrap(to report: inout ExitAuditReport) async throws {
    guard !panel.isEmpty else { return }
    let resamples = try await PanelResamples(
      panel, groups: columns.acts.indices.map { [$0] }, options: options, stream: 4 << 36)
    for stratum in report.strata.indices {
      for act in report.strata[stratum].acts.indices {
        resamples.addIntervals(to: &report.strata[stratum].acts[act].row, group: act, stratum: stratum)
      }
    }
  }
}

/// Whether each side of every pair leaves, as codes: 1 leaves, 0 stays, else no label.
struct LeaveColumns: Sendable {
  /// Whose pairs are looked at, by what the real person did.
  enum Among {
    case leavers, stayers
  }

  private let labels: LabelColumns

  init(_ table: CaseTable) { labels = .leaving(table) }

  /// The share of simulated turns that leave, per position and stratum.
  func shares(_ table: CaseTable, _ rows: RowSet, among: Among, options: AnalysisOptions) -> [[Figure]] {
    LeaveColumns.figures(table, rows, chosen(among), labels.simulated, by: .position, options, empty: empty(among))
      .map { $0.map { $0.known(in: table.description.schema) } }
  }

  /// The same over all positions.
  func share(_ table: CaseTable, _ rows: RowSet, among: Among, options: AnalysisOptions) -> [Figure] {
    LeaveColumns.figures(table, rows, chosen(among), labels.simulated, by: .none, options, empty: empty(among))[0]
      .map { $0.known(in: table.description.schema) }
  }

  private func chosen(_ among: Among) -> [UInt8] {
    labels.real.map { $0 == (among == .leavers ? 1 : 0) ? 1 : Code.missing }
  }

  private func empty(_ among: Among) -> String {
    among == .leavers
      ? "no real person of this stratum leaves here" : "no real person of this stratum stays here"
  }

  /// The share of simulated 1 among the pairs whose real side is chosen, one row a group, one figure a stratum.
  static func figures(
    _ table: CaseTable, _ rows: RowSet, _ chosen: [UInt8], _ simulated: [UInt8], by grouping: PairGrouping,
    _ options: AnalysisOptions, empty: String
  ) -> [[Figure]] {
    sides(table, rows, chosen, simulated, by: grouping, options, empty: empty).map { $0.map(\.share) }
  }

  /// The same with its counts.
  static func sides(
    _ table: CaseTable, _ rows: RowSet, _ chosen: [UInt8], _ simulated: [UInt8], by grouping: PairGrouping,
    _ options: AnalysisOptions, empty: String
  ) -> [[ShareRow.Side]] {
    let strata = table.description.outcome.strata.count
    let clusters = Clusters(table, unit: options.cluster)
    let kinds = LabelledPairs(table, rows, real: chosen, simulated: simulated, values: 2)
      .kinds(by: grouping, threads: options.threads)
    return kinds.map { kinds in
      let panel = Panel(kinds, clusters: clusters, strata: strata, depths: [0, 0])
      return (0..<strata).map { stratum in
        var side = ShareRow(panel, stratum: stratum, value: 1, id: "leaves").simulated
        guard side.of > 0 else {
          side.share = .unavailable(empty)
          return side
        }
        let sums = panel.sums(
          in: StratumMask([stratum], of: strata), total: { panel.kinds.simulated($0, 1) },
          weight: { Double(panel.kinds.pairs[$0]) })
        side.share.interval = IntervalFigure { () throws(StatisticsError) in
          try clusteredShare(sums, level: options.level).interval
        }
        return side
      }
    }
  }
}
