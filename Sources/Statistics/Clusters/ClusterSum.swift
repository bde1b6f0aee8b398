/// What a ratio needs to know of one cluster (a conversation, or a customer with several): Σ of the quantity and Σ of
/// what it is divided by, over the cluster's observations.
///
/// For a share: the observations in the cell, and all observations. For a shift: simulated minus real observations in
/// the cell, and pairs. For a pair-weighted mean: Σ D, and pairs; for a conversation-weighted one: D̄, and 1.
public struct ClusterSum: Sendable, Hashable {
  public var total: Double
  /// The weight, ≥ 0; a cluster without observations has 0 and is not counted.
  public var weight: Double
  /// The number of clusters with just these sums, ≥ 0, so that equal clusters can be given once.
  public var multiplicity: Int

  public init(total: Double, weight: Double, multiplicity: Int = 1) {
    self.total = total
    self.weight = weight
    self.multiplicity = multiplicity
  }
}

/// The sums over all clusters, checked.
struct ClusterTotals {
  /// The clusters with a weight above 0.
  var clusters = 0
  var total = 0.0
  var weight = 0.0

  init(_ sums: [ClusterSum]) throws(StatisticsError) {
    for sum in sums {
      try requireCount(sum.multiplicity, "a cluster's multiplicity")
      try requireFinite(sum.total, "a cluster's total")
      try requireFinite(sum.weight, "a cluster's weight")
      guard sum.weight >= 0 else { throw .outOfRange(what: "a cluster's weight", value: sum.weight, allowed: "≥ 0") }
      guard sum.weight > 0 || sum.total == 0 else {
        throw .undefined(reason: "a cluster has a total but no weight")
      }
      guard sum.weight > 0, sum.multiplicity > 0 else { continue }
      let times = Double(sum.multiplicity)
      try addCount(sum.multiplicity, to: &clusters, "the number of clusters")
      total += sum.total * times
      weight += sum.weight * times
    }
    guard clusters > 0 else { throw .tooFewClusters(needed: 1, got: 0) }
    total = try representable(total, "the sum of the totals")
    weight = try representable(weight, "the sum of the weights")
  }
}
