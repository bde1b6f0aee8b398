/// What the prediction-powered estimate needs to know of a cluster (a conversation) that people have labelled.
public struct LabelledCluster: Sendable, Hashable {
  /// Σ of the quantity by the people's labels.
  public var truth: Double
  /// Σ of the quantity by the instrument's labels, over the same observations.
  public var prediction: Double
  /// What both are divided by: the observations, or 1 with `truth` and `prediction` already means.
  public var weight: Double

  public init(truth: Double, prediction: Double, weight: Double = 1) {
    self.truth = truth
    self.prediction = prediction
    self.weight = weight
  }
}

/// An instrument's figure, corrected by the people's labels of a random sample.
public struct PredictionPoweredEstimate: Sendable, Hashable {
  /// The corrected figure, judged by t with Satterthwaite's degrees of freedom of its two parts.
  public let estimate: Estimate
  /// How far the instrument is relied upon: 0 (people's labels only) … 1.
  public let lambda: Double
  /// The figure from the people's labels alone.
  public let peopleOnly: Double
  /// The figure from the instrument's labels of everything, uncorrected.
  public let instrumentOnly: Double
  public let labelledClusters: Int
  public let unlabelledClusters: Int
}

/// The PPI++ estimate of a mean or ratio: a share, a bias.
///
/// θ = λ Σ_U ŷ/Σ_U w + Σ_L (y − λŷ)/Σ_L w over clusters L that people labelled and U that they did not. It is unbiased
/// whatever the instrument does, if L is a random sample of conversations; the instrument only narrows the interval.
/// λ minimises the variance: Cov_L(y, ŷ) / ((1 + n/N) Var(ŷ)), kept within 0 … 1, with covariance and variance taken of
/// the clusters' linearised sums (y_g − θ w_g)/w̄, the variance over all n + N clusters; with a cluster an observation of
/// weight 1 it is the estimator and the λ of the `ppi-python` package. The variance is
/// λ² Var(ŷ over U) + Var(y − λŷ over L), each CR1 as in ``ratioEstimate(_:)``; the package leaves out the two factors
/// G/(G − 1), and takes the normal instead of the t distribution.
/// - Parameters:
///   - labelled: The clusters that people labelled, at least 2.
///   - unlabelled: The others, at least 2: Σ of the quantity by the instrument's labels, and weight.
///   - lambda: `nil` tunes λ; 1 is the untuned estimator, 0 the people's labels alone.
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)``, ``StatisticsError/noVariance(what:)``,
///   ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(number of entries).
/// > A. N. Angelopoulos, J. C. Duchi, T. Zrnic. "PPI++: Efficient Prediction-Powered Inference." 2023,
/// > arXiv:2311.01453
public func predictionPoweredRatio(
  labelled: [LabelledCluster], unlabelled: [ClusterSum], lambda fixed: Double? = nil
) throws(StatisticsError) -> PredictionPoweredEstimate {
  let truths = labelled.map { ClusterSum(total: $0.truth, weight: $0.weight) }
  let guesses = labelled.map { ClusterSum(total: $0.prediction, weight: $0.weight) }
  let truth = try ClusterTotals(truths)
  let guess = try ClusterTotals(guesses)
  let rest = try ClusterTotals(unlabelled)
  guard truth.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: truth.clusters) }
  guard rest.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: rest.clusters) }
  var lambda = fixed ?? 1
  try requireProbability(lambda, "lambda")
  if fixed == nil { lambda = try tunedLambda(labelled, unlabelled, truth, guess, rest) }
  let all = (total: guess.total + rest.total, weight: guess.weight + rest.weight)
  let rectifiers = labelled.map { ClusterSum(total: $0.truth - lambda * $0.prediction, weight: $0.weight) }
  let rectifier = try ClusterTotals(rectifiers)
  let rectifierVariance = try linearisedVariance(rectifiers, rectifier)
  let imputedVariance = lambda * lambda * (try linearisedVariance(unlabelled, rest))
  let value = lambda * (rest.total / rest.weight) + rectifier.total / rectifier.weight
  return PredictionPoweredEstimate(
    estimate: try differenceEstimate(
      value, variances: (rectifierVariance, imputedVariance),
      degreesOfFreedom: (Double(truth.clusters - 1), Double(rest.clusters - 1))),
    lambda: lambda, peopleOnly: try representable(truth.total / truth.weight, "the people's figure"),
    instrumentOnly: try representable(all.total / all.weight, "the instrument's figure"),
    labelledClusters: truth.clusters, unlabelledClusters: rest.clusters)
}

/// First − second of two independent corrected figures: the corrected contrast of two strata.
///
/// The variances add; the degrees of freedom are Satterthwaite's. Clusters must not lie in both strata.
/// - Throws: ``StatisticsError/overflow(what:)``.
public func predictionPoweredDifference(
  _ first: PredictionPoweredEstimate, _ second: PredictionPoweredEstimate
) throws(StatisticsError) -> Estimate {
  let (a, b) = (first.estimate, second.estimate)
  return try differenceEstimate(
    a.value - b.value, variances: (a.standardError * a.standardError, b.standardError * b.standardError),
    degreesOfFreedom: (a.degreesOfFreedom, b.degreesOfFreedom))
}

/// Cov_L(y, ŷ) / ((1 + n/N) Var(ŷ)) of the linearised sums, within 0 … 1.
private func tunedLambda(
  _ labelled: [LabelledCluster], _ unlabelled: [ClusterSum], _ truth: ClusterTotals, _ guess: ClusterTotals,
  _ rest: ClusterTotals
) throws(StatisticsError) -> Double {
  let (n, others) = (Double(guess.clusters), Double(rest.clusters))
  let (truthRatio, guessRatio) = (truth.total / truth.weight, guess.total / guess.weight)
  let pooledRatio = (guess.total + rest.total) / (guess.weight + rest.weight)
  let labelledWeight = guess.weight / n
  let pooledWeight = (guess.weight + rest.weight) / (n + others)
  var covariance = 0.0
  var variance = 0.0
  for cluster in labelled {
    covariance +=
      (cluster.truth - truthRatio * cluster.weight) / labelledWeight
      * ((cluster.prediction - guessRatio * cluster.weight) / labelledWeight)
    let residual = (cluster.prediction - pooledRatio * cluster.weight) / pooledWeight
    variance += residual * residual
  }
  for cluster in unlabelled where cluster.weight > 0 {
    let residual = (cluster.total - pooledRatio * cluster.weight) / pooledWeight
    variance += residual * residual * Double(cluster.multiplicity)
  }
  // An instrument that never varies explains nothing: the people's labels stand alone.
  guard variance > 0 else { return 0 }
  let best = covariance / n / ((1 + n / others) * variance / (n + others - 1))
  return min(1, max(0, try representable(best, "lambda")))
}
