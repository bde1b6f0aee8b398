import Cases
import Statistics

extension FidelityAnalysis {
  /// Computes part after part and hands every report on, the quick parts first.
  /// - Throws: `CancellationError`.
  func run(_ yield: (FidelityReport) -> Void) async throws {
    var report = counts()
    yield(report)
    if !record.whole.isEmpty, !options.parts.isDisjoint(with: .whole) {
      let analysis = WholeAnalysis(record, rows, options: options)
      var whole = analysis.report(withheld: report.reasonToWithhold)
      if options.parts.contains(.agents) { analysis.addAgents(to: &whole, withheld: report.reasonToWithhold) }
      report.whole = whole
      try Task.checkCancellation()
      yield(report)
      if options.parts.contains(.speech), !whole.speakers.isEmpty {
        analysis.addTold(to: &whole)
        report.whole = whole
        try Task.checkCancellation()
        yield(report)
      }
    }
    let isOfWholeAlone = !options.parts.isEmpty && options.parts.isSubset(of: .whole)
    guard report.reason == nil, !isOfWholeAlone else {
      report.stage = .resampled
      yield(report)
      return
    }
    try Task.checkCancellation()
    let kinds = LabelledPairs(table, selected).kinds(threads: options.threads)[0]
    let panel = Panel(
      kinds, clusters: clusters, strata: strata.count, depths: table.description.schema.stages.map(\.depth))
    addFormulas(to: &report, panel)
    report.stage = .intervals
    yield(report)
    try Task.checkCancellation()
    var floors: Floors?
    var figureFloors: FigureFloors?
    var references: References?
    if let reason = report.reasonToWithhold {
      report.contrast?.verdict = ConcentrationVerdict(withheld: reason, options: options)
      figureFloors = FigureFloors(none: reason, table.description.schema, level: options.level)
    } else if options.parts.contains(.floors) {
      let known = References(table, instrument: options.instrument, threads: options.threads)
      references = known
      let made = makeFloors(known, selected)
      let reports = made.reports()
      if report.contrast?.estimate.number != nil {
        floors = made
        report.contrast?.floors = reports
      }
      yield(report)
      try Task.checkCancellation()
      let reference = FloorReport.mostKnowing(reports, named: options.verdictReference)?.reference
      report.reference = reference
      figureFloors = makeFigureFloors(known.laws, reference)
    }
    if let figureFloors { addFloors(to: &report, figureFloors) }
    yield(report)
    try Task.checkCancellation()
    if isResampled {
      try await addResampled(to: &report, panel)
      yield(report)
      if options.parts.contains(.contrast), report.contrast?.estimate.number != nil {
        report.contrast?.permutation = try await ContrastReport.Permutation(panel, contrast, options: options)
        yield(report)
      }
      if let floors, var reports = report.contrast?.floors {
        try await floors.addBootstrap(to: &reports, options: options)
        let turns = BlindTurns(record, selected, blind: options.blindStages)
        addCorrections(to: &reports, floors, turns)
        report.contrast?.floors = reports
        var verdict = ConcentrationVerdict(reports, options: options)
        if !turns.isEmpty { verdict.judge = judgeReport(turns) }
        if verdict.correction == nil { verdict.tippingPoint = tippingPoint(verdict) }
        report.contrast?.verdict = verdict
        yield(report)
      }
    }
    try await addPages(to: &report, panel, kinds.table, figureFloors, references, yield)
    report.shareIntervals()
    if options.paperChoices { report.preferPercentileIntervals() }
    report.stage = .resampled
    yield(report)
  }

  var isResampled: Bool { options.parts.contains(.resampled) }

  var strata: [Stratum] { table.description.outcome.strata }

  var clusters: Clusters? { Clusters(table, unit: options.cluster) }

  var contrast: Contrast { Contrast(strata) }

  private var shares: StageShares { StageShares(schema: table.description.schema) }

  private func addFormulas(to report: inout FidelityReport, _ panel: Panel) {
    report.units = panel.units.units
    for index in report.strata.indices {
      let mask = StratumMask([index], of: strata.count)
      report.strata[index].conversations = panel.conversationCount(in: mask)
      guard options.parts.contains(.strata) else { continue }
      for row in report.strata[index].stages.indices {
        shares.addIntervals(to: &report.strata[index].stages[row], panel, stratum: mask, level: options.level)
      }
      for row in report.strata[index].headlines.indices {
        shares.addIntervals(to: &report.strata[index].headlines[row], panel, stratum: mask, level: options.level)
      }
      report.strata[index].depthBias = DepthBias.report(panel, stratum: mask, level: options.level)
      report.strata[index].equivalence = DepthBias.equivalence(
        panel, stratum: mask, margin: options.margin, level: options.level)
    }
    guard options.parts.contains(.contrast) else { return }
    let result = contrast.report(panel, level: options.level)
    report.contrast = result
    report.marginalBias = marginalBias(panel).report(panel, level: options.level)
    report.power = PowerAnalysis(contrast, panel, report: result, options: options).report()
  }

  private func marginalBias(_ panel: Panel) -> MarginalBias {
    MarginalBias(panel, strata: strata, populationShares: options.populationShares)
  }

  private func addResampled(to report: inout FidelityReport, _ panel: Panel) async throws {
    let groups = report.strata.first.map { ($0.headlines + $0.stages).map(shares.stages) } ?? []
    let resamples = try await PanelResamples(panel, groups: groups, options: options)
    for index in report.strata.indices {
      let headlines = report.strata[index].headlines.count
      for row in report.strata[index].headlines.indices {
        resamples.addIntervals(to: &report.strata[index].headlines[row], group: row, stratum: index)
      }
      for row in report.strata[index].stages.indices {
        resamples.addIntervals(to: &report.strata[index].stages[row], group: headlines + row, stratum: index)
      }
      guard report.strata[index].depthBias?.estimate.number != nil else { continue }
      report.strata[index].depthBias?.estimate.bootstrap = resamples.bias(stratum: index)
      report.strata[index].depthBias?.pairWeighted.bootstrap = resamples.pairWeightedBias(stratum: index)
    }
    if let sides = report.contrast, sides.estimate.number != nil {
      report.contrast?.estimate.bootstrap = resamples.contrast(contrast)
      let units = min(sides.uncommitted.units, sides.committed.units)
      // Percentiles of d over fewer units reach into the millions, and say nothing.
      let fewest = ConcentrationVerdict.fewestUnits
      let none = IntervalFigure.reason("a side has fewer than \(fewest) units")
      func intervals(_ size: (PanelResamples.Moments, PanelResamples.Moments) -> Double)
        -> (interval: IntervalFigure, bootstrap: IntervalFigure)
      { units >= fewest ? resamples.effect(contrast, units: units, size) : (none, none) }
      let effect = intervals(PanelResamples.cohenD)
      report.contrast?.cohenD.setIntervals(effect)
      let correction = hedgesCorrection(
        degreesOfFreedom: Double(sides.uncommitted.conversations + sides.committed.conversations - 2))
      report.contrast?.hedgesG.setIntervals(
        (effect.interval.scaled(by: correction), effect.bootstrap.scaled(by: correction)))
      report.contrast?.glassDelta.setIntervals(intervals(PanelResamples.glassDelta))
    }
    report.marginalBias?.estimate.bootstrap = marginalBias(panel).bootstrap(resamples)
  }
}
