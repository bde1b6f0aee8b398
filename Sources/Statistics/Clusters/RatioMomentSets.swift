/// The ``RatioMoments`` of several sets of observations of the same clusters, close together: a cluster has a part in
/// many of them.
public struct RatioMomentSets: Sendable {
  private let dimension: Int
  private(set) var clusters: [Int]
  private(set) var weights: [Double]
  private(set) var units: [Double]
  private(set) var totals: [Double]
  private(set) var sums: [Double]
  private(set) var products: [Double]
  private(set) var point: [Double]

  /// - Parameter dimension: How many ratios a set has, ≥ 1.
  public init(sets: Int, dimension: Int) {
    self.dimension = dimension
    clusters = Array(repeating: 0, count: sets)
    weights = Array(repeating: 0, count: sets)
    units = weights
    totals = Array(repeating: 0, count: sets * dimension)
    sums = Array(repeating: 0, count: sets * (dimension + 1))
    products = Array(repeating: 0, count: sets * (dimension + 1) * (dimension + 2) / 2)
    point = Array(repeating: 0, count: dimension + 1)
  }

  /// Adds a cluster to some of the sets.
  /// - Parameters:
  ///   - chosen: The sets that it has a part in, each once.
  ///   - own: By set, ≥ 0.
  ///   - values: Set after set, one a ratio; `influences` likewise.
  public mutating func add(to chosen: [Int], weights own: [Double], values: [Double], influences: [Double]) {
    RatioMomentSets.add(chosen, dimension, own, values, influences, to: &totals, &sums, &products, &point)
    for set in chosen {
      weights[set] += own[set]
      if own[set] > 0 { clusters[set] += 1 }
      units[set] += 1
    }
  }

  /// The arrays come one by one, so that they are checked to be nobody else's once a cluster and not once a set.
  private static func add(
    _ chosen: [Int], _ dimension: Int, _ own: [Double], _ values: [Double], _ influences: [Double],
    to totals: inout [Double], _ sums: inout [Double], _ products: inout [Double], _ point: inout [Double]
  ) {
    if dimension == 1 { return addSingle(chosen, own, values, influences, to: &totals, &sums, &products) }
    let (values, influences) = (values.span, influences.span)
    var totals = totals.mutableSpan
    var sums = sums.mutableSpan
    var products = products.mutableSpan
    var point = point.mutableSpan
    for set in chosen {
      let range = set * dimension..<(set + 1) * dimension
      RatioMoments.add(
        own[set], values.extracting(range), influences.extracting(range), to: &totals, &sums, &products, &point,
        set: set)
    }
  }

  /// The same of one ratio a set.
  private static func addSingle(
    _ chosen: [Int], _ own: [Double], _ values: [Double], _ influences: [Double], to totals: inout [Double],
    _ sums: inout [Double], _ products: inout [Double]
  ) {
    var totals = totals.mutableSpan
    var sums = sums.mutableSpan
    var products = products.mutableSpan
    for set in chosen {
      let (weight, value) = (own[set], values[set] + influences[set])
      totals[set] += values[set]
      sums[2 * set] += weight
      sums[2 * set + 1] += value
      products[3 * set] += weight * weight
      products[3 * set + 1] += weight * value
      products[3 * set + 2] += value * value
    }
  }

  public subscript(set: Int) -> RatioMoments { RatioMoments(self, set) }

  /// Adds what was seen elsewhere, of as many sets of the same dimension.
  public mutating func append(_ other: RatioMomentSets) {
    for set in clusters.indices {
      clusters[set] += other.clusters[set]
      weights[set] += other.weights[set]
      units[set] += other.units[set]
    }
    for index in totals.indices { totals[index] += other.totals[index] }
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in products.indices { products[index] += other.products[index] }
  }
}
