/// Two estimates over clusters that may hold observations of either side or of both, such as real and simulated
/// conversations of which some belong to one customer.
///
/// Each side has its own CR1 variance G/(G − 1) Σ u_g²; clusters on both sides give the covariance
/// √(G₁/(G₁ − 1)) √(G₂/(G₂ − 1)) Σ u_g v_g. Where no cluster is on both sides that is
/// ``independentRatioDifference(_:_:)``, with the degrees of freedom of Welch and Satterthwaite; where every cluster is on
/// both it is ``pairedRatioDifference(_:)``. In between there are min(G₁, G₂) − 1, which errs on the wide side.
/// > A. C. Cameron, D. L. Miller. "A Practitioner's Guide to Cluster-Robust Inference." 2015, doi:10.3368/jhr.50.2.317
public struct TwoSides: Sendable, Hashable {
  /// What one cluster, or each of several equal ones, adds to the two estimates.
  public struct Contribution: Sendable, Hashable {
    /// The linearised contribution, in the estimate's unit; `nil` where the cluster has no observation of the side. Over
    /// all clusters of a side they sum to 0.
    public var first: Double?
    public var second: Double?
    /// The number of such clusters, ≥ 0.
    public var multiplicity: Int

    public init(first: Double?, second: Double?, multiplicity: Int = 1) {
      self.first = first
      self.second = second
      self.multiplicity = multiplicity
    }
  }

  /// One of the two.
  public struct Side: Sendable, Hashable {
    public let value: Double
    /// The clusters with observations.
    public let clusters: Int
    /// CR1; 0 where the clusters do not differ.
    public let variance: Double

    /// Judged by t(G − 1).
    /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two, ``StatisticsError/noVariance(what:)``.
    public func estimate() throws(StatisticsError) -> Estimate {
      guard clusters >= 2 else { throw .tooFewClusters(needed: 2, got: clusters) }
      guard variance > 0 else { throw .noVariance(what: "the clusters") }
      return try Estimate(value: value, standardError: variance.squareRoot(), degreesOfFreedom: Double(clusters - 1))
    }

    /// Of a share: Wilson's interval on the effective sample size, see ``clusteredShare(_:level:)``.
    /// - Parameter weight: The observations among which the share is counted.
    /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters, and as
    ///   ``wilsonInterval(share:size:level:)``.
    public func share(of weight: Double, level: Double) throws(StatisticsError) -> Interval {
      guard clusters >= 2 else { throw .tooFewClusters(needed: 2, got: clusters) }
      let share = min(1, value)
      let independent = share * (1 - share) / weight
      let effect = independent > 0 ? max(1, variance / independent) : 1
      return try wilsonInterval(share: share, size: weight / effect, level: level)
    }

    /// How far two random halves of these clusters lie apart on average: E|A − B| of the estimates of the halves.
    ///
    /// The difference of two halves of one sample has the permutation variance 4V, V being the variance of the whole; its
    /// distribution is taken as normal, so that E|A − B| = 2 √V √(2/π). Of a share with fewer than about five
    /// observations it is up to a fifth too small.
    /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below four: a half has a spread from two on.
    public func halves() throws(StatisticsError) -> Double {
      guard clusters >= 4 else { throw .tooFewClusters(needed: 4, got: clusters) }
      return 2 * variance.squareRoot() * (2 / Double.pi).squareRoot()
    }
  }

  public let first: Side
  public let second: Side
  /// Of the two estimates; 0 where no cluster is on both sides.
  public let covariance: Double
  /// The clusters with observations of both sides.
  public let shared: Int

  /// - Parameters:
  ///   - first: The first estimate; `second` likewise.
  ///   - contributions: In any order.
  /// - Complexity: O(contributions).
  public init(first: Double, second: Double, _ contributions: [Contribution]) throws(StatisticsError) {
    var (firsts, seconds, shared) = (0, 0, 0)
    var (squares, otherSquares, products) = (0.0, 0.0, 0.0)
    for cluster in contributions {
      try requireCount(cluster.multiplicity, "a cluster's multiplicity")
      let times = Double(cluster.multiplicity)
      if let own = cluster.first {
        firsts += cluster.multiplicity
        squares += own * own * times
        if let other = cluster.second {
          shared += cluster.multiplicity
          products += own * other * times
        }
      }
      if let other = cluster.second {
        seconds += cluster.multiplicity
        otherSquares += other * other * times
      }
    }
    func scale(_ clusters: Int) -> Double { clusters > 1 ? Double(clusters) / Double(clusters - 1) : 0 }
    self.first = Side(
      value: try representable(first, "the first estimate"), clusters: firsts,
      variance: try representable(squares * scale(firsts), "the first variance"))
    self.second = Side(
      value: try representable(second, "the second estimate"), clusters: seconds,
      variance: try representable(otherSquares * scale(seconds), "the second variance"))
    covariance = products * (scale(firsts) * scale(seconds)).squareRoot()
    self.shared = shared
  }

  init(first: Side, second: Side, covariance: Double, shared: Int) {
    self.first = first
    self.second = second
    self.covariance = covariance
    self.shared = shared
  }

  /// Of the two estimates, −1 … 1; 0 where one of them does not vary.
  public var correlation: Double {
    let scale = (first.variance * second.variance).squareRoot()
    return scale > 0 ? min(max(covariance / scale, -1), 1) : 0
  }

  /// Second − first.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters a side,
  ///   ``StatisticsError/noVariance(what:)`` where nothing varies.
  public func difference() throws(StatisticsError) -> Estimate {
    for side in [first, second] where side.clusters < 2 { throw .tooFewClusters(needed: 2, got: side.clusters) }
    guard shared > 0 else {
      return try differenceEstimate(
        second.value - first.value, variances: (second.variance, first.variance),
        degreesOfFreedom: (Double(second.clusters - 1), Double(first.clusters - 1)))
    }
    let sum = first.variance + second.variance
    let variance = sum - 2 * covariance
    guard variance > sum * 0x1p-46 else { throw .noVariance(what: "the clusters' differences") }
    return try Estimate(
      value: second.value - first.value, standardError: variance.squareRoot(),
      degreesOfFreedom: Double(min(first.clusters, second.clusters) - 1))
  }
}
