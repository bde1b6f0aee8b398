internal import Cases
internal import Fidelity
internal import Figures
internal import Text

extension ReceiptConcentration {
  /// Tests whether errors concentrate on those who decline: the studentised permutation test of the contrast, and the
  /// excess over the most knowing reference that is made of labels.
  init(_ input: ReceiptInput) {
    let report = input.report
    let none = Figure.unavailable(report.reason ?? "there is no contrast")
    let contrast = report.contrast
    let reference = contrast?.verdict?.reference
    let floor = contrast?.floors.first { $0.reference == reference }
    let estimate = contrast?.estimate ?? none
    let excess = floor?.excess ?? Figure.unavailable("no reference has an excess with an interval")
    let p = contrast?.permutation?.studentisedTwoSided ?? .reason("there is no contrast")
    let verdict = ReceiptConcentration.verdict(
      contrast: estimate, p: p, excess: excess, alpha: 1 - input.options.level, margin: input.options.margin)
    self.init(
      verdict: verdict, sentence: "", p: ReceiptNumber(p), contrast: ReceiptFigure(estimate),
      excess: ReceiptFigure(excess), reference: reference?.rawValue)
    sentence = ConcentrationSentence(self, input).text
  }

  static func verdict(contrast: Figure, p: Quantity, excess: Figure, alpha: Double, margin: Double?) -> Verdict {
    guard let delta = contrast.number, let bounds = excess.interval.bounds else { return .undecided }
    if let p = p.number, p < alpha, delta > 0, bounds.lower > 0 { return .concentrated }
    if bounds.upper < (margin ?? 0) { return .notBeyondReference }
    return .undecided
  }
}

/// The verdict in words.
private struct ConcentrationSentence {
  private let concentration: ReceiptConcentration
  private let input: ReceiptInput

  init(_ concentration: ReceiptConcentration, _ input: ReceiptInput) {
    self.concentration = concentration
    self.input = input
  }

  var text: String {
    guard concentration.contrast.estimate != nil else {
      return "Whether errors concentrate on those who decline cannot be tested: "
        + "\(concentration.contrast.reason ?? "there is no contrast")."
    }
    let test =
      "Δ = \(concentration.contrast.text(.depth)) depth steps between \(side(committed: false)) and "
      + "\(side(committed: true)), studentised permutation p \(concentration.p.value.map(NumberText.equation(ofProbability:)) ?? "—")"
    guard concentration.excess.estimate != nil, let reference = concentration.reference else {
      return "The data cannot tell whether errors concentrate on those who decline beyond what an outcome-blind "
        + "reference would show: \(test); \(concentration.excess.reason ?? "no reference")."
    }
    let over =
      "the excess over an outcome-blind reference that knows \(FloorReport.Reference(rawValue: reference)?.words ?? reference) is "
      + concentration.excess.text(.depth)
    switch concentration.verdict {
    case .concentrated: return "Errors concentrate on those who decline: \(test), and \(over)."
    case .notBeyondReference:
      let limit = input.options.margin.map { ", below the margin of \(NumberText.fixed($0, 2))" } ?? ", below zero"
      return
        "Errors do not concentrate on those who decline more than an outcome-blind reference shows: \(over)\(limit)"
        + " (\(test))."
    case .undecided:
      return "The data cannot tell whether errors concentrate on those who decline: \(test), but \(over), which leaves "
        + "both possible."
    }
  }

  private func side(committed: Bool) -> String {
    let strata = input.description.outcome.strata.filter { $0.committed == committed }
    return strata.map { $0.label ?? $0.id }.joined(separator: " + ")
  }
}
