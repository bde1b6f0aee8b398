import Cases

extension FidelityAnalysis {
  /// Computes what stands on pages of its own: first everything that has a formula, then what is resampled.
  /// - Throws: `CancellationError`.
  func addPages(
    to report: inout FidelityReport, _ panel: Panel, _ kinds: KindTable, _ floors: FigureFloors?,
    _ references: References?,
    _ yield: (FidelityReport) -> Void
  ) async throws {
    if options.parts.contains(.contrast) {
      report.missing = MissingLabels(table, selected, options: options).report(isFiltered: options.filterText != nil)
    }
    addMatrix(to: &report, panel, kinds, floors)
    yield(report)
    if options.parts.contains(.draws) {
      report.repeated =
        report.reasonToWithhold.map(DrawsReport.unavailable)
        ?? drawsReport(
          references ?? References(table, instrument: options.instrument, threads: options.threads), report.reference)
      yield(report)
      try Task.checkCancellation()
    }
    let groupings = groupAnalyses.map { ($0, $0.groups()) }
    addGroups(to: &report, groupings, floors)
    yield(report)
    try Task.checkCancellation()
    let categories = addCategories(to: &report, floors)
    addSurvival(to: &report, floors)
    let exits = options.parts.contains(.exits) ? ExitAudit(table: record, rows: selected, options: options) : nil
    report.exitAudit = exits?.report(floors)
    yield(report)
    try Task.checkCancellation()
    if options.parts.contains(.instruments) {
      report.instruments = InstrumentAgreement(table: record, rows: selected, options: options).report()
      report.judge =
        report.contrast?.verdict?.judge ?? judgeReport(BlindTurns(record, selected, blind: options.blindStages))
    }
    if options.parts.contains(.corrected) {
      let turns = BlindTurns(table, selected, blind: options.blindStages)
      report.corrected =
        turns.areDrawn
        ? DrawnCorrection(table, selected, turns, options: options).report()
        : PredictionPowered(table, selected, options: options).report()
    }
    if options.parts.contains(.comparison), let other = options.comparedSimulator {
      report.comparison = try await SimulatorComparison(table: table, rows: rows, options: options, other: other)
        .report(floors)
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

  /// The outcome-blind references, applied to a selection: the floors, and what is beyond them.
  func makeFloors(_ references: References, _ rows: RowSet) -> Floors {
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
    let biases = ReferenceBiases(
      references.laws, rows, placebo: placebo, contrast: contrast, threads: options.threads)
    return Floors(
      biases, references, clusters: clusters, contrast: contrast, strata: strata.count, placeboReason: reason,
      level: options.level)
  }

  /// What the most knowing reference shows in every other figure.
  func makeFigureFloors(_ laws: ReferenceLaws, _ reference: FloorReport.Reference?) -> FigureFloors {
    let schema = table.description.schema
    guard let reference, let place = ReferenceLaws.references.firstIndex(of: reference) else {
      return FigureFloors(none: "no reference tells the real stages", schema, level: options.level)
    }
    let asksForLeaving = !options.parts.isDisjoint(with: [.matrix, .exits, .survival])
    let source = FigureFloors.Source(
      laws: laws, reference: place, clusters: clusters, contrast: contrast, record: record, options: options)
    let leaving =
      asksForLeaving && schema.leavingProblem == nil ? LeavingFloors(record, selected, options: options) : nil
    return FigureFloors(source, selected, parts: options.parts, leaving: leaving)
  }

  /// Puts floors beside the shifts and the biases of the strata.
  func addFloors(to report: inout FidelityReport, _ floors: FigureFloors) {
    for stratum in report.strata.indices {
      for path in [\StratumReport.headlines, \.stages] {
        for row in report.strata[stratum][keyPath: path].indices {
          let shown = report.strata[stratum][keyPath: path][row]
          report.strata[stratum][keyPath: path][row].floored =
            shown.shift.value.reason.map { .unavailable($0) }
            ?? floors.shift(table.description.schema.stageIndices(shown.stageIDs), stratum: stratum)
        }
      }
      report.strata[stratum].depthBias?.floored = floors.bias(stratum: stratum)
    }
  }

  private func addMatrix(
    to report: inout FidelityReport, _ panel: Panel, _ kinds: KindTable, _ floors: FigureFloors?
  ) {
    guard options.parts.contains(.matrix) else { return }
    let counts = PairCounts(table, selected, draws: options.draws)
    let schema = table.description.schema
    let analysis = MatrixAnalysis(panel: panel, table: kinds, counts: counts, schema: schema, options: options)
    let probes = ExitProbes(table: record, rows: selected, options: options).recalls()
    let distances = DistanceAnalysis(panel: panel, depths: schema.stages.map(\.depth), options: options)
    var matrices = strata.indices.map { analysis.report(stratum: $0, strata: strata.count, floors) }
    DisengagementMisses(table: record, rows: selected, options: options).add(to: &matrices)
    for stratum in strata.indices {
      matrices[stratum].exitProbeRecall = probes[stratum]
      distances.addDistances(to: &matrices[stratum])
      report.strata[stratum].matrix = matrices[stratum]
    }
  }

  private var groupAnalyses: [GroupAnalysis] {
    [(AnalysisParts.positions, PairGrouping.position), (.actions, .action)]
      .filter { options.parts.contains($0.0) }
      .map { GroupAnalysis(grouping: $0.1, table: table, rows: selected, options: options) }
  }

  private func addGroups(
    to report: inout FidelityReport, _ groupings: [(GroupAnalysis, [GroupAnalysis.Group])], _ floors: FigureFloors?
  ) {
    var multiplicity: [MultiplicityReport] = []
    for (analysis, groups) in groupings {
      let result = analysis.reports(groups, floors)
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
    to report: inout FidelityReport, _ floors: FigureFloors?
  ) -> [(CategoryShares, WritableKeyPath<StratumReport, [ShareRow]>)] {
    guard options.parts.contains(.categories) else { return [] }
    let paths: [(CategoryShares.Attribute, WritableKeyPath<StratumReport, [ShareRow]>)] = [
      (.emotion, \.emotions), (.blocker, \.blockers), (.exit, \.exits),
    ]
    let categories = paths.map { (CategoryShares(record, selected, $0.0, options: options), $0.1) }
    for (category, path) in categories {
      let shifts = category.labels.flatMap { labels in floors?.labels { labels } }
      for stratum in strata.indices { report.strata[stratum][keyPath: path] = category.rows(stratum: stratum, shifts) }
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

  private func addSurvival(to report: inout FidelityReport, _ floors: FigureFloors?) {
    guard options.parts.contains(.survival) else { return }
    let curves = SurvivalAnalysis(table: record, rows: selected, options: options).reports(floors)
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
