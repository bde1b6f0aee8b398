import RealModule

/// The regularised incomplete gamma function P(a, x) and its complement Q(a, x), for a > 0 and x ≥ 0.
///
/// The power series below a + 1, Lentz's continued fraction above, times a saddle-point prefix.
/// > W. H. Press et al. *Numerical Recipes*, 3rd ed., §6.2, 2007
func incompleteGamma(_ a: Double, _ x: Double) -> Tails {
  if x <= 0 { return Tails(lower: 0, upper: 1) }
  let steps = 300 + Int(20 * a.squareRoot())
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    for step in 1...steps {
      term *= x / (a + Double(step))
      sum += term
      if term < sum * 1e-17 { break }
    }
    let lower = min(1, poissonWeight(a, mean: x) * sum)
    return Tails(lower: lower, upper: 1 - lower)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  for step in 1...steps {
    let i = Double(step)
    let numerator = -i * (i - a)
    b += 2
    d = numerator * d + b
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = b + numerator / c
    if abs(c) < tiny { c = tiny }
    let factor = d * c
    fraction *= factor
    if abs(factor - 1) < 1e-16 { break }
  }
  let upper = min(1, poissonWeight(a, mean: x) * a * fraction)
  return Tails(lower: 1 - upper, upper: upper)
}

/// The x at which the incomplete gamma function has the given tails, by Newton's method on the logarithm of the smaller
/// tail over log x, where the density is log-concave (see ``inverseIncompleteBeta(_:_:tails:)``).
func inverseIncompleteGamma(_ a: Double, tails: Tails) -> Double {
  let useLower = tails.lower <= tails.upper
  let target = useLower ? tails.lower : tails.upper
  if target <= 0 { return useLower ? 0 : .infinity }
  let logTarget = Double.log(target)
  let mode = Double.log(a)
  var place = mode
  for _ in 0..<200 {
    let x = Double.exp(place)
    let reached = incompleteGamma(a, x)
    let tail = useLower ? reached.lower : reached.upper
    let slope = poissonWeight(a, mean: x) * a
    guard tail > 0, slope > 0 else {
      let next = mode + (place - mode) / 2
      if next == place { break }
      place = next
      continue
    }
    let step = (logTarget - Double.log(tail)) * tail / slope
    let next = place + (useLower ? step : -step)
    guard next.isFinite else { break }
    let moved = abs(next - place)
    place = next
    if moved <= 4e-16 * max(1, abs(place)) { break }
  }
  return Double.exp(place)
}
