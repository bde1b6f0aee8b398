/// The log-rank test that two or more groups of independent durations have the same distribution.
///
/// At each time with events the events of a group are compared with its part of those at risk; the differences, summed,
/// have the covariance of multivariate hypergeometric counts. X² = UᵀV⁻U is referred to χ² with groups − 1 degrees of
/// freedom.
/// - Parameter groups: At least two groups, none empty.
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` with fewer than two groups, ``StatisticsError/empty(what:)``,
///   ``StatisticsError/noVariance(what:)`` where no event happens while two groups are at risk,
///   ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(*n* + times · (log times + groups²)).
/// > N. Mantel. "Evaluation of Survival Data and Two New Rank Order Statistics Arising in Its Consideration." 1966.
/// > R. Peto, J. Peto. "Asymptotically Efficient Rank Invariant Test Procedures." 1972, doi:10.2307/2344317
public func logRank(_ groups: [[SurvivalTime]]) throws(StatisticsError) -> TestResult {
  guard groups.count >= 2 else { throw .tooFewValues(needed: 2, got: groups.count) }
  var observations: [ClusteredSurvivalTime] = []
  for (index, group) in groups.enumerated() {
    guard !group.isEmpty else { throw .empty(what: "a group") }
    for duration in group { observations.append(ClusteredSurvivalTime(duration, group: index, cluster: 0)) }
  }
  let process = try RiskProcess(observations, groups: groups.count)
  var score = [Double](repeating: 0, count: groups.count)
  var covariance = CovarianceMatrix(dimension: groups.count)
  for place in process.times.indices where process.events[place] > 0 {
    let (n, d) = (Double(process.atRisk[place]), Double(process.events[place]))
    let spread = n > 1 ? d * (n - d) / (n - 1) : 0
    let start = place * groups.count
    for a in groups.indices {
      let share = Double(process.groupAtRisk[start + a]) / n
      score[a] += Double(process.groupEvents[start + a]) - d * share
      for b in groups.indices {
        covariance[a, b] += spread * share * ((a == b ? 1 : 0) - Double(process.groupAtRisk[start + b]) / n)
      }
    }
  }
  return try scoreTest(score, covariance)
}

/// A duration that belongs to one of several groups and to a cluster which may have durations in all of them: the real
/// and the simulated time to exit of one conversation.
public struct ClusteredSurvivalTime: Sendable, Hashable {
  public var duration: SurvivalTime
  /// The group's number, from 0.
  public var group: Int
  /// Any number that is the same just for the durations of one cluster.
  public var cluster: Int

  public init(_ duration: SurvivalTime, group: Int, cluster: Int) {
    self.duration = duration
    self.group = group
    self.cluster = cluster
  }
}

/// The log-rank test with its variance taken over clusters.
///
/// The log-rank score is that of Cox's model at no effect. A duration i of group a with time t_i contributes
/// W_i = δ_i (e_a − r(t_i)) − Σ_{t_j ≤ t_i} (e_a − r(t_j)) d_j/n_j, with r(t) the groups' shares of those at risk; the
/// contributions add up to the score U. With their sums over clusters w_c, X² = UᵀV⁻U with V = Σ w_c w_cᵀ, referred to
/// χ² with groups − 1 degrees of freedom.
/// - Parameters:
///   - observations: In any order; quickest cluster by cluster in ascending order.
///   - groups: The number of groups, 2 … 64; none may be without durations.
/// - Throws: As ``logRank(_:)``; ``StatisticsError/tooFewClusters(needed:got:)`` where there are not more clusters than
///   groups.
/// - Complexity: O(*n* (log times + groups²)); O(*n* log *n*) more where the observations are not in the order of their
///   clusters.
/// > D. Y. Lin, L. J. Wei. "The Robust Inference for the Cox Proportional Hazards Model." 1989,
/// > doi:10.1080/01621459.1989.10478874. E. W. Lee, L. J. Wei, D. A. Amato. "Cox-Type Regression Analysis for Large
/// > Numbers of Small Groups of Correlated Failure Time Observations." 1992, doi:10.1007/978-94-015-7983-4_14
public func clusteredLogRank(_ observations: [ClusteredSurvivalTime], groups: Int) throws(StatisticsError) -> TestResult
{
  guard (2...64).contains(groups) else {
    throw .outOfRange(what: "the number of groups", value: Double(groups), allowed: "2 … 64")
  }
  let process = try RiskProcess(observations, groups: groups)
  let order = clusterOrder(observations)
  var score = [Double](repeating: 0, count: groups)
  var covariance = CovarianceMatrix(dimension: groups)
  var current = score
  var clusters = 0
  for (place, index) in order.enumerated() {
    let observation = observations[index]
    process.addContribution(
      ofObservation: index, group: observation.group, isEvent: observation.duration.isEvent, to: &current)
    let next = place + 1
    guard next == order.count || observations[order[next]].cluster != observation.cluster else { continue }
    clusters += 1
    for a in 0..<groups {
      score[a] += current[a]
      for b in 0..<groups { covariance[a, b] += current[a] * current[b] }
    }
    for a in 0..<groups { current[a] = 0 }
  }
  guard clusters > groups else { throw .tooFewClusters(needed: groups + 1, got: clusters) }
  return try scoreTest(score, covariance)
}

/// The places of the observations, cluster by cluster.
private func clusterOrder(_ observations: [ClusteredSurvivalTime]) -> [Int] {
  let together = zip(observations, observations.dropFirst()).allSatisfy { $0.cluster <= $1.cluster }
  return together
    ? Array(observations.indices)
    : observations.indices.sorted { observations[$0].cluster < observations[$1].cluster }
}

private func scoreTest(_ score: [Double], _ covariance: CovarianceMatrix) throws(StatisticsError) -> TestResult {
  let (value, rank) = try covariance.quadraticForm(score)
  guard rank > 0 else { throw .noVariance(what: "the events: none happens while two groups are at risk") }
  return try ChiSquaredDistribution(degreesOfFreedom: Double(rank)).test(value)
}
