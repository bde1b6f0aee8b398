import RealModule

/// The area under the receiver operating characteristic of scores that belong to clusters and were given in folds.
///
/// Within fold k, A_k = P(score of a positive > score of a negative) + ½ P(equal). Only scores of one fold are compared,
/// as another fold's come from another model; A = Σ m_k n_k A_k ÷ Σ m_k n_k. Its variance is made of DeLong's structural
/// components, summed by cluster, negatives and positives of one cluster together.
/// > E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson. "Comparing the Areas Under Two or More Correlated Receiver Operating
/// > Characteristic Curves." 1988, doi:10.2307/2531595. N. A. Obuchowski. "Nonparametric Analysis of Clustered ROC Curve
/// > Data." 1997, doi:10.2307/2533958
public struct ClusteredAUC: Sendable {
  /// 0 … 1.
  public let area: Double
  private let sides: TwoSides

  /// One observation.
  public struct Score: Sendable {
    public var value: Double
    public var isPositive: Bool
    public var cluster: Int
    public var fold: Int

    public init(value: Double, isPositive: Bool, cluster: Int, fold: Int = 0) {
      self.value = value
      self.isPositive = isPositive
      self.cluster = cluster
      self.fold = fold
    }
  }

  /// - Parameters:
  ///   - scores: In any order; folds that lack one kind do not count.
  ///   - clusters: Above every number of a cluster.
  /// - Throws: ``StatisticsError/empty(what:)`` where no fold has both kinds, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(n log n).
  public init(_ scores: [Score], clusters: Int) throws(StatisticsError) {
    for score in scores { try requireFinite(score.value, "a score") }
    let folds = Dictionary(grouping: scores.indices) { scores[$0].fold }.sorted { $0.key < $1.key }
      .map { fold in fold.value.sorted { scores[$0].value < scores[$1].value } }
    let sizes = folds.map { fold in
      let positives = fold.count { scores[$0].isPositive }
      return (positives: Double(positives), negatives: Double(fold.count - positives))
    }
    let total = sizes.reduce(0) { $0 + $1.positives * $1.negatives }
    guard total > 0 else { throw .empty(what: "one of the two kinds of scores") }
    var parts = [SIMD4<Double>](repeating: .zero, count: clusters)
    var area = 0.0
    for (fold, size) in zip(folds, sizes) where size.positives * size.negatives > 0 {
      area += ClusteredAUC.add(fold, of: scores, size, total, to: &parts)
    }
    self.area = area / total
    sides = try TwoSides(
      first: 0, second: self.area,
      parts.filter { $0.y > 0 || $0.w > 0 }.map { part in
        // Taken off, so that the variance of the difference is that of the sum.
        TwoSides.Contribution(first: part.y > 0 ? -part.x : nil, second: part.w > 0 ? part.z : nil)
      })
  }

  /// Adds the components of a fold to those of the clusters.
  ///
  /// - Parameter parts: Σ components of a cluster's negatives, their number, the same of its positives.
  /// - Returns: The pairs that are in order.
  private static func add(
    _ fold: [Int], of scores: [Score], _ size: (positives: Double, negatives: Double), _ total: Double,
    to parts: inout [SIMD4<Double>]
  ) -> Double {
    // Of every observation the share of the other kind that lies on its right side, ties half.
    var components = [Double](repeating: 0, count: fold.count)
    var (negativesBelow, positivesBelow, ordered) = (0.0, 0.0, 0.0)
    var start = 0
    while start < fold.count {
      var end = start
      var (negatives, positives) = (0.0, 0.0)
      while end < fold.count, scores[fold[end]].value == scores[fold[start]].value {
        if scores[fold[end]].isPositive { positives += 1 } else { negatives += 1 }
        end += 1
      }
      for place in start..<end {
        components[place] =
          scores[fold[place]].isPositive
          ? negativesBelow + negatives / 2 : size.positives - positivesBelow - positives / 2
      }
      ordered += positives * (negativesBelow + negatives / 2)
      negativesBelow += negatives
      positivesBelow += positives
      start = end
    }
    for (place, index) in fold.enumerated() {
      let score = scores[index]
      let mean = ordered / (score.isPositive ? size.positives : size.negatives)
      let part = (components[place] - mean) / total
      parts[score.cluster] += score.isPositive ? SIMD4(0, 0, part, 1) : SIMD4(part, 1, 0, 0)
    }
    return ordered
  }

  /// Clusters with observations of the kind that has fewer.
  public var clusters: Int { min(sides.first.clusters, sides.second.clusters) }

  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)``, ``StatisticsError/noVariance(what:)`` where all are in
  ///   order.
  public func estimate() throws(StatisticsError) -> Estimate { try sides.difference() }

  /// On the scale of log(A/(1 − A)), which keeps it within 0 … 1.
  /// - Throws: As ``estimate()``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let plain = try estimate().interval(level: level)
    guard area > 0, area < 1 else { throw .noVariance(what: "the scores, which tell all apart") }
    let logit = Double.log(area / (1 - area))
    let spread = (plain.upper - area) / (area * (1 - area))
    return Interval(estimate: area, lower: sigmoid(logit - spread), upper: sigmoid(logit + spread), level: level)
  }
}
