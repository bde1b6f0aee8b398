extension FidelityAnalysis {
  /// Computes stage after stage and hands every report on.
  /// - Throws: `CancellationError`.
  func run(_ yield: (FidelityReport) -> Void) async throws {
    var report = counts()
    yield(report)
    guard report.reason == nil else { return }
    try Task.checkCancellation()
    let panel = Panel(try await conversationKinds(), clusters: clusters, description: table.description)
    addFormulas(to: &report, panel)
    report.stage = .intervals
    yield(report)
    if options.parts.contains(.resampled) {
      try await addResampled(to: &report, panel)
      yield(report)
    }
    report.stage = .resampled
    yield(report)
  }

  var clusters: Clusters? { Clusters(table, unit: options.cluster) }

  var contrast: Contrast { Contrast(table.description.outcome.strata) }

  private var shares: StageShares { StageShares(schema: table.description.schema) }

  /// The kinds of the selected conversations, read in parts at the same time.
  func conversationKinds() async throws -> ConversationKinds {
    let (table, rows, selection) = (table, rows, selection)
    let parts = try await concurrently(over: table.conversations.count, threads: options.threads) { range in
      ConversationKinds.read(table, rows, selection, conversations: range)[0]
    }
    return parts.dropFirst().reduce(into: parts.first ?? ConversationKinds()) { $0.append($1) }
  }

  private func addFormulas(to report: inout FidelityReport, _ panel: Panel) {
    let count = table.description.outcome.strata.count
    report.units = panel.units.units
    for index in report.strata.indices {
      let mask = StratumMask([index], of: count)
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
    if options.parts.contains(.contrast) {
      report.contrast = contrast.report(panel, level: options.level)
      report.marginalBias = marginalBias(panel).report(panel, level: options.level)
    }
  }

  private func marginalBias(_ panel: Panel) -> MarginalBias {
    MarginalBias(panel, strata: table.description.outcome.strata, populationShares: options.populationShares)
  }

  private func addResampled(to report: inout FidelityReport, _ panel: Panel) async throws {
    let groups = report.strata.first.map { ($0.headlines + $0.stages).map(shares.stages) } ?? []
    let resamples = try await PanelResamples(panel, groups: groups, options: options)
    for index in report.strata.indices where report.strata[index].conversations ?? 0 > 0 {
      let headlines = report.strata[index].headlines.count
      for row in report.strata[index].headlines.indices {
        resamples.addIntervals(to: &report.strata[index].headlines[row], group: row, stratum: index)
      }
      for row in report.strata[index].stages.indices {
        resamples.addIntervals(to: &report.strata[index].stages[row], group: headlines + row, stratum: index)
      }
      report.strata[index].depthBias?.estimate.bootstrap = resamples.bias(stratum: index)
      report.strata[index].depthBias?.pairWeighted.bootstrap = resamples.pairWeightedBias(stratum: index)
    }
    if report.contrast?.estimate.number != nil {
      report.contrast?.estimate.bootstrap = resamples.contrast(contrast)
      let effect = resamples.cohenD(contrast)
      report.contrast?.cohenD.interval = effect
      report.contrast?.cohenD.bootstrap = effect
    }
    report.marginalBias?.estimate.bootstrap = marginalBias(panel).bootstrap(resamples)
  }
}

/// Runs `work` on `threads` consecutive parts of `0 ..< count` at the same time.
/// - Returns: The results in the order of the parts.
/// - Throws: `CancellationError`.
func concurrently<Result: Sendable>(
  over count: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
) async throws -> [Result] {
  try Task.checkCancellation()
  // Parts of a few thousand are not worth a task.
  let parts = max(1, min(threads, count / 4096))
  guard parts > 1 else { return [work(0..<count)] }
  let results = await withTaskGroup(of: (Int, Result).self) { group in
    for part in 0..<parts {
      group.addTask { (part, work(count * part / parts..<count * (part + 1) / parts)) }
    }
    var results = [Result?](repeating: nil, count: parts)
    for await (part, result) in group { results[part] = result }
    return results.compactMap { $0 }
  }
  try Task.checkCancellation()
  return results
}
