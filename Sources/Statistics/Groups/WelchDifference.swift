/// First mean − second mean of two independent samples with unequal variances.
///
/// The standard error is √(s₁²/n₁ + s₂²/n₂), the degrees of freedom those of Welch and Satterthwaite;
/// ``Estimate/test(against:alternative:)`` is Welch's t-test, ``Estimate/interval(level:)`` its interval.
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` where a sample has fewer than two observations,
///   ``StatisticsError/noVariance(what:)`` where neither varies.
/// - Complexity: O(1).
/// > B. L. Welch. "The Generalization of 'Student's' Problem When Several Different Population Variances Are Involved."
/// > 1947, doi:10.1093/biomet/34.1-2.28
public func welchDifference(_ first: Summary, _ second: Summary) throws(StatisticsError) -> Estimate {
  guard let a = first.variance else { throw .tooFewValues(needed: 2, got: first.count) }
  guard let b = second.variance else { throw .tooFewValues(needed: 2, got: second.count) }
  return try differenceEstimate(
    first.mean - second.mean, variances: (a / Double(first.count), b / Double(second.count)),
    degreesOfFreedom: (Double(first.count - 1), Double(second.count - 1)))
}
