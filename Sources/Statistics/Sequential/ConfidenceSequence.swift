import RealModule

/// An asymptotic confidence sequence: intervals around a mean that hold together, however often one looks while the
/// sample grows.
///
/// At n observations the interval is the estimate ± ``multiplier(at:)`` standard errors, with
/// √(2 (nρ² + 1) / (nρ²) · log(√(nρ² + 1) / α)) for the multiplier and ρ² chosen so that it is about as narrow as can be at
/// a number of observations that was fixed beforehand: ρ² = (−2 log α + log(1 − 2 log α)) / n*. Any other unit of n does as
/// well, as long as n and n* are in the same one.
///
/// > I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas. "Time-uniform central limit theory and asymptotic
/// > confidence sequences." 2024, doi:10.1214/24-AOS2408
public struct ConfidenceSequence: Sendable, Hashable {
  private let alpha: Double
  private let rhoSquared: Double

  /// Observations under which the central limit cannot be relied on.
  public static let fewest = 20

  /// - Parameters:
  ///   - alpha: The chance that the interval ever misses, in (0, 1).
  ///   - count: The number of observations at which the intervals are to be narrowest, above 0.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``
  public init(alpha: Double, narrowestAt count: Double) throws(StatisticsError) {
    try requireOpenProbability(alpha, "alpha")
    try ConfidenceSequence.require(count)
    self.alpha = alpha
    let twice = -2 * Double.log(alpha)
    rhoSquared = (twice + Double.log(1 + twice)) / count
  }

  /// Half the width of the interval at `count` observations, in standard errors.
  public func multiplier(at count: Double) throws(StatisticsError) -> Double {
    try ConfidenceSequence.require(count)
    let information = count * rhoSquared
    return (2 * (information + 1) / information * (Double.log(information + 1) / 2 - Double.log(alpha))).squareRoot()
  }

  private static func require(_ count: Double) throws(StatisticsError) {
    guard count > 0, count.isFinite else {
      throw .outOfRange(what: "a number of observations", value: count, allowed: "above 0")
    }
  }
}
