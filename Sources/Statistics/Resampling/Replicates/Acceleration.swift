/// The values of a quantity with one unit (or one kind of unit) of a stratum left out at a time.
struct JackknifeStratum {
  let values: [Double]
  /// How many units of the stratum each value stands for.
  let multiplicities: [Int]

  /// - Throws: ``StatisticsError/mismatchedLengths(what:first:second:)``, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``.
  init(values: [Double], multiplicities: [Int]) throws(StatisticsError) {
    try requireEqualLengths(values.count, multiplicities.count, "values and multiplicities")
    try requireFinite(values, "a jackknife value")
    try requireCounts(multiplicities, "a multiplicity")
    var size = 0
    for count in multiplicities { try addCount(count, to: &size, "a stratum's size") }
    self.values = values
    self.multiplicities = multiplicities
  }
}

/// Σ U³ / 6 (Σ U²)^{3/2} over the influences of all units.
func accelerationConstant(_ strata: [JackknifeStratum]) throws(StatisticsError) -> Double {
  var influences: [(value: Double, times: Double)] = []
  var largest = 0.0
  for stratum in strata {
    let size = Double(stratum.multiplicities.reduce(0, +))
    guard size > 0 else { continue }
    let centre = try Summary(of: stratum.values, multiplicities: stratum.multiplicities).mean
    for (value, multiplicity) in zip(stratum.values, stratum.multiplicities) where multiplicity > 0 {
      let influence = try representable((centre - value) * ((size - 1) / size), "a jackknife influence")
      influences.append((influence, Double(multiplicity)))
      // What rounding alone makes of equal values is no influence.
      if abs(influence) > 0x1p-48 * abs(centre) { largest = max(largest, abs(influence)) }
    }
  }
  guard largest > 0 else { throw .noVariance(what: "the jackknife values") }
  // Scaled by the largest, so that neither cubes nor squares leave the range of `Double`.
  var (squares, cubes) = (0.0, 0.0)
  for (value, times) in influences {
    let scaled = value / largest
    squares += scaled * scaled * times
    cubes += scaled * scaled * scaled * times
  }
  return cubes / (6 * squares * squares.squareRoot())
}
