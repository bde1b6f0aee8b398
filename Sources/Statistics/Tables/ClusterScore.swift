/// The distribution that a clustered score statistic X² is referred to.
public enum ScoreReference: String, Sendable, Hashable {
  /// χ²: with clusters of one pair the classical test. Conservative where clusters are few: at 5 % nominal, Stuart and
  /// Maxwell's test of five categories rejects 1.9 % at 15 clusters, 3.1 % at 28, 4.1 % at 100 (1,500 simulated audits
  /// each).
  case chiSquared
  /// Hotelling's T², of which X² = nT²/(n − 1 + T²) is a function, n being the clusters that differ from zero: F with r
  /// and n − r degrees of freedom. 4.5 % in the same simulations.
  case hotelling
}

/// The score test that vectors which belong to clusters have mean zero.
///
/// With s_g the sum of the vectors in cluster g, S = Σ s_g and V = Σ s_g s_gᵀ, X² = SᵀV⁻S is referred to χ² with the rank
/// of V as degrees of freedom (or to Hotelling's T², see ``ScoreReference``). V is the variance *under the null hypothesis* (no mean is taken off), which is what keeps
/// the test's level at small numbers of clusters; with clusters of one observation the tests below are exactly the
/// classical ones. X² cannot exceed the number of clusters that differ from zero. In one dimension it is Obuchowski's
/// statistic without her factor (K − 1)/K.
/// > N. A. Obuchowski. "On the Comparison of Correlated Proportions for Clustered Data." 1998,
/// > doi:10.1002/(SICI)1097-0258(19980715)17:13<1495::AID-SIM863>3.0.CO;2-I. Z. Yang, X. Sun, J. W. Hardin. "A Note on
/// > the Tests for Clustered Matched-Pair Binary Data." 2010, doi:10.1002/bimj.201000035
public struct ClusterScore: Sendable {
  /// The clusters whose sum is not the zero vector.
  public private(set) var informativeClusters = 0
  private var sum: [Double]
  private var covariance: CovarianceMatrix
  private var current: [Double]

