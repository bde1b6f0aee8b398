/// The sums of all resamples of a ``ProfileTable``, from which any number of statistics are computed.
///
/// All statistics see the same resamples, so that what is paired stays paired.
public struct ResampledSums: Sendable {
  /// Resample by resample, stratum by stratum, column by column.
  @usableFromInline let storage: [Double]
  /// The sums over the units themselves.
  public let observed: Sums
  public let resamples: Int
  public let strata: Int

  init(storage: [Double], observed: Sums, resamples: Int, strata: Int) {
    self.storage = storage
    self.observed = observed
    self.resamples = resamples
    self.strata = strata
  }

  /// The sums of one resample.
  @inlinable
  public subscript(resample: Int) -> Sums {
    Sums(storage: storage, start: resample &* strata &* observed.columns, columns: observed.columns)
  }

  /// The values of a statistic in every resample.
  ///
  /// - Parameter statistic: A function of the sums. What is not finite (a share of nothing) counts as undefined in that
  ///   resample.
  /// - Throws: ``StatisticsError/undefined(reason:)`` where the statistic of the units themselves is not finite.
  @inlinable
  public func replicates(of statistic: (Sums) -> Double) throws(StatisticsError) -> Replicates {
    var values: [Double] = []
    values.reserveCapacity(resamples)
    for resample in 0..<resamples { values.append(statistic(self[resample])) }
    return try Replicates(observed: statistic(observed), values: values)
  }
}
