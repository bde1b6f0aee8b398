/// Newcombe's hybrid score interval of first share − second share, for independent groups.
///
/// From the Wilson limits (l₁, u₁), (l₂, u₂): d − √((p₁ − l₁)² + (u₂ − p₂)²) … d + √((u₁ − p₁)² + (p₂ − l₂)²). With
/// effective sample sizes (``ClusteredShare/effectiveSize``) it serves clustered shares of two strata.
/// - Parameters:
///   - first: Wilson's interval of the first share.
///   - second: Wilson's interval of the second share, of the same level.
/// - Throws: ``StatisticsError/undefined(reason:)`` where the levels differ.
/// > R. G. Newcombe. "Interval Estimation for the Difference Between Independent Proportions." 1998, method 10,
/// > doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
public func newcombeInterval(_ first: Interval, _ second: Interval) throws(StatisticsError) -> Interval {
  guard first.level == second.level else {
    throw .undefined(reason: "the two intervals have different levels, \(first.level) and \(second.level)")
  }
  for limit in [first.lower, first.upper, second.lower, second.upper, first.estimate, second.estimate] {
    try requireProbability(limit, "a limit of a share")
  }
  func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
  let difference = first.estimate - second.estimate
  return Interval(
    estimate: difference,
    lower: difference - length(first.estimate - first.lower, second.upper - second.estimate),
    upper: difference + length(first.upper - first.estimate, second.estimate - second.lower), level: first.level)
}
