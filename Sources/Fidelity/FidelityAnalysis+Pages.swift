import Cases

extension FidelityAnalysis {
  /// Computes what stands on pages of its own: first everything that has a formula, then what is resampled.
  /// - Throws: `CancellationError`.
  func addPages(
    to report: inout FidelityReport, _ panel: Panel, _ kinds: KindTable, _ yield: (FidelityReport) -> Void
  ) async throws {
    if options.parts.contains(.contrast) {
      report.missing = MissingLabels(table, selected, options: options).report(isFiltered: options.filterText != nil)
    }
    addMatrix(to: &report, panel, kinds)
    yield(report)
    let groupings = groupAnalyses.map { ($0, $0.groups()) }
    addGroups(to: &report, groupings)
    yield(report)
    try Task.checkCancellation()
    let categories = addCategories(to: &report)
    addSurvival(to: &report)
    let exits = options.parts.contains(.exits) ? ExitAudit(table: record, rows: selected, options: options) : nil
    report.exitAudit = exits?.report()
    yield(report)
    try Task.checkCancellation()
    if options.parts.contains(.instruments) {
      report.instruments = InstrumentAgreement(table: record, rows: selected, options: options).report()
      report.judge =
        report.contrast?.verdict?.judge ?? judgeReport(BlindTurns(record, selected, blind: options.blindStages))
    }
    if options.parts.contains(.corrected) {
      report.corrected = PredictionPowered(table, selected, options: options).report()
    }
    if options.parts.contains(.comparison), let other = options.comparedSimulator {
      report.comparison = try await SimulatorComparison(table: table, rows: rows, options: options, other: other)
        .report()
    }
    yield(report)
    guard isResampled else { return }
    for (analysis, groups) in groupings {
      try await addBootstrap(to: &report, analysis, groups)
      yield(report)
    }
    try await addDistances(to: &report, panel)
    yield(report)
    for (category, path) in categories { try await addBootstrap(to: &report, category, path) }
    if let exits, var audit = report.exitAudit {
      try await exits.addBootstrap(to: &audit)
      report.exitAudit = audit
    }
  }

  /// The outcome-blind references of the whole audit, applied to the selection. Customers are always left out whole.
  func makeFloors() -> Floors {
    let totals = ReferenceTotals(table, instrument: options.instrument, threads: options.threads)
    var placebo = RowSet(capacity: 0)
    var reason: String? = "no simulator is declared a placebo"
    if let id = options.placeboSimulator {
      reason = SeriesSelection.reasonForNone(table, simulator: id, instrument: options.instrument, draws: .mean)
      if id == options.simulator { reason = "the simulator is the placebo itself" }
      if reason == nil {
        placebo = SeriesSelection(table, simulator: id, instrument: options.instrument, draws: .mean)
          .rows(RowSet(capacity: table.count, full: true), of: table)
      }
    }
    var history: HistoryReference?
    var historyReason: String?
    do throws(HistoryReference.Problem) {
      history = try HistoryReference(table, totals.probes, threads: options.threads)
    } catch {
      historyReason = error.words
    }
    let laws = ReferenceLaws(table, totals, history: history, clusters: Clusters(table, unit: .customer))
    let biases = ReferenceBiases(laws, selected, placebo: placebo, contrast: contrast, threads: options.threads)
    return Floors(
      biases, clusters: clusters, contrast: contrast, strata: strata.count, knowsActions: totals.knowsActions,
      historyReason: historyReason, placeboReason: reason, level: options.level)
  }

