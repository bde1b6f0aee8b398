import RealModule

/// Draws exact binomial counts of one probability and any number of trials.
///
/// Sequential inversion below a mean of 10, transformed rejection (BTRS) from there on.
///
/// > W. Hörmann. "The generation of binomial random variates." 1993, doi:10.1080/00949659308811496
public struct BinomialSampler: Sendable {
  /// At most ½: the rarer of the two outcomes is counted.
  private let rare: Double
  private let countsFailures: Bool
  private let logFailure: Double

  /// - Parameter probability: Of a success, in 0 … 1.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for a probability outside 0 … 1.
  public init(probability: Double) throws(StatisticsError) {
    try requireProbability(probability, "the probability")
    self.init(unchecked: probability)
  }

  init(unchecked probability: Double) {
    countsFailures = probability > 0.5
    rare = countsFailures ? 1 - probability : probability
    logFailure = Double.log(onePlus: -rare)
  }

  /// The number of successes in `trials` ≥ 0 independent trials.
  public func draw(trials: Int, using generator: inout SeededGenerator) -> Int {
    var count = 0
    if Double(trials) * rare >= CountRejection.leastMean {
      count = CountRejection(trials: trials, probability: rare).draw(using: &generator)
    } else if trials > 0, rare > 0 {
      count = invert(trials: trials, using: &generator)
    }
    return countsFailures ? trials - count : count
  }

  /// Walks up from zero; the mean is below 10.
  private func invert(trials: Int, using generator: inout SeededGenerator) -> Int {
    let odds = rare / (1 - rare)
    let none = Double.exp(Double(trials) * logFailure)
    while true {
      var uniform = generator.nextUnit()
      var mass = none
      var count = 0
      while count <= trials {
        if uniform < mass { return count }
        uniform -= mass
        mass *= odds * Double(trials - count) / Double(count + 1)
        count += 1
      }
    }
  }
}
