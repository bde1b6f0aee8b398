import RealModule

/// A ridge-penalised multinomial regression: P(Y = k | x) ∝ q_k · exp(x·β_k).
///
/// Every category has coefficients, and a constant is a column like any other: the penalty alone tells which of the many
/// β with one law is meant, and pulls towards the law q. The likelihood has one maximum; it is found by a quasi-Newton
/// method of limited memory.
/// > A. Agresti. "Categorical Data Analysis." 3rd edition, 2013, chapter 8, ISBN 978-0-470-46363-5
/// > J. Nocedal. "Updating Quasi-Newton Matrices with Limited Storage." 1980, doi:10.1090/S0025-5718-1980-0572855-7
public struct MultinomialRegression: Sendable, Hashable {
  /// log q, one number a category.
  public let offsets: [Double]
  /// β, column after column, one number a category.
  public private(set) var coefficients: [Double]

  /// - Parameters:
  ///   - categories: The category of each observation. One that does not occur is not impossible.
  ///   - law: q, a probability above 0 for each category.
  ///   - penalty: Added to the negative log-likelihood: ½ · penalty · Σ β². Above 0.
  ///   - start: Where the search begins; a fit of the same shape under another penalty is near.
  ///   - precision: What the penalised likelihood, in nats, may still gain.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/undefined(reason:)`` where nothing
  ///   converges, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(numbers that are not 0 · categories) a step, ten to forty steps.
  public init(
    _ rows: SparseRows, categories: [Int], towards law: [Double], penalty: Double, start: MultinomialRegression? = nil,
    precision: Double = 1e-22
  ) throws(StatisticsError) {
    let count = law.count
    guard count >= 2 else { throw .outOfRange(what: "the number of categories", value: Double(count), allowed: "≥ 2") }
    guard penalty > 0 else { throw .outOfRange(what: "the penalty", value: penalty, allowed: "> 0") }
    guard law.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .undefined(reason: "a category is impossible from the beginning")
    }
    guard rows.count == categories.count else { throw .undefined(reason: "an observation has not one category") }
    guard categories.allSatisfy({ (0..<count).contains($0) }) else { throw .undefined(reason: "a category is unknown") }
    guard rows.entries.allSatisfy(\.value.isFinite) else { throw .notFinite(what: "a column") }
    offsets = law.map { Double.log($0) }
    let size = rows.columns * count
    let near = start.flatMap { $0.offsets.count == count && $0.coefficients.count == size ? $0.coefficients : nil }
    coefficients = near ?? Array(repeating: 0, count: size)
    guard let curvature = rows.crossProduct(scale: 1 / Double(count), ridge: penalty).factor() else {
      throw .undefined(reason: "the columns of a regression depend on each other")
    }
    let likelihood = MultinomialLikelihood(rows, categories: categories, offsets: offsets, penalty: penalty)
    var memory = QuasiNewtonMemory(size: size)
    var gradient = coefficients
    var value = likelihood.value(coefficients, gradient: &gradient)
    guard value.isFinite else { throw .notFinite(what: "the likelihood") }
    var (next, nextGradient) = (coefficients, gradient)
    for _ in 0..<MultinomialRegression.mostSteps {
      let step = memory.step(gradient) { curvature.solve(&$0, columns: count) }
      let gain = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      guard gain > precision else { return }
      var length = 1.0
      while true {
        for place in next.indices { next[place] = coefficients[place] - length * step[place] }
        let nextValue = likelihood.value(next, gradient: &nextGradient)
        // What rounding hides is no rise.
        if nextValue <= value - 1e-4 * length * gain + 16 * value.ulp {
          value = nextValue
          break
        }
        length /= 2
        guard length > 1e-9 else { throw .undefined(reason: "a regression does not converge") }
      }
      memory.add(from: coefficients, gradient, to: next, nextGradient)
      swap(&coefficients, &next)
      swap(&gradient, &nextGradient)
    }
    throw .undefined(reason: "a regression does not converge")
  }

  private static let mostSteps = 500

  /// The probability of each category under x.
  public func law(_ row: Int, of rows: SparseRows, into law: inout [Double]) {
    law.replaceSubrange(law.indices, with: offsets)
    let count = offsets.count
    rows.forEach(row) { column, value in
      for category in 0..<count { law[category] += value * coefficients[column * count + category] }
    }
    law.withUnsafeMutableBufferPointer { _ = softmax($0) }
  }
}
