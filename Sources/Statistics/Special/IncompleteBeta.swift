import RealModule

/// A probability and what is missing of one, each with its own full relative precision.
struct Tails {
  var lower: Double
  var upper: Double

  var swapped: Tails { Tails(lower: upper, upper: lower) }
}

/// The regularised incomplete beta function Iₓ(a, b) and its complement, for a, b > 0 and y = 1 − x given separately.
///
/// A continued fraction, evaluated by Lentz's method, under a saddle-point prefix.
/// > A. R. DiDonato, A. H. Morris. "Algorithm 708: Significant Digit Computation of the Incomplete Beta Function Ratios."
/// > 1992, doi:10.1145/131766.131776
func incompleteBeta(_ a: Double, _ b: Double, x: Double, y: Double) -> Tails {
  if x <= 0 { return Tails(lower: 0, upper: 1) }
  if y <= 0 { return Tails(lower: 1, upper: 0) }
  if x * (a + b + 2) > a + 1 {
    let mirrored = betaFraction(b, a, x: y, y: x)
    return Tails(lower: 1 - mirrored, upper: mirrored)
  }
  let direct = betaFraction(a, b, x: x, y: y)
  return Tails(lower: direct, upper: 1 - direct)
}

/// xᵃ yᵇ / B(a, b), the derivative of Iₓ(a, b) by log(x/y).
func betaPrefix(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  binomialWeight(a, b, x: x, y: y) * (a / (a + b)) * b
}

/// Iₓ(a, b) for x up to about the mean: the prefix over b₀ + a₁/(b₁ + a₂/(b₂ + …)). Its terms contain a y − b x and no
/// other difference of large numbers.
private func betaFraction(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  let tiny = 1e-300
  let drift = a * y - b * x + 1
  var fraction = a * drift / (a + 1)
  if fraction == 0 { fraction = tiny }
  var c = fraction
  var d = 0.0
  // The number of steps grows as the square root of the larger parameter.
  let steps = 300 + Int(10 * max(a, b).squareRoot())
  for step in 1...steps {
    let m = Double(step)
    let denominator = a + 2 * m - 1
    let numerator = m * (a + m - 1) / denominator * ((a + b + m - 1) / denominator) * (b - m) * x * x
    let term = m + m * (b - m) * x / denominator + (a + m) * (drift + m * (2 - x)) / (a + 2 * m + 1)
    d = term + numerator * d
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = term + numerator / c
    if abs(c) < tiny { c = tiny }
    let factor = c * d
    fraction *= factor
    if abs(factor - 1) < 1e-16 { break }
  }
  return min(1, betaPrefix(a, b, x: x, y: y) / fraction)
}

/// log(x/y) for the x at which Iₓ(a, b) has the given tails, by Newton's method on the logarithm of the smaller tail.
///
/// The density of log(x/y) is log-concave, so both tails are: on their logarithm Newton's method converges from
/// anywhere, after at most one step to the far side of the root, without a bracket.
func inverseIncompleteBeta(_ a: Double, _ b: Double, tails: Tails) -> Double {
  let useLower = tails.lower <= tails.upper
  let target = useLower ? tails.lower : tails.upper
  if target <= 0 { return useLower ? -.infinity : .infinity }
  let logTarget = Double.log(target)
  var logit = Double.log(a / b)
  for _ in 0..<200 {
    let x = 1 / (1 + Double.exp(-logit))
    let y = 1 / (1 + Double.exp(logit))
    let reached = incompleteBeta(a, b, x: x, y: y)
    let tail = useLower ? reached.lower : reached.upper
    let slope = betaPrefix(a, b, x: x, y: y)
    guard tail > 0, slope > 0 else {
      // Beyond the reach of the exponent range: come back half of the way towards the mode.
      let mode = Double.log(a / b)
      let next = mode + (logit - mode) / 2
      if next == logit { break }
      logit = next
      continue
    }
    let step = (logTarget - Double.log(tail)) * tail / slope
    let next = logit + (useLower ? step : -step)
    guard next.isFinite else { return next }
    let moved = abs(next - logit)
    logit = next
    if moved <= 4e-16 * max(1, abs(logit)) { break }
  }
  return logit
}
