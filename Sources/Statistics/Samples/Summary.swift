/// The size, mean and variance of a sample: what the two-sample tests need of it.
public struct Summary: Sendable, Hashable {
  /// The number of observations, *n* ≥ 1.
  public let count: Int
  public let mean: Double
  /// Σ(x − mean)² / (n − 1); `nil` for a single observation.
  public let variance: Double?

  /// The square root of ``variance``.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// - Parameter values: The sample, *n* ≥ 1 finite numbers in any order and any one unit.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/overflow(what:)`` where squares leave the range of `Double`.
  /// - Complexity: O(*n*), two passes (the second corrects the mean's rounding error).
  public init(of values: [Double]) throws(StatisticsError) {
    guard !values.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
    try requireFinite(values, "the sample")
    let size = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let rough = try representable(sum / size, "the mean")
    var deviation = 0.0
    var squares = 0.0
    for value in values {
      let distance = value - rough
      deviation += distance
      squares += distance * distance
    }
    try self.init(
      count: values.count, rough: rough, deviation: deviation, squares: squares)
  }

  /// A sample given by its distinct values and how often each occurs.
  /// - Parameters:
  ///   - values: Finite numbers, in any order, repetition allowed.
  ///   - multiplicities: How often the value at the same place occurs, ≥ 0.
  /// - Throws: As ``init(of:)``; ``StatisticsError/mismatchedLengths(what:first:second:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for a negative multiplicity.
  public init(of values: [Double], multiplicities: [Int]) throws(StatisticsError) {
    try requireEqualLengths(values.count, multiplicities.count, "values and multiplicities")
    try requireCounts(multiplicities, "a multiplicity")
    try requireFinite(values, "the sample")
    var count = 0
    var sum = 0.0
    for (value, multiplicity) in zip(values, multiplicities) {
      try addCount(multiplicity, to: &count, "the sample size")
      sum += value * Double(multiplicity)
    }
    guard count > 0 else { throw .tooFewValues(needed: 1, got: 0) }
    let rough = try representable(sum / Double(count), "the mean")
    var deviation = 0.0
    var squares = 0.0
    for (value, multiplicity) in zip(values, multiplicities) {
      let distance = value - rough
      deviation += distance * Double(multiplicity)
      squares += distance * distance * Double(multiplicity)
    }
    try self.init(count: count, rough: rough, deviation: deviation, squares: squares)
  }

  /// A sample whose moments are known.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for a count below 1 or a negative variance,
  ///   ``StatisticsError/notFinite(what:)``.
  public init(count: Int, mean: Double, variance: Double?) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFewValues(needed: 1, got: count) }
    try requireCount(count, "the sample size")
    try requireFinite(mean, "the mean")
    if let variance {
      try requireFinite(variance, "the variance")
      guard variance >= 0 else { throw .outOfRange(what: "the variance", value: variance, allowed: "≥ 0") }
    }
    self.count = count
    self.mean = mean
    self.variance = count > 1 ? variance : nil
  }

  private init(count: Int, rough: Double, deviation: Double, squares: Double) throws(StatisticsError) {
    let size = Double(count)
    let correction = deviation / size
    self.count = count
    self.mean = try representable(rough + correction, "the mean")
    guard count > 1 else {
      self.variance = nil
      return
    }
    // A sum of squares that is nothing but the rounding of the mean is a variance of zero.
    let centred = max(0, squares - deviation * correction)
    let noise = size * (rough * 0x1p-52) * (rough * 0x1p-52)
    self.variance = try representable(centred <= noise ? 0 : centred / (size - 1), "the variance")
  }

  /// The variance, where there are the two observations and the spread that it takes.
  func positiveVariance(_ what: @autoclosure () -> String) throws(StatisticsError) -> Double {
    guard let variance else { throw .tooFewValues(needed: 2, got: count) }
    guard variance > 0 else { throw .noVariance(what: what()) }
    return variance
  }
}

/// The arithmetic mean of *n* ≥ 1 finite numbers. O(*n*).
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notFinite(what:)``,
///   ``StatisticsError/overflow(what:)``.
public func mean(of values: [Double]) throws(StatisticsError) -> Double {
  guard !values.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
  try requireFinite(values, "the sample")
  let size = Double(values.count)
  var sum = 0.0
  for value in values { sum += value }
  let rough = try representable(sum / size, "the mean")
  var deviation = 0.0
  for value in values { deviation += value - rough }
  return try representable(rough + deviation / size, "the mean")
}
