extension Replicates {
  /// The bias-corrected and accelerated interval.
  ///
  /// z₀ is the normal quantile of the share of values below the observed one, ties counted half; the limits are the
  /// quantiles (type 7) at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) for z = ±Φ⁻¹((1 + level)/2).
  ///
  /// - Parameter acceleration: That of the same statistic; see ``ProfileTable/acceleration(of:)``.
  /// - Throws: As ``percentileInterval(level:)``; ``StatisticsError/undefined(reason:)`` where all values lie on one side
  ///   of the observed one, or where the acceleration is too great for the level.
  /// > B. Efron. "Better Bootstrap Confidence Intervals." 1987, doi:10.1080/01621459.1987.10478410
  public func bcaInterval(level: Double = 0.95, acceleration: Double) throws(StatisticsError) -> Interval {
    try requireOpenProbability(level, "the confidence level")
    try requireFinite(acceleration, "the acceleration")
    guard !values.isEmpty else { throw .tooFewValues(needed: Replicates.fewest, got: 0) }
    var below = 0.0
    for value in values { below += value < observed ? 1 : (value == observed ? 0.5 : 0) }
    let share = below / Double(values.count)
    guard share > 0, share < 1 else {
      throw .undefined(reason: "all resampled values lie on one side of the observed value")
    }
    let bias = NormalDistribution.standardQuantile(share)
    let z = -NormalDistribution.standardQuantile((1 - level) / 2)
    return try interval(
      lower: try corrected(bias - z, bias, acceleration), upper: try corrected(bias + z, bias, acceleration),
      level: level)
  }

  private func corrected(_ z: Double, _ bias: Double, _ acceleration: Double) throws(StatisticsError) -> Double {
    let scale = 1 - acceleration * z
    guard scale > 0 else { throw .undefined(reason: "the acceleration is too great for an interval of this level") }
    return NormalDistribution.upperTail(-(bias + z / scale))
  }
}
