/// The interval of a difference of two shares, from the intervals of both.
///
/// With shares p, q, their limits l … u, and r the correlation of the two estimates: below q − p lies
/// √((q − l_q)² − 2r (q − l_q)(u_p − p) + (u_p − p)²), above it √((u_q − q)² − 2r (u_q − q)(p − l_p) + (p − l_p)²). With
/// Wilson's intervals that is Newcombe's, which holds where a share is 0 or 1 and a standard error is none.
/// - Parameters:
///   - first: p with its limits.
///   - second: q with its limits, of the same level.
///   - correlation: −1 … 1, 0 of independent samples.
/// - Returns: q − p with its limits.
/// > R. G. Newcombe. "Interval Estimation for the Difference Between Independent Proportions." 1998,
/// > doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I. G. Y. Zou, A. Donner. "Construction of
/// > Confidence Limits About Effect Measures." 2008, doi:10.1002/sim.3095
public func shareDifference(_ first: Interval, _ second: Interval, correlation: Double = 0) -> Interval {
  func distance(_ a: Double, _ b: Double) -> Double {
    max(0, a * a - 2 * correlation * a * b + b * b).squareRoot()
  }
  let difference = second.estimate - first.estimate
  let below = distance(second.estimate - second.lower, first.upper - first.estimate)
  let above = distance(second.upper - second.estimate, first.estimate - first.lower)
  return Interval(
    estimate: difference, lower: max(-1, difference - below), upper: min(1, difference + above), level: first.level)
}
