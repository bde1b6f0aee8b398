import Statistics
import Testing

@Suite struct ConfidenceSequenceTests {
  /// `multiplier(n, alpha, narrowest)` of Tests/Oracles/confidence_sequence.py, in NumPy.
  @Test(arguments: [
    (0.05, 300.0, 20.0, 4.306176049932973),
    (0.05, 300.0, 300.0, 3.035208990376253),
    (0.05, 300.0, 5000.0, 3.311513472544325),
    (0.1, 50.0, 73.0, 2.7715762199287615),
    (0.001, 1000.0, 1.0, 29.181503991359385),
  ])
  func isAsNumPyComputesIt(alpha: Double, narrowest: Double, n: Double, expected: Double) throws {
    let multiplier = try ConfidenceSequence(alpha: alpha, narrowestAt: narrowest).multiplier(at: n)
    #expect(abs(multiplier - expected) <= 1e-10 * expected)
  }

  @Test func whatHasNoSequenceSaysWhy() throws {
    for alpha in [0, 1, -1, Double.nan] {
      #expect(throws: StatisticsError.self) { try ConfidenceSequence(alpha: alpha, narrowestAt: 300) }
    }
    for count in [0, -1, Double.nan, .infinity] {
      #expect(throws: StatisticsError.self) { try ConfidenceSequence(alpha: 0.05, narrowestAt: count) }
      #expect(throws: StatisticsError.self) {
        try ConfidenceSequence(alpha: 0.05, narrowestAt: 300).multiplier(at: count)
      }
    }
  }
}
