import Statistics
import Testing

/// Pearson's test of counts against a law, cells of a small expectation put together.
struct GoodnessOfFit {
  private var expected: [Double] = []
  private var observed: [Double] = []

  /// - Parameters:
  ///   - counts: How often each outcome came up.
  ///   - mass: The probability of an outcome. What is missing from 1 is a cell of its own.
  init(_ counts: [Int: Int], over outcomes: ClosedRange<Int>, mass: (Int) -> Double) {
    let draws = Double(counts.values.reduce(0, +))
    var waiting = (expected: 0.0, observed: 0.0)
    var rest = (expected: draws, observed: draws)
    for outcome in outcomes {
      waiting.expected += mass(outcome) * draws
      waiting.observed += Double(counts[outcome] ?? 0)
      if waiting.expected >= 8, rest.expected - waiting.expected >= 8 {
        expected.append(waiting.expected)
        observed.append(waiting.observed)
        rest = (rest.expected - waiting.expected, rest.observed - waiting.observed)
        waiting = (0, 0)
      }
    }
    expected.append(rest.expected)
    observed.append(rest.observed)
  }

  var pValue: Double {
    get throws {
      guard expected.count > 1 else { return observed == expected ? 1 : 0 }
      let statistic = zip(expected, observed).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.0 }
      return try ChiSquaredDistribution(degreesOfFreedom: Double(expected.count - 1)).survival(statistic)
    }
  }
}

/// What a test with a fixed seed may not fall below; the seeds are not chosen.
let leastPValue = 1e-4

func expectClose(
  _ value: Double, _ expected: Double, within margin: Double, at place: SourceLocation = #_sourceLocation
) {
  #expect(abs(value - expected) <= margin, "\(value) is not \(expected)", sourceLocation: place)
}
