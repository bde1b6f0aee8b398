/// A statistic of counts, with the standard error of leaving out one cluster after the other.
///
/// V = (G − 1)/G Σ (θ₍₋g₎ − θ̄)², θ̄ being the mean of the θ₍₋g₎; judged by t(G − 1). For coefficients without a simple
/// formula under clustering, such as κ, and for differences of two of them on the same clusters.
/// - Parameters:
///   - clusters: For each cluster its counts, all of one length; a cluster without counts does not count.
///   - statistic: What the sums of the counts come to.
/// - Returns: The statistic of all clusters, in its own unit.
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters, ``StatisticsError/noVariance(what:)``
///   where no cluster matters, and what `statistic` throws of everything or without one cluster.
/// - Complexity: O(clusters × counts), and one call of `statistic` a cluster.
/// > B. Efron, C. Stein. "The Jackknife Estimate of Variance." 1981, doi:10.1214/aos/1176345462
public func clusterJackknife(
  _ clusters: [[Double]], _ statistic: ([Double]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Estimate {
  let counted = clusters.filter { $0.contains { $0 != 0 } }
  guard counted.count >= 2 else { throw .tooFewClusters(needed: 2, got: counted.count) }
  var all = Array(repeating: 0.0, count: counted[0].count)
  for cluster in counted { for index in all.indices { all[index] += cluster[index] } }
  var without: [Double] = []
  for cluster in counted {
    without.append(try statistic(zip(all, cluster).map { $0 - $1 }))
  }
  let count = Double(without.count)
  let mean = without.reduce(0, +) / count
  let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  guard squares > count * 0x1p-100 else { throw .noVariance(what: "the clusters") }
  return try Estimate(
    value: try statistic(all), standardError: ((count - 1) / count * squares).squareRoot(),
    degreesOfFreedom: count - 1)
}