  /// - Parameter dimension: The length of the vectors, 1 … 4,096.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(dimension: Int) throws(StatisticsError) {
    guard (1...4096).contains(dimension) else {
      throw .outOfRange(what: "the dimension", value: Double(dimension), allowed: "1 … 4096")
    }
    sum = [Double](repeating: 0, count: dimension)
    current = sum
    covariance = CovarianceMatrix(dimension: dimension)
  }

  /// Adds to one component of the cluster at hand.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/notFinite(what:)``.
  public mutating func add(_ value: Double, at component: Int) throws(StatisticsError) {
    guard current.indices.contains(component) else {
      throw .outOfRange(what: "the component", value: Double(component), allowed: "0 ..< \(current.count)")
    }
    try requireFinite(value, "a component")
    accumulate(value, at: component)
  }

  /// As ``add(_:at:)``, of what has been checked.
  mutating func accumulate(_ value: Double, at component: Int) { current[component] += value }

  /// Ends the cluster at hand and begins the next.
  /// - Parameter multiplicity: The number of clusters with just this sum, ≥ 0.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``.
  public mutating func closeCluster(multiplicity: Int = 1) throws(StatisticsError) {
    try requireCount(multiplicity, "a cluster's multiplicity")
    let times = Double(multiplicity)
    let dimension = current.count
    var informative = false
    for row in 0..<dimension where current[row] != 0 {
      informative = true
      let factor = current[row] * times
      sum[row] += factor
      for column in 0..<dimension { covariance.elements[row * dimension + column] += factor * current[column] }
    }
    if informative { try addCount(multiplicity, to: &informativeClusters, "the number of clusters") }
    for row in 0..<dimension { current[row] = 0 }
  }

  /// - Parameter reference: Where the p-value is read from; the statistic and its degrees of freedom stay the same.
  /// - Throws: ``StatisticsError/noVariance(what:)`` where every cluster's sum is zero,
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` where there are not more informative clusters than dimensions,
  ///   so that the statistic would say nothing.
  public func test(_ reference: ScoreReference = .chiSquared) throws(StatisticsError) -> TestResult {
    let (value, rank) = try covariance.quadraticForm(sum)
    guard rank > 0 else { throw .noVariance(what: "the clusters: every sum is zero") }
    guard informativeClusters > rank else { throw .tooFewClusters(needed: rank + 1, got: informativeClusters) }
    guard reference == .hotelling else {
      return try ChiSquaredDistribution(degreesOfFreedom: Double(rank)).test(value)
    }
    let (n, r) = (Double(informativeClusters), Double(rank))
    // X² is at most n, which it reaches where all clusters are the same multiple of one vector.
    let ratio = (n - r) / r * value / max(n - value, n * 0x1p-50)
    let p = try FDistribution(numerator: r, denominator: n - r).survival(ratio)
    return TestResult(statistic: value, degreesOfFreedom: r, pValue: p)
  }
}

/// The tests of Stuart and Maxwell, McNemar and Bowker for pairs that belong to clusters (conversations, customers).
///
/// Pairs are added one by one, or cell by cell, cluster after cluster. The vector of a pair (i, j), i ≠ j, is for
/// marginal homogeneity +1 at i and −1 at j; for symmetry +1 (i < j) or −1 (i > j) at the unordered pair of categories.
/// See ``ClusterScore`` for the statistic. Of two categories, marginal homogeneity is the clustered McNemar test.
/// - Complexity: O(1) a pair, O(categories²) a cluster (marginal homogeneity), O(categories⁴) (symmetry).
public struct ClusteredTableScore: Sendable {
  public enum Hypothesis: Sendable, Hashable {
    case marginalHomogeneity
    case symmetry
  }

  public let categories: Int
  public let hypothesis: Hypothesis
  private var score: ClusterScore

  /// - Parameter categories: 2 … 64.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(categories: Int, hypothesis: Hypothesis) throws(StatisticsError) {
    guard (2...64).contains(categories) else {
      throw .outOfRange(what: "the number of categories", value: Double(categories), allowed: "2 … 64")
    }
    self.categories = categories
    self.hypothesis = hypothesis
    score = try ClusterScore(
      dimension: hypothesis == .symmetry ? categories * (categories - 1) / 2 : categories)
  }

  /// Adds a pair with the labels `row` and `column` to the cluster at hand; `weight` ≥ 0 of it, or several.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``.
  public mutating func add(row: Int, column: Int, weight: Double = 1) throws(StatisticsError) {
    guard (0..<categories).contains(row), (0..<categories).contains(column) else {
      throw .outOfRange(
        what: "a category", value: Double(row < 0 || row >= categories ? row : column), allowed: "0 ..< \(categories)")
    }
    try requireFinite(weight, "a weight of pairs")
    guard weight >= 0 else { throw .outOfRange(what: "a weight of pairs", value: weight, allowed: "≥ 0") }
    guard row != column else { return }
    switch hypothesis {
    case .marginalHomogeneity:
      score.accumulate(weight, at: row)
      score.accumulate(-weight, at: column)
    case .symmetry:
      let (low, high) = (min(row, column), max(row, column))
      let place = low * (2 * categories - low - 1) / 2 + high - low - 1
      score.accumulate(row < column ? weight : -weight, at: place)
    }
  }

  /// Ends the cluster at hand and begins the next.
  /// - Parameter multiplicity: The number of clusters with just these pairs, ≥ 0.
  public mutating func closeCluster(multiplicity: Int = 1) throws(StatisticsError) {
    try score.closeCluster(multiplicity: multiplicity)
  }

  /// - Throws: ``StatisticsError/noVariance(what:)``, ``StatisticsError/tooFewClusters(needed:got:)``.
  public func test(_ reference: ScoreReference = .chiSquared) throws(StatisticsError) -> TestResult {
    try score.test(reference)
  }
}

/// The paired clustered test that a share is the same real and simulated: McNemar's test with the variance taken over
/// clusters, (Σ s_g)² / Σ s_g² by χ² with one degree of freedom.
///
/// - Parameter sums: For each cluster `total` = its pairs with the property in the second label − those with it in the
///   first. The weight is not used by the test; with the pairs as weight the same sums give the interval of the
///   difference, ``ratioEstimate(_:)``.
/// - Throws: As ``ClusterScore/test(_:)``.
/// - Complexity: O(number of entries).
public func clusteredMcNemar(_ sums: [ClusterSum]) throws(StatisticsError) -> TestResult {
  var score = try ClusterScore(dimension: 1)
  for sum in sums {
    try score.add(sum.total, at: 0)
    try score.closeCluster(multiplicity: sum.multiplicity)
  }
  return try score.test()
}