  private func addMatrix(to report: inout FidelityReport, _ panel: Panel, _ kinds: KindTable) {
    guard options.parts.contains(.matrix) else { return }
    let counts = table.stageCounts(in: selected)
    let schema = table.description.schema
    let analysis = MatrixAnalysis(panel: panel, table: kinds, counts: counts, schema: schema, options: options)
    let probes = ExitProbes(table: record, rows: selected, options: options).recalls()
    let misses = DisengagementMisses(table: table, rows: selected, options: options).shares()
    let distances = DistanceAnalysis(panel: panel, depths: schema.stages.map(\.depth), options: options)
    for stratum in strata.indices {
      var matrix = analysis.report(stratum: stratum, strata: strata.count)
      matrix.exitProbeRecall = probes[stratum]
      matrix.disengagementMissShare = misses[stratum]
      distances.addDistances(to: &matrix)
      report.strata[stratum].matrix = matrix
    }
  }

  private var groupAnalyses: [GroupAnalysis] {
    [(AnalysisParts.positions, PairGrouping.position), (.actions, .action)]
      .filter { options.parts.contains($0.0) }
      .map { GroupAnalysis(grouping: $0.1, table: table, rows: selected, options: options) }
  }

  private func addGroups(
    to report: inout FidelityReport, _ groupings: [(GroupAnalysis, [GroupAnalysis.Group])]
  ) {
    var multiplicity: [MultiplicityReport] = []
    for (analysis, groups) in groupings {
      let result = analysis.reports(groups)
      report[keyPath: analysis.path] = result.groups
      multiplicity.append(result.multiplicity)
      if options.paperChoices, analysis.grouping == .action {
        report.pooledActions = PooledActions(schema: table.description.schema).cells(result.groups)
      }
    }
    if !groupings.isEmpty { report.multiplicity = multiplicity }
  }

  private func addBootstrap(
    to report: inout FidelityReport, _ analysis: GroupAnalysis, _ groups: [GroupAnalysis.Group]
  ) async throws {
    for (index, group) in groups.enumerated() {
      guard var part = report[keyPath: analysis.path]?[index] else { continue }
      try await analysis.addBootstrap(to: &part, group)
      report[keyPath: analysis.path]?[index] = part
    }
  }

  private func addCategories(
    to report: inout FidelityReport
  ) -> [(CategoryShares, WritableKeyPath<StratumReport, [ShareRow]>)] {
    guard options.parts.contains(.categories) else { return [] }
    let paths: [(CategoryShares.Attribute, WritableKeyPath<StratumReport, [ShareRow]>)] = [
      (.emotion, \.emotions), (.blocker, \.blockers), (.exit, \.exits),
    ]
    let categories = paths.map { (CategoryShares(record, selected, $0.0, options: options), $0.1) }
    for (category, path) in categories {
      for stratum in strata.indices { report.strata[stratum][keyPath: path] = category.rows(stratum: stratum) }
    }
    return categories
  }

  private func addBootstrap(
    to report: inout FidelityReport, _ category: CategoryShares, _ path: WritableKeyPath<StratumReport, [ShareRow]>
  ) async throws {
    guard let resamples = try await category.resamples() else { return }
    for stratum in strata.indices {
      for value in report.strata[stratum][keyPath: path].indices {
        resamples.addIntervals(to: &report.strata[stratum][keyPath: path][value], group: value, stratum: stratum)
      }
    }
  }

  private func addSurvival(to report: inout FidelityReport) {
    guard options.parts.contains(.survival) else { return }
    let curves = SurvivalAnalysis(table: record, rows: selected, options: options).reports()
    for stratum in strata.indices { report.strata[stratum].survival = curves[stratum] }
  }

  private func addDistances(to report: inout FidelityReport, _ panel: Panel) async throws {
    guard options.parts.contains(.matrix) else { return }
    var matrices = report.strata.map(\.matrix)
    try await DistanceAnalysis(
      panel: panel, depths: table.description.schema.stages.map(\.depth), options: options
    ).addResampled(to: &matrices)
    for stratum in strata.indices { report.strata[stratum].matrix = matrices[stratum] }
  }
}

extension GroupAnalysis {
  /// Where its groups stand in a report.
  fileprivate var path: WritableKeyPath<FidelityReport, [GroupReport]?> {
    grouping == .position ? \.positions : \.actions
  }
}
