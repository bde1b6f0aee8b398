import RealModule

/// A ridge-penalised proportional-odds regression: P(Y ≤ k | x) = σ(τ_k − x·β).
///
/// The thresholds are not penalised. The log-likelihood is concave in thresholds and coefficients together, so Newton's
/// method with halved steps finds the one maximum.
/// > P. McCullagh. "Regression Models for Ordinal Data." 1980, doi:10.1111/j.2517-6161.1980.tb01109.x
/// > J. W. Pratt. "Concavity of the Log Likelihood." 1981, doi:10.1080/01621459.1981.10477613
public struct ProportionalOdds: Sendable, Hashable {
  /// τ, ascending: one fewer than categories.
  public private(set) var thresholds: [Double]
  /// β, one a column.
  public private(set) var coefficients: [Double]

  /// - Parameters:
  ///   - observations: Every category has to occur.
  ///   - penalty: Added to the negative log-likelihood: ½ · penalty · Σ β². At least 0.
  ///   - start: Where the search begins; a fit of the same shape under another penalty is near.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/undefined(reason:)`` where a
  ///   category does not occur or nothing converges, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(observations · n²) a step where n columns of an observation are not 0, about ten steps.
  public init(
    _ observations: OrdinalObservations, penalty: Double, start: ProportionalOdds? = nil
  ) throws(StatisticsError) {
    guard penalty >= 0 else { throw .outOfRange(what: "the penalty", value: penalty, allowed: "≥ 0") }
    let (count, columns) = (observations.count, observations.columns)
    if let start, start.thresholds.count == count - 1, start.coefficients.count == columns {
      self = start
    } else {
      thresholds = try ProportionalOdds.marginal(observations.categories, count)
      coefficients = Array(repeating: 0, count: columns)
    }
    var here = observations.expansion(self, penalty: penalty)
    guard here.value.isFinite else { throw .notFinite(what: "the likelihood") }
    for _ in 0..<ProportionalOdds.mostSteps {
      guard let step = here.hessian.solve(here.gradient) else {
        throw .undefined(reason: "the columns of a regression depend on each other")
      }
      // What a full step would still gain, by the quadratic that it is made of; so near the maximum the step after it
      // would move nothing.
      let gain = zip(here.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      var length = 1.0
      var next = moved(by: step, length)
      if gain <= 1e-9 {
        self = next
        return
      }
      // The derivatives come with the value: nearly every first step is taken, and needs them next.
      var there = observations.expansion(next, penalty: penalty)
      while !(there.value < here.value), length > 1e-6 {
        length /= 2
        next = moved(by: step, length)
        there = observations.expansion(next, penalty: penalty)
      }
      guard there.value < here.value else { break }
      (self, here) = (next, there)
    }
    throw .undefined(reason: "a regression does not converge")
  }

  private static let mostSteps = 60

  /// The probability of each category.
  ///
  /// - Parameter predictor: x·β.
  @inline(__always)
  public func probabilities(_ predictor: Double, _ body: (_ category: Int, _ probability: Double) -> Void) {
    var below = 0.0
    for (category, threshold) in thresholds.enumerated() {
      let upTo = sigmoid(threshold - predictor)
      body(category, upTo - below)
      below = upTo
    }
    body(thresholds.count, 1 - below)
  }

  /// x·β of a row.
  @inline(__always)
  public func predictor(_ row: UnsafeBufferPointer<Double>) -> Double {
    coefficients.withUnsafeBufferPointer { coefficients in
      var sum = 0.0
      for column in coefficients.indices where row[column] != 0 { sum += row[column] * coefficients[column] }
      return sum
    }
  }

  /// The thresholds of a model without columns.
  private static func marginal(_ categories: [Int], _ count: Int) throws(StatisticsError) -> [Double] {
    var counts = Array(repeating: 0, count: count)
    for category in categories { counts[category] += 1 }
    guard counts.allSatisfy({ $0 > 0 }) else { throw .undefined(reason: "a category has no observation") }
    var below = 0
    return counts.dropLast().map { own in
      below += own
      return Double.log(Double(below) / Double(categories.count - below))
    }
  }

  private func moved(by step: [Double], _ length: Double) -> ProportionalOdds {
    var moved = self
    for place in thresholds.indices { moved.thresholds[place] += length * step[place] }
    for place in coefficients.indices { moved.coefficients[place] += length * step[thresholds.count + place] }
    return moved
  }
}

/// 1 ÷ (1 + e⁻ˣ).
@inline(__always)
func sigmoid(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + Double.exp(-x)) : 1 - 1 / (1 + Double.exp(x))
}
