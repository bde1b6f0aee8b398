import Cases

extension TextReport {
  mutating func writeContrast(_ report: FidelityReport) {
    guard let contrast = report.contrast else { return }
    section("Contrast: uncommitted − committed")
    var table = TextTable([.left, .right, .right, .left, .left], dispensable: [[4]])
    table.add(["", "n", "", "interval", "bootstrap"])
    table.add(figure("Δ", contrast.estimate, decimals: 3))
    table.add(figure("Cohen's d", contrast.cohenD, decimals: 2))
    for floor in contrast.floors where floor.estimate.number != nil {
      table.add(figure("floor, \(TextReport.shortName(floor.reference))", floor.estimate, decimals: 3))
      table.add(figure("  excess over it", floor.excess, decimals: 3))
    }
    self.table(table)
    for floor in contrast.floors {
      if let reason = floor.estimate.value.reason {
        paragraph("no floor \(TextReport.shortName(floor.reference)): \(reason)", indent: 2)
      }
      if floor.fallbacks > 0 {
        let pairs = "\(Decimals.grouped(floor.fallbacks)) pairs"
        paragraph(
          "\(TextReport.shortName(floor.reference)): \(pairs) had nobody else in their cell and took the coarser reference",
          indent: 2)
      }
    }
    writeTests(contrast)
    if let verdict = contrast.verdict { paragraph(sentence(verdict), indent: 2) }
    if let marginal = report.marginalBias?.estimate, let excludes = marginal.interval.excludes(0) {
      let bias = number(marginal.value, 2, signed: true)
      let finding =
        excludes ? "off by \(bias) for everyone together" : "no bias for everyone together is shown (\(bias))"
      paragraph("Calibration: \(finding).", indent: 2)
    }
    flushReasons()
  }

  private mutating func figure(_ name: String, _ figure: Figure, decimals: Int) -> [String] {
    [
      shortened(name, to: max(16, columns / 2)), Decimals.grouped(figure.count),
      number(figure.value, decimals, signed: true),
      interval(figure.interval, signed: true), interval(figure.bootstrap, signed: true),
    ]
  }

  private mutating func writeTests(_ contrast: ContrastReport) {
    let sizes = "\(number(contrast.hedgesG, signed: true)), Glass's Δ \(number(contrast.glassDelta, signed: true))"
    paragraph("Hedges' g \(sizes), Cliff's δ \(number(contrast.cliffsDelta, signed: true))", indent: 2)
    var tests = "Welch t \(number(contrast.welch.t)), df \(number(contrast.welch.degreesOfFreedom, 1)), "
    tests += "p \(p(contrast.welch.p)); Mann–Whitney p \(p(contrast.mannWhitney.p))"
    if let permutation = contrast.permutation {
      tests += "; permutation p \(p(permutation.oneSided)) one-sided, \(p(permutation.twoSided)) two-sided"
    }
    paragraph(tests, indent: 2)
  }

  private func sentence(_ verdict: FloorVerdict) -> String {
    let reference = TextReport.name(verdict.reference)
    return switch verdict.finding {
    case .above: "Verdict: further from the outcome than a reference that knows \(reference)."
    case .notShown: "Verdict: no excess over a reference that knows \(reference) is shown."
    case .below: "Verdict: follows the outcome better than a reference that knows \(reference) can."
    }
  }

  static func shortName(_ reference: FloorReport.Reference) -> String {
    switch reference {
    case .position: "by position"
    case .previousStage: "and previous stage"
    case .action: "and preceding action"
    case .placebo: "placebo"
    }
  }

  /// What a reference knows, in words.
  static func name(_ reference: FloorReport.Reference) -> String {
    switch reference {
    case .position: "position"
    case .previousStage: "position and previous stage"
    case .action: "position, previous stage and action"
    case .placebo: "placebo"
    }
  }
}
