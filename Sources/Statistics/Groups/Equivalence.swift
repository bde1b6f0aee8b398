/// What an equivalence test lets one say.
public enum FidelityVerdict: String, Sendable, Hashable, Codable {
  /// The parameter is shown to lie within the margin.
  case faithful
  /// The parameter is shown to lie beyond the margin.
  case unfaithful
  /// Neither is shown.
  case undecided
}

/// Two one-sided tests against a declared margin.
public struct Equivalence: Sendable, Hashable {
  public let margin: Double
  /// p of the test that the parameter is not above −margin.
  public let pAboveLower: Double
  /// p of the test that the parameter is not below +margin.
  public let pBelowUpper: Double
  /// The larger of the two: what shows the parameter to lie within the margin.
  public let pValue: Double
  /// The interval of level 1 − 2α whose place decides the verdict.
  public let interval: Interval
  public let verdict: FidelityVerdict
}

/// Tests equivalence (TOST) and gives one of three verdicts.
///
/// With the interval of level 1 − 2α:
/// - *faithful*: it lies wholly within (−margin, +margin); that is so just if both one-sided tests reject at α.
/// - *unfaithful*: it lies wholly outside, above +margin or below −margin; that is so just if a one-sided test rejects
///   "not beyond the margin" at α.
/// - *undecided*: it crosses a margin.
///
/// Either wrong verdict (*faithful* for a parameter beyond the margin, *unfaithful* for one within) has a probability of
/// at most α, and the verdicts exclude each other. A difference from zero alone does not make a simulator unfaithful:
/// with enough conversations every difference is significant, and the margin says which ones matter. No difference
/// from zero does not make it faithful either: with few conversations nothing is significant. An interval within the
/// margin that excludes zero is faithful: a small bias is shown to be small.
/// - Parameters:
///   - estimate: The estimate with its standard error and degrees of freedom.
///   - margin: The largest difference that does not matter, > 0, in the unit of the estimate; declared beforehand.
///   - alpha: The level of each one-sided test, below ½.
/// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/notFinite(what:)``.
/// > D. J. Schuirmann. "A Comparison of the Two One-Sided Tests Procedure and the Power Approach for Assessing the
/// > Equivalence of Average Bioavailability." 1987, doi:10.1007/BF01068419
public func equivalence(
  _ estimate: Estimate, margin: Double, alpha: Double = 0.05
) throws(StatisticsError) -> Equivalence {
  try requireFinite(margin, "the margin")
  guard margin > 0 else { throw .outOfRange(what: "the margin", value: margin, allowed: "> 0") }
  guard alpha > 0, alpha < 0.5 else { throw .outOfRange(what: "alpha", value: alpha, allowed: "0 < α < ½") }
  let lower = try estimate.test(against: -margin, alternative: .greater).pValue
  let upper = try estimate.test(against: margin, alternative: .less).pValue
  let p = max(lower, upper)
  let beyond = min(
    try estimate.test(against: margin, alternative: .greater).pValue,
    try estimate.test(against: -margin, alternative: .less).pValue)
  return Equivalence(
    margin: margin, pAboveLower: lower, pBelowUpper: upper, pValue: p,
    interval: try estimate.interval(level: 1 - 2 * alpha),
    verdict: p < alpha ? .faithful : beyond < alpha ? .unfaithful : .undecided)
}
