import RealModule

/// Draws from one binomial or Poisson law of not too small a mean by transformed rejection.
///
/// Most draws cost two uniform numbers and a division. Near the mode the density's ratio is multiplied out, elsewhere a
/// squeeze decides nearly always with one logarithm.
///
/// > W. Hörmann. "The generation of binomial random variates." 1993, doi:10.1080/00949659308811496 (the hat of BTRS, the
/// > squeeze of BTRD)
/// > W. Hörmann. "The transformed rejection method for generating Poisson random variables." 1993,
/// > doi:10.1016/0167-6687(93)90997-4 (the hat of PTRS)
struct CountRejection: Sendable {
  /// The least mean that the hats were made for.
  static let leastMean = 10.0

  private let a: Double
  private let b: Double
  private let center: Double
  private let squeeze: Double
  private let scale: Double
  private let mode: Double
  private let variance: Double
  /// p/(1 − p), or a Poisson mean.
  private let odds: Double
  /// Infinite for a Poisson law.
  private let trials: Double
  /// What the hat's height is relative to: the density at the mode, or 1.
  private let peak: Double

  /// Poisson of `mean` ≥ ``leastMean``.
  init(poissonMean mean: Double) {
    b = 0.931 + 2.53 * mean.squareRoot()
    a = -0.059 + 0.02483 * b
    center = mean + 0.43
    squeeze = 0.9277 - 3.6224 / (b - 2)
    scale = 1.1239 + 1.1328 / (b - 3.4)
    mode = mean.rounded(.down)
    variance = mean
    odds = mean
    trials = .infinity
    peak = Double.exp(mode * Double.log(mean) - mean - logFactorial(mode))
  }

  /// Binomial of `trials` and `probability` ≤ ½, with a mean of at least ``leastMean``.
  @inline(__always)
  init(trials: Int, probability: Double) {
    let n = Double(trials)
    variance = n * probability * (1 - probability)
    let deviation = variance.squareRoot()
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * probability
    center = n * probability + 0.5
    squeeze = 0.92 - 4.2 / b
    scale = (2.83 + 5.1 / b) * deviation
    mode = Double(Int((n + 1) * probability))
    odds = probability / (1 - probability)
    self.trials = n
    peak = 1
  }

  @inline(__always)
  func draw(using generator: inout SeededGenerator) -> Int {
    while true {
      let u = generator.nextUnit() - 0.5
      let v = generator.nextUnit()
      let edge = 0.5 - abs(u)
      let position = (2 * a / edge + b) * u + center
      if edge >= 0.07, v <= squeeze { return Int(position) }
      if let accepted = accepted(position, edge: edge, height: v) { return accepted }
    }
  }

  /// The exact test, for the few that the box inside the hat leaves over.
  @inline(never)
  private func accepted(_ position: Double, edge: Double, height: Double) -> Int? {
    let whole = position.rounded(.down)
    guard whole >= 0, whole <= trials, whole < 0x1p62 else { return nil }
    let ratio = height * scale / ((a / (edge * edge) + b) * peak)
    let distance = abs(whole - mode)
    guard distance > 15 else { return isBelowDensity(ratio, at: whole) ? Int(whole) : nil }
    let logRatio = Double.log(ratio)
    let inner = (distance / 3 + 0.625) * distance + 1.0 / 6
    let margin = distance / variance * (inner / variance + 0.5)
    let normal = -distance * distance / (2 * variance)
    if logRatio < normal - margin { return Int(whole) }
    if logRatio > normal + margin { return nil }
    var density = logFactorial(mode) - logFactorial(whole) + (whole - mode) * Double.log(odds)
    if trials.isFinite { density += logFactorial(trials - mode) - logFactorial(trials - whole) }
    return logRatio <= density ? Int(whole) : nil
  }

  /// Whether `ratio` ≤ density at `whole` / density at the mode, by the recursion of the density.
  private func isBelowDensity(_ ratio: Double, at whole: Double) -> Bool {
    var up = 1.0
    var down = 1.0
    var step = min(whole, mode)
    let last = max(whole, mode)
    while step < last {
      up *= trials.isFinite ? odds * (trials - step) : odds
      step += 1
      down *= step
    }
    return whole > mode ? ratio * down <= up : ratio * up <= down
  }
}
