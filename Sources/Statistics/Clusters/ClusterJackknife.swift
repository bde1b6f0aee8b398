/// A statistic of counts, with the standard error of leaving out one cluster after the other.
///
/// V = (G − 1)/G Σ (θ₍₋g₎ − θ̄)², θ̄ being the mean of the θ₍₋g₎; judged by t(G − 1). For coefficients without a simple
/// formula under clustering, such as κ, and for differences of two of them on the same clusters.
/// - Parameters:
///   - clusters: For each kind of cluster its counts, all of one length; a cluster without counts does not count.
///   - multiplicities: How many clusters of each kind there are; one where it is not said.
///   - statistic: What the sums of the counts come to.
/// - Returns: The statistic of all clusters, in its own unit.
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters, ``StatisticsError/noVariance(what:)``
///   where no cluster matters, and what `statistic` throws of everything or without one cluster.
/// - Complexity: O(kinds × counts), and one call of `statistic` a kind.
/// > B. Efron, C. Stein. "The Jackknife Estimate of Variance." 1981, doi:10.1214/aos/1176345462
public func clusterJackknife(
  _ clusters: [[Double]], multiplicities: [Int]? = nil, _ statistic: ([Double]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Estimate {
  let kinds = zip(clusters, multiplicities ?? Array(repeating: 1, count: clusters.count)).filter { counts, times in
    times > 0 && counts.contains { $0 != 0 }
  }
  let clusterCount = kinds.reduce(0) { $0 + $1.1 }
  guard clusterCount >= 2 else { throw .tooFewClusters(needed: 2, got: clusterCount) }
  var all = Array(repeating: 0.0, count: kinds[0].0.count)
  for (counts, times) in kinds { for index in all.indices { all[index] += counts[index] * Double(times) } }
  var without: [(value: Double, times: Double)] = []
  for (counts, times) in kinds {
    without.append((try statistic(zip(all, counts).map { $0 - $1 }), Double(times)))
  }
  let count = Double(clusterCount)
  let mean = without.reduce(0) { $0 + $1.value * $1.times } / count
  let squares = without.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.times }
  guard squares > count * 0x1p-100 else { throw .noVariance(what: "the clusters") }
  return try Estimate(
    value: try statistic(all), standardError: ((count - 1) / count * squares).squareRoot(),
    degreesOfFreedom: count - 1)
}
