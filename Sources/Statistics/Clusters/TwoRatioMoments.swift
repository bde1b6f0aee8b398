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

  /// One ratio of several that share their weights, out of sums over clusters.
  public init(_ totals: Totals, _ weights: Weights) {
    sums = SIMD4(totals.sum.x, weights.sum.x, totals.sum.y, weights.sum.y)
    clusters = weights.clusters
    first = SIMD3(totals.squares.x, totals.products.x, weights.squares.x)
    second = SIMD3(totals.squares.y, totals.products.y, weights.squares.y)
    cross = SIMD4(totals.cross.x, totals.cross.y, totals.cross.z, weights.cross)
  }

  /// What clusters have in the totals of a ratio, of those that are not 0.
  public struct Totals: Sendable {
    /// Σ total of the first ratio and of the second; likewise the next two.
    @usableFromInline var sum = SIMD2<Double>()
    @usableFromInline var squares = SIMD2<Double>()
    /// Σ total · weight
    @usableFromInline var products = SIMD2<Double>()
    /// Σ of the first total with the second's total and weight, and of the first weight with the second total.
    @usableFromInline var cross = SIMD3<Double>()

    public init() {}

    /// Adds a cluster's, or that of several equal ones.
    /// - Parameter own: Of the first and of the second ratio.
    @inlinable @inline(__always)
    public mutating func add(_ own: SIMD2<Double>, weights: SIMD2<Double>, times: Int = 1) {
      let number = Double(times)
      sum += own * number
      squares += own * own * number
      products += own * weights * number
      guard weights.x > 0, weights.y > 0 else { return }
      cross += SIMD3(own.x * own.y, own.x * weights.y, weights.x * own.y) * number
    }

    public static func += (sum: inout Totals, other: Totals) {
      sum.sum += other.sum
      sum.squares += other.squares
      sum.products += other.products
      sum.cross += other.cross
    }
  }

  /// What clusters have in the weights of ratios.
  public struct Weights: Sendable {
    @usableFromInline var sum = SIMD2<Double>()
    @usableFromInline var squares = SIMD2<Double>()
    @usableFromInline var cross = 0.0
    @usableFromInline var clusters = (first: 0, second: 0, shared: 0)

    public init() {}

    /// Adds a cluster's, ≥ 0, or that of several equal ones.
    @inlinable @inline(__always)
    public mutating func add(_ own: SIMD2<Double>, times: Int = 1) {
      let number = Double(times)
      sum += own * number
      squares += own * own * number
      cross += own.x * own.y * number
      clusters.first += own.x > 0 ? times : 0
      clusters.second += own.y > 0 ? times : 0
      clusters.shared += own.x > 0 && own.y > 0 ? times : 0
    }

    public static func += (sum: inout Weights, other: Weights) {
      sum.sum += other.sum
      sum.squares += other.squares
      sum.cross += other.cross
      sum.clusters.first += other.clusters.first
      sum.clusters.second += other.clusters.second
      sum.clusters.shared += other.clusters.shared
    }
  }

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
