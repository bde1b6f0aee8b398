import RealModule

/// Cohen's d: (first mean − second mean) / pooled standard deviation.
///
/// The pooled variance is ((n₁ − 1)s₁² + (n₂ − 1)s₂²) / (n₁ + n₂ − 2).
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` where a sample has fewer than two observations,
///   ``StatisticsError/noVariance(what:)`` where neither varies.
/// > J. Cohen. *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed., 1988, §2.5
public func cohensD(_ first: Summary, _ second: Summary) throws(StatisticsError) -> Double {
  let deviation = try pooledStandardDeviation(first, second)
  return try representable((first.mean - second.mean) / deviation, "Cohen's d")
}

/// The square root of ((n₁ − 1)s₁² + (n₂ − 1)s₂²) / (n₁ + n₂ − 2).
/// - Throws: As ``cohensD(_:_:)``.
public func pooledStandardDeviation(_ first: Summary, _ second: Summary) throws(StatisticsError) -> Double {
  guard let a = first.variance else { throw .tooFewValues(needed: 2, got: first.count) }
  guard let b = second.variance else { throw .tooFewValues(needed: 2, got: second.count) }
  let freedom = Double(first.count) + Double(second.count) - 2
  let pooled = try representable(
    a * (Double(first.count - 1) / freedom) + b * (Double(second.count - 1) / freedom), "the pooled variance")
  guard pooled > 0 else { throw .noVariance(what: "either group") }
  return pooled.squareRoot()
}

/// Hedges' g: Cohen's d times the exact correction of its bias, Γ(m/2) / (√(m/2) Γ((m − 1)/2)) with m = n₁ + n₂ − 2.
///
/// Some programs use the approximation 1 − 3/(4m − 1); it differs by less than 10⁻⁴ from m = 30 on.
/// - Throws: As ``cohensD(_:_:)``.
/// > L. V. Hedges. "Distribution Theory for Glass's Estimator of Effect Size and Related Estimators." 1981,
/// > doi:10.3102/10769986006002107
public func hedgesG(_ first: Summary, _ second: Summary) throws(StatisticsError) -> Double {
  let d = try cohensD(first, second)
  return d * hedgesCorrection(degreesOfFreedom: Double(first.count) + Double(second.count) - 2)
}

/// Glass's Δ: (first mean − second mean) / standard deviation of the second sample, the reference.
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` where the reference has fewer than two observations,
///   ``StatisticsError/noVariance(what:)`` where it does not vary.
/// > G. V. Glass. "Primary, Secondary, and Meta-Analysis of Research." 1976, doi:10.3102/0013189X005010003
public func glassDelta(_ first: Summary, reference second: Summary) throws(StatisticsError) -> Double {
  let variance = try second.positiveVariance("the reference group")
  return try representable((first.mean - second.mean) / variance.squareRoot(), "Glass's delta")
}

/// Γ(m/2) / (√(m/2) Γ((m − 1)/2)) through the errors of Stirling's formula, which do not cancel at large m.
public func hedgesCorrection(degreesOfFreedom m: Double) -> Double {
  let x = m / 2
  let exponent = stirlingError(x) - stirlingError(x - 0.5) - (x - 1) * Double.log(onePlus: -0.5 / x) - 0.5
  return Double.exp(exponent)
}
