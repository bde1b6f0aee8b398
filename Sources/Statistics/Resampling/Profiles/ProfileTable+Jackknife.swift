extension ProfileTable {
  /// The acceleration of a statistic: how its standard error changes with it, for ``Replicates/bcaInterval(level:acceleration:)``.
  ///
  /// With the jackknife values θ₍ₛᵢ₎, unit *i* of stratum *s* left out, U = (nₛ − 1)(θ̄₍ₛ₎ − θ₍ₛᵢ₎), the acceleration is
  /// Σₛ Σᵢ U³/nₛ³ / 6 (Σₛ Σᵢ U²/nₛ²)^(3/2). Equal units have equal values, so that the statistic is computed once a kind.
  ///
  /// - Parameter statistic: A function of the sums, finite with any one unit left out.
  /// - Throws: ``StatisticsError/undefined(reason:)`` where it is not finite, and for a folded table;
  ///   ``StatisticsError/noVariance(what:)`` where no unit changes it.
  /// - Complexity: O(kinds).
  /// > B. Efron. "Better Bootstrap Confidence Intervals." 1987, doi:10.1080/01621459.1987.10478410. The form for several
  /// > samples is that of A. C. Davison, D. V. Hinkley. *Bootstrap Methods and their Application*, 1997, §5.4.
  public func acceleration(of statistic: (Sums) -> Double) throws(StatisticsError) -> Double {
    guard !isFolded else { throw .undefined(reason: "a folded table has no jackknife") }
    var jackknife: [JackknifeStratum] = []
    for stratum in strata.indices where strata[stratum].units > 1 {
      jackknife.append(
        try JackknifeStratum(
          values: try values(of: statistic, withoutOneOf: stratum),
          multiplicities: strata[stratum].multiplicities))
    }
    return try accelerationConstant(jackknife)
  }

  /// The statistic without one unit of each kind of a stratum.
  private func values(
    of statistic: (Sums) -> Double, withoutOneOf stratum: Int
  ) throws(StatisticsError) -> [Double] {
    let all = observed
    var values: [Double] = []
    for kind in strata[stratum].multiplicities.indices {
      var storage = all.storage
      for column in 0..<columns {
        storage[stratum * columns + column] -= strata[stratum].rows[kind * columns + column]
      }
      let value = statistic(Sums(storage: storage, start: 0, columns: columns))
      guard value.isFinite else { throw .undefined(reason: "the statistic is undefined without one of the units") }
      values.append(value)
    }
    return values
  }
}
