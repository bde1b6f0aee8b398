/// Ratios that share one denominator, of clusters that are seen once and not kept: Σ values ÷ Σ weight with the CR1
/// standard error, t(G − 1), and the score test that all ratios are 0.
///
/// A cluster may also carry an *influence*: what its observations do to a quantity that is subtracted from the values
/// (labels of which a reference is estimated). Influences sum to nearly 0 over the clusters and move no estimate; they
/// are part of its variance, also those of clusters without weight.
///
/// With T_g the values and influences of cluster g and θ̂ the ratio, V = G/(G − 1) Σ (x_g − x̄)² / (Σ weight)² where
/// x_g = T_g − θ̂ · weight_g and G counts the clusters with a weight. Without influences that is ``ratioEstimate(_:)``.
/// > A. C. Cameron, D. L. Miller. "A Practitioner's Guide to Cluster-Robust Inference." 2015, doi:10.3368/jhr.50.2.317
public struct RatioMoments: Sendable {
  /// The clusters with a weight above 0.
  public private(set) var clusters = 0
  public private(set) var weight = 0.0
  /// Σ values, without influences.
  public private(set) var totals: [Double]
  private var units = 0.0
  private var sums: [Double]
  /// Σ x xᵀ of x = (weight, T…), the rows of its lower triangle.
  private var products: [Double]
  /// The cluster at hand, kept so that adding one allocates nothing.
  private var point: [Double]

  /// - Parameter dimension: How many ratios there are, ≥ 1.
  public init(dimension: Int) {
    totals = Array(repeating: 0, count: dimension)
    sums = Array(repeating: 0, count: dimension + 1)
    products = Array(repeating: 0, count: (dimension + 1) * (dimension + 2) / 2)
    point = sums
  }

  /// Adds a cluster.
  /// - Parameters:
  ///   - weight: ≥ 0.
  ///   - values: One a ratio.
  ///   - influences: One a ratio, in the unit of `values`.
  public mutating func add(weight own: Double, values: Span<Double>, influences: Span<Double>) {
    weight += own
    if own > 0 { clusters += 1 }
    units += 1
    RatioMoments.add(own, values, influences, to: &totals, &sums, &products, &point)
  }

  /// The arrays come one by one, so that they are checked to be nobody else's once.
  private static func add(
    _ own: Double, _ values: Span<Double>, _ influences: Span<Double>, to totals: inout [Double],
    _ sums: inout [Double], _ products: inout [Double], _ point: inout [Double]
  ) {
    var totals = totals.mutableSpan
    var sums = sums.mutableSpan
    var products = products.mutableSpan
    var point = point.mutableSpan
    RatioMoments.add(own, values, influences, to: &totals, &sums, &products, &point, set: 0)
  }

  /// Adds a cluster to the sums of one of several sets, which stand one after the other.
  @inline(__always)
  static func add(
    _ own: Double, _ values: Span<Double>, _ influences: Span<Double>, to totals: inout MutableSpan<Double>,
    _ sums: inout MutableSpan<Double>, _ products: inout MutableSpan<Double>, _ point: inout MutableSpan<Double>,
    set: Int
  ) {
    let size = point.count
    let (first, firstSum, firstProduct) = (set * (size - 1), set * size, set * (size * (size + 1) / 2))
    point[0] = own
    for place in 0..<size - 1 {
      totals[first + place] += values[place]
      point[place + 1] = values[place] + influences[place]
    }
    // Most of what the floors of an audit cost are these products; that they are all there is looked at once.
    precondition(firstSum + size <= sums.count && firstProduct + size * (size + 1) / 2 <= products.count)
    var place = firstProduct
    for row in 0..<size {
      let factor = point[unchecked: row]
      sums[unchecked: firstSum &+ row] += factor
      for column in 0...row { products[unchecked: place &+ column] += factor * point[unchecked: column] }
      place &+= row &+ 1
    }
  }

  /// Of one set of several.
  init(_ sets: RatioMomentSets, _ set: Int) {
    func part(_ numbers: [Double]) -> [Double] {
      let size = numbers.count / sets.clusters.count
      return Array(numbers[set * size..<(set + 1) * size])
    }
    (clusters, weight, units) = (sets.clusters[set], sets.weights[set], sets.units[set])
    (totals, sums, products, point) = (part(sets.totals), part(sets.sums), part(sets.products), sets.point)
  }

  /// Adds what was seen elsewhere, of the same dimension.
  public mutating func append(_ other: RatioMoments) {
    clusters += other.clusters
    weight += other.weight
    units += other.units
    for index in totals.indices { totals[index] += other.totals[index] }
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in products.indices { products[index] += other.products[index] }
  }

  /// The ratio Σ factor · values ÷ Σ weight.
  /// - Parameters:
  ///   - factors: One a ratio.
  ///   - leastVariance: What the variance of Σ factor · values is at least, whatever the sample shows: events that are
  ///     too rare to have been seen vary too.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters with a weight,
  ///   ``StatisticsError/noVariance(what:)`` where they do not differ, ``StatisticsError/overflow(what:)``.
  public func estimate(_ factors: [Double], leastVariance: Double = 0) throws(StatisticsError) -> Estimate {
    guard clusters >= 2 else { throw .tooFewClusters(needed: 2, got: clusters) }
    let ratio = try representable(self.ratio(factors), "the ratio")
    let gradient = [-ratio] + factors
    var (squares, size, mean) = (0.0, 0.0, 0.0)
    var place = 0
    for row in gradient.indices {
      mean += gradient[row] * sums[row]
      for column in 0...row {
        let term = gradient[row] * gradient[column] * products[place + column] * (column == row ? 1 : 2)
        squares += term
        size += abs(term)
      }
      place += row + 1
    }
    squares -= mean * mean / units
    let count = Double(clusters)
    let variance = max(squares > size * 0x1p-46 ? count / (count - 1) * squares : 0, leastVariance)
    guard variance > 0 else { throw .noVariance(what: "the clusters’ ratios") }
    return try Estimate(value: ratio, standardError: variance.squareRoot() / weight, degreesOfFreedom: count - 1)
  }

  /// Σ factor · values ÷ Σ weight; not a number without weight.
  public func ratio(_ factors: [Double]) -> Double {
    zip(factors, totals).reduce(0) { $0 + $1.0 * $1.1 } / weight
  }

  /// The test that the sums of some ratios are all 0, by the variance under that hypothesis (see ``ClusterScore``).
  /// - Parameter groups: The places of the ratios that are added up.
  /// - Throws: ``StatisticsError/noVariance(what:)``, ``StatisticsError/tooFewClusters(needed:got:)``.
  public func test(_ groups: [[Int]]) throws(StatisticsError) -> TestResult {
    var covariance = CovarianceMatrix(dimension: max(groups.count, 1))
    for (row, rows) in groups.enumerated() {
      for (column, columns) in groups.enumerated() {
        for first in rows { for second in columns { covariance[row, column] += product(first, second) } }
      }
    }
    let sums = groups.map { $0.reduce(0) { $0 + totals[$1] } }
    let (value, rank) = try covariance.quadraticForm(sums.isEmpty ? [0] : sums)
    guard rank > 0 else { throw .noVariance(what: "the clusters: every sum is zero") }
    guard clusters > rank else { throw .tooFewClusters(needed: rank + 1, got: clusters) }
    return try ChiSquaredDistribution(degreesOfFreedom: Double(rank)).test(value)
  }

  private func product(_ first: Int, _ second: Int) -> Double {
    let (row, column) = (max(first, second) + 1, min(first, second) + 1)
    return products[row * (row + 1) / 2 + column]
  }
}
