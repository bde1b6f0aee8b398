/// Weights of categories that bring a model's mean probabilities to the shares that were observed: wₖ · pₖ ÷ Σ w · p.
///
/// They are the exponentials of the intercepts of a multinomial logistic regression with offset ln p and nothing else,
/// which has no such error by its likelihood equations; a cumulative model has one where its odds are not proportional.
/// > K. Van Hoorde et al. "Assessing calibration of multinomial risk prediction models." 2014, doi:10.1002/sim.6114
/// > J. N. Darroch, D. Ratcliff. "Generalized Iterative Scaling for Log-Linear Models." 1972,
/// > doi:10.1214/aoms/1177692379
public struct MarginalCalibration: Sendable, Hashable {
  /// One a category, the first 1.
  public let weights: [Double]

  /// - Parameters:
  ///   - laws: Observation by observation, one probability a category.
  ///   - categories: What was observed, in `0 ..< count`; each of them at least once.
  /// - Throws: ``StatisticsError/undefined(reason:)`` where a category does not occur, was impossible, or nothing
  ///   converges.
  public init(laws: [Double], categories: [Int], count: Int) throws(StatisticsError) {
    var observed = Array(repeating: 0.0, count: count)
    for category in categories { observed[category] += 1 }
    guard count > 0, laws.count == categories.count * count, observed.allSatisfy({ $0 > 0 }) else {
      throw .undefined(reason: "a category has no observation")
    }
    var weights = Array(repeating: 1.0, count: count)
    for _ in 0..<MarginalCalibration.mostSteps {
      var expected = Array(repeating: 0.0, count: count)
      for start in Swift.stride(from: 0, to: laws.count, by: count) {
        var sum = 0.0
        for place in 0..<count { sum += weights[place] * laws[start + place] }
        for place in 0..<count { expected[place] += weights[place] * laws[start + place] / sum }
      }
      guard expected.allSatisfy({ $0 > 0 && $0.isFinite }) else {
        throw .undefined(reason: "a category was impossible and occurred")
      }
      var off = 0.0
      for place in 0..<count {
        weights[place] *= observed[place] / expected[place]
        off = max(off, abs(observed[place] / expected[place] - 1))
      }
      if off < MarginalCalibration.tolerance {
        self.weights = weights.map { $0 / weights[0] }
        return
      }
    }
    throw .undefined(reason: "the calibration of a regression does not converge")
  }

  /// Relative to the number of observations of a category.
  private static let tolerance = 1e-12
  private static let mostSteps = 1000
}
