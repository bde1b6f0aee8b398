/// Two ratios Σ total ÷ Σ weight over clusters that may hold observations of either or of both, of clusters that are seen
/// once and not kept: see ``TwoSides``.
public struct TwoRatioMoments: Sendable {
  /// Σ total and Σ weight of the first ratio, then of the second.
  public private(set) var sums = SIMD4<Double>()
  private var clusters = (first: 0, second: 0, shared: 0)
  /// Σ total², Σ total · weight, Σ weight² of either ratio.
  private var first = SIMD3<Double>()
  private var second = SIMD3<Double>()
  /// Σ of the products of the first total and weight with the second's: tt, tw, wt, ww.
  private var cross = SIMD4<Double>()

  public init() {}

  /// Adds a cluster, or several equal ones.
  /// - Parameter own: Total and weight of the first ratio, total and weight of the second; weights ≥ 0, and a total of 0
  ///   where there is no weight.
  @inline(__always)
  public mutating func add(_ own: SIMD4<Double>, times: Int = 1) {
    let number = Double(times)
    sums += own * number
    if own.y > 0 {
      clusters.first += times
      first += SIMD3(own.x * own.x, own.x * own.y, own.y * own.y) * number
    }
    guard own.w > 0 else { return }
    clusters.second += times
    second += SIMD3(own.z * own.z, own.z * own.w, own.w * own.w) * number
    guard own.y > 0 else { return }
    clusters.shared += times
    cross += SIMD4(own.x * own.z, own.x * own.w, own.y * own.z, own.y * own.w) * number
  }

  /// The first ratio alone, where there is nothing to compare it with.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` where it has no cluster, and for overflow.
  public func firstSide() throws(StatisticsError) -> TwoSides.Side {
    guard clusters.first >= 1 else { throw .tooFewClusters(needed: 1, got: 0) }
    return try TwoRatioMoments.side(sums.x / sums.y, sums.y, clusters.first, first)
  }

  /// The second ratio alone.
  public func secondSide() throws(StatisticsError) -> TwoSides.Side {
    guard clusters.second >= 1 else { throw .tooFewClusters(needed: 1, got: 0) }
    return try TwoRatioMoments.side(sums.z / sums.w, sums.w, clusters.second, second)
  }

  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` where a ratio has none, ``StatisticsError/overflow(what:)``.
  public func sides() throws(StatisticsError) -> TwoSides {
    for count in [clusters.first, clusters.second] where count < 1 { throw .tooFewClusters(needed: 1, got: count) }
    let (p, q) = (sums.x / sums.y, sums.z / sums.w)
    let products = cross.x - q * cross.y - p * cross.z + p * q * cross.w
    let scale = TwoRatioMoments.factor(clusters.first) * TwoRatioMoments.factor(clusters.second)
    return TwoSides(
      first: try TwoRatioMoments.side(p, sums.y, clusters.first, first),
      second: try TwoRatioMoments.side(q, sums.w, clusters.second, second),
      covariance: try representable(products * scale.squareRoot() / (sums.y * sums.w), "the covariance"),
      shared: clusters.shared)
  }

  private static func factor(_ clusters: Int) -> Double {
    clusters > 1 ? Double(clusters) / Double(clusters - 1) : 0
  }

  private static func side(
    _ ratio: Double, _ weight: Double, _ clusters: Int, _ squares: SIMD3<Double>
  ) throws(StatisticsError) -> TwoSides.Side {
    let terms = SIMD3(squares.x, -2 * ratio * squares.y, ratio * ratio * squares.z)
    let sum = terms.sum()
    // What rounding leaves of clusters that all have the same ratio is no variance.
    let isNoise = sum <= (abs(terms.x) + abs(terms.y) + abs(terms.z)) * 0x1p-46
    return TwoSides.Side(
      value: try representable(ratio, "the ratio"), clusters: clusters,
      variance: isNoise ? 0 : try representable(sum * factor(clusters) / (weight * weight), "the variance"))
  }
}
