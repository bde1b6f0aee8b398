import Statistics

/// What the panel could have found, from its size and the spread of its units.
struct PowerAnalysis: Sendable {
  private let contrast: ContrastReport
  /// The standard errors of the contrast over units and over conversations.
  private let clustered: Double?
  private let independent: Double?
  private let options: AnalysisOptions

  private static let effects = [0.2, 0.5, 0.8]

  init(_ contrast: Contrast, _ panel: Panel, report: ContrastReport, options: AnalysisOptions) {
    self.contrast = report
    self.options = options
    clustered = try? contrast.difference(panel, total: panel.kinds.meanDepth).estimate().standardError
    independent = try? contrast.welchOnConversations(panel).standardError
  }

  func report() -> PowerReport {
    let alpha = options.alpha
    let effect = designEffect
    let sizes = (contrast.uncommitted.conversations, contrast.committed.conversations)
    let power = Result { () throws(StatisticsError) in
      try TwoSamplePower(alpha: alpha, designEffect: effect.number ?? 1)
    }
    let detectable = Quantity { () throws(StatisticsError) in
      try power.get().minimumDetectableEffect(first: sizes.0, second: sizes.1, power: options.power)
    }
    return PowerReport(
      power: options.power, alpha: alpha, designEffect: effect, minimumDetectableD: detectable,
      minimumDetectableContrast: inDepthSteps(detectable),
      conversationsForObserved: contrast.cohenD.number.map { conversations(power, d: $0, sizes) }
        ?? .reason(contrast.cohenD.value.reason ?? "no effect size"),
      conversationsFor: PowerAnalysis.effects.map {
        PowerReport.Need(d: $0, conversations: conversations(power, d: $0, sizes))
      })
  }

  private var designEffect: Quantity {
    guard let clustered, let independent, independent > 0 else {
      return .reason("the contrast has no standard error")
    }
    // Units that hold both sides can make it smaller than 1, which is not counted on.
    return .number(max(1, clustered * clustered / (independent * independent)))
  }

  private func inDepthSteps(_ d: Quantity) -> Quantity {
    guard let value = d.number, let delta = contrast.estimate.number, let effect = contrast.cohenD.number, effect != 0
    else { return .reason(d.reason ?? "no pooled standard deviation") }
    return Quantity(value * delta / effect, orReason: "the result is not a finite number")
  }

  private func conversations(
    _ power: Result<TwoSamplePower, StatisticsError>, d: Double, _ sizes: (Int, Int)
  ) -> Quantity {
    guard sizes.0 > 0, sizes.1 > 0 else { return .reason("one of the two sides is empty") }
    return Quantity { () throws(StatisticsError) in
      let size = try power.get().requiredSize(
        d: d, ratio: Double(sizes.1) / Double(sizes.0), power: options.power)
      return Double(size.first + size.second)
    }
  }
}
