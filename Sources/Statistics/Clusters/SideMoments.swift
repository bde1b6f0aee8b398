/// The difference of two ratios over clusters that are seen once and not kept, such as the means of two strata.
///
/// A cluster may have observations of either side or of both, and an influence on both (see ``RatioMoments``). The
/// variance is that of the linearised differences, every side's part with its own G/(G − 1); the degrees of freedom are
/// Welch’s and Satterthwaite’s. Without influences, and with clusters of one side each, that is
/// ``independentRatioDifference(_:_:)``.
public struct SideMoments: Sendable {
  /// What one cluster has of one side.
  public struct Part: Sendable, Hashable {
    public var weight: Double
    public var value: Double
    public var influence: Double

    public init(weight: Double, value: Double, influence: Double) {
      self.weight = weight
      self.value = value
      self.influence = influence
    }

    /// Of a cluster that has nothing of the side.
    public static let none = Part(weight: 0, value: 0, influence: 0)

    /// What one part has more than another of the same weight.
    public static func - (own: Part, other: Part) -> Part {
      Part(weight: own.weight, value: own.value - other.value, influence: own.influence - other.influence)
    }
  }

  private var first = Side()
  private var second = Side()
  /// Σ of the products of one side’s weight and value with the other’s.
  private var cross = SIMD4<Double>()

  private struct Side: Sendable {
    var clusters = 0
    var weight = 0.0
    var total = 0.0
    /// Σ weight², weight · value, value².
    var squares = SIMD3<Double>()

    mutating func add(_ part: Part) {
      weight += part.weight
      total += part.value
      if part.weight > 0 { clusters += 1 }
      let value = part.value + part.influence
      squares += SIMD3(part.weight * part.weight, part.weight * value, value * value)
    }

    mutating func append(_ other: Side) {
      clusters += other.clusters
      weight += other.weight
      total += other.total
      squares += other.squares
    }

    var ratio: Double { total / weight }
    /// What makes Σ of squared residuals a variance: the square root of it, for either factor of a product.
    var scale: Double { (Double(clusters) / Double(clusters - 1)).squareRoot() / weight }
    var variance: Double {
      max(0, squares.z - 2 * ratio * squares.y + ratio * ratio * squares.x) * scale * scale
    }
  }

  public init() {}

  public mutating func add(_ own: Part, _ other: Part) {
    first.add(own)
    second.add(other)
    let (a, b) = (own.value + own.influence, other.value + other.influence)
    cross += SIMD4(own.weight * other.weight, own.weight * b, a * other.weight, a * b)
  }

  public mutating func append(_ other: SideMoments) {
    first.append(other.first)
    second.append(other.second)
    cross += other.cross
  }

  /// First ratio − second ratio.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters a side,
  ///   ``StatisticsError/noVariance(what:)`` where neither side varies.
  public func estimate() throws(StatisticsError) -> Estimate {
    for side in [first, second] where side.clusters < 2 { throw .tooFewClusters(needed: 2, got: side.clusters) }
    let own = try differenceEstimate(
      first.ratio - second.ratio, variances: (first.variance, second.variance),
      degreesOfFreedom: (Double(first.clusters - 1), Double(second.clusters - 1)))
    let shared = cross.w - second.ratio * cross.z - first.ratio * cross.y + first.ratio * second.ratio * cross.x
    let variance = own.standardError * own.standardError - 2 * shared * first.scale * second.scale
    guard variance > 0 else { throw .noVariance(what: "the clusters’ differences") }
    return try Estimate(
      value: own.value, standardError: variance.squareRoot(), degreesOfFreedom: own.degreesOfFreedom)
  }

  /// First ratio − second ratio; not a number where a side has no weight.
  public var difference: Double { first.ratio - second.ratio }
}
