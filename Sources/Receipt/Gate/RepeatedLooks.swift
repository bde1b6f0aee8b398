internal import Statistics
internal import Text

/// Bounds of the gate's estimates that hold for all looks at a growing audit together: an interval becomes that of an
/// asymptotic confidence sequence, by its own half-widths.
struct RepeatedLooks {
  let narrowestAt: Int
  let level: Double
  let look: Int

  static let fewest = ConfidenceSequence.fewest
  static let most = 1_000_000_000

  private static let tooFew =
    "fewer than \(ConfidenceSequence.fewest) observations, too few for bounds of repeated looks"

  /// The line as repeated looks allow it; counts have no bounds, and stay.
  func line(_ line: GateReport.Line, _ rule: Policy.Rule) -> GateReport.Line {
    guard let estimate = line.estimate, let interval = line.interval, interval.count == 2, let n = line.n else {
      return line
    }
    var line = line
    line.look = look
    // Its bounds are made of wider ones already.
    if rule.quantity.isBeyondFloor { return line }
    guard var (lower, upper) = bounds(estimate, interval, n: n) else {
      line.verdict = .undecided
      line.interval = nil
      line.reason = RepeatedLooks.tooFew
      return line
    }
    if line.style == .share { (lower, upper) = (max(lower, 0), min(upper, 1)) }
    line.interval = [lower, upper]
    let (holds, breaks) =
      switch rule.limit {
      case .atMost(let limit): (upper <= limit, lower > limit)
      case .atLeast(let limit): (lower >= limit, upper < limit)
      case .margin(let margin): (lower > -margin && upper < margin, lower > margin || upper < -margin)
      }
    line.verdict = holds ? .trusted : breaks ? .notTrusted : .undecided
    return line
  }

  /// A figure with bounds for repeated looks, or with none where it rests on too little.
  func figure(_ figure: ReceiptFigure) -> ReceiptFigure {
    guard let estimate = figure.estimate, let interval = figure.interval, interval.count == 2 else { return figure }
    var figure = figure
    if let (lower, upper) = bounds(estimate, interval, n: figure.n) {
      figure.interval = [lower, upper]
    } else {
      (figure.interval, figure.reason) = (nil, RepeatedLooks.tooFew)
    }
    return figure
  }

  private func bounds(_ estimate: Double, _ interval: [Double], n: Int) -> (lower: Double, upper: Double)? {
    guard n >= ConfidenceSequence.fewest, let factor = factor(at: n) else { return nil }
    return (estimate - (estimate - interval[0]) * factor, estimate + (interval[1] - estimate) * factor)
  }

  /// How much wider the interval is than a single one.
  private func factor(at n: Int) -> Double? {
    guard let sequence = try? ConfidenceSequence(alpha: 1 - level, narrowestAt: Double(narrowestAt)),
      let single = try? NormalDistribution().quantile((1 + level) / 2)
    else { return nil }
    return (try? sequence.multiplier(at: Double(n))).map { $0 / single }
  }
}
