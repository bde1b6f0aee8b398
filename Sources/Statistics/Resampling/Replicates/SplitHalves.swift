/// How far two random halves lie apart: the noise that a distance has to exceed.
public struct NoiseFloor: Sendable, Hashable {
  /// The mean distance of two halves.
  public let mean: Double
  /// The quantile (type 7) of the distance of two halves at the level that was asked for.
  public let upper: Double
  /// The number of splits in which the distance is defined.
  public let splits: Int
  /// The number of splits in which it is not.
  public let undefined: Int
}

/// The sums of the two halves of one stratum, in many random splits: see ``ProfileTable/swappedHalves(stratum:splits:seed:stream:tasks:)``.
public struct SplitHalves: Sendable {
  private let first: ResampledSums

  init(first: ResampledSums) { self.first = first }

  /// The noise floor of a distance.
  ///
  /// - Parameters:
  ///   - level: The share of splits whose distance the upper limit is not to fall below, in (0, 1).
  ///   - distance: A function of the sums of the two halves; each has one stratum, number 0. Where it is not finite it
  ///     counts as undefined in that split.
  /// - Throws: ``StatisticsError/undefined(reason:)`` where it is undefined in more than a tenth of the splits,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for the level.
  public func floor(level: Double, of distance: (Sums, Sums) -> Double) throws(StatisticsError) -> NoiseFloor {
    try requireOpenProbability(level, "the level of the noise floor")
    let columns = first.observed.columns
    var values: [Double] = []
    values.reserveCapacity(first.resamples)
    for split in 0..<first.resamples {
      let half = first[split]
      let rest = (0..<columns).map { first.observed[0, $0] - half[0, $0] }
      let value = distance(half, Sums(storage: rest, start: 0, columns: columns))
      if value.isFinite { values.append(value) }
    }
    let undefined = first.resamples - values.count
    guard undefined * 10 <= first.resamples else {
      throw .undefined(reason: "the distance is undefined in \(undefined) of \(first.resamples) splits")
    }
    let mean = try representable(values.reduce(0, +) / Double(values.count), "the mean distance")
    var selection = Selection(values)
    return NoiseFloor(mean: mean, upper: selection.quantile(level), splits: values.count, undefined: undefined)
  }
}
