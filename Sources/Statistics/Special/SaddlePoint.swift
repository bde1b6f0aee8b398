import RealModule

// Binomial and Poisson weights for real arguments, without the cancellation that differences of log Γ suffer from:
// C. Loader. "Fast and Accurate Computation of Binomial Probabilities." 2000 (the algorithm of R's dbinom and dpois).

/// log Γ(x + 1) − [(x + ½) log x − x + ½ log 2π], the error of Stirling's formula, for x > 0.
func stirlingError(_ x: Double) -> Double {
  guard x >= 15 else {
    return Double.logGamma(x + 1) - (x + 0.5) * Double.log(x) + x - 0.91893853320467274178
  }
  let square = x * x
  let tail = (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square
  return (1 / 12 - (1 / 360 - tail) / square) / x
}

/// The deviance x log(x/m) + m − x for x ≥ 0, m > 0.
func deviance(_ x: Double, _ m: Double) -> Double {
  guard abs(x - m) < 0.1 * (x + m) else {
    return x == 0 ? m : x * Double.log(x / m) + m - x
  }
  let ratio = (x - m) / (x + m)
  let square = ratio * ratio
  var sum = (x - m) * ratio
  var term = 2 * x * ratio
  for j in 1...1000 {
    term *= square
    let next = sum + term / Double(2 * j + 1)
    if next == sum { break }
    sum = next
  }
  return sum
}

/// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) · xᵃ yᵇ for a, b > 0 and x + y = 1: the binomial weight of a successes and b
/// failures.
func binomialWeight(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  guard x > 0, y > 0 else { return 0 }
  let n = a + b
  let exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
  return Double.exp(exponent) * (n / (2 * Double.pi * a) / b).squareRoot()
}

/// xᵃ e⁻ˣ / Γ(a + 1) for a, x > 0: the Poisson weight.
func poissonWeight(_ a: Double, mean x: Double) -> Double {
  guard x > 0 else { return 0 }
  return Double.exp(-stirlingError(a) - deviance(a, x)) / (2 * Double.pi * a).squareRoot()
}

/// The binomial probability of `k` successes for 0 ≤ k ≤ n and 0 < p < 1.
func binomialMass(_ k: Int, of n: Int, probability p: Double) -> Double {
  let (a, b) = (Double(k), Double(n - k))
  if k == 0 { return Double.exp(b * Double.log(onePlus: -p)) }
  if k == n { return Double.exp(a * Double.log(p)) }
  return binomialWeight(a, b, x: p, y: 1 - p)
}
