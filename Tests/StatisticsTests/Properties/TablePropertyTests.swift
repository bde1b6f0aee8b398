import Testing

@testable import Statistics

@Suite struct TablePropertyTests {
  let counts = [14, 5, 3, 2, 20, 6, 9, 1, 11]

  private func clustered(
    _ counts: [Int], _ hypothesis: ClusteredTableScore.Hypothesis, singles: Bool
  ) throws -> TestResult {
    var score = try ClusteredTableScore(categories: 3, hypothesis: hypothesis)
    for (cell, count) in counts.enumerated() {
      try score.add(row: cell / 3, column: cell % 3)
      if singles {
        try score.closeCluster(multiplicity: count)
      } else {
        for _ in 0..<count { try score.closeCluster() }
      }
    }
    return try score.test()
  }

  @Test func clustersOfOnePairGiveTheClassicalTests() throws {
    let table = try SquareTable(categories: 3, counts: counts)
    let margins = try clustered(counts, .marginalHomogeneity, singles: true)
    let symmetry = try clustered(counts, .symmetry, singles: true)
    #expect(abs(margins.statistic - (try stuartMaxwell(table).statistic)) < 1e-12)
    #expect(margins.degreesOfFreedom == 2)
    #expect(abs(symmetry.statistic - (try bowker(table).statistic)) < 1e-12)
    #expect(symmetry.degreesOfFreedom == 3)
    let signs = [ClusterSum(total: 1, weight: 1, multiplicity: 12), ClusterSum(total: -1, weight: 1, multiplicity: 5)]
    let classical = try mcnemarChiSquared(12, 5, corrected: false).statistic
    #expect(abs(try clusteredMcNemar(signs).statistic - classical) < 1e-14)
  }

  @Test func clustersOfEqualPairsHaveTheEvidenceOfOnePairEach() throws {
    func statistic(pairsEach: Int) throws -> Double {
      var score = try ClusteredTableScore(categories: 3, hypothesis: .marginalHomogeneity)
      for (cell, count) in counts.enumerated() {
        try score.add(row: cell / 3, column: cell % 3, weight: Double(pairsEach))
        try score.closeCluster(multiplicity: count)
      }
      return try score.test().statistic
    }
    #expect(abs(try statistic(pairsEach: 1) - statistic(pairsEach: 4)) < 1e-12)
    let plain = try stuartMaxwell(try SquareTable(categories: 3, counts: counts.map { 4 * $0 })).statistic
    #expect(abs(plain - 4 * (try statistic(pairsEach: 1))) < 1e-10)
  }

  @Test func twoCategoriesMakeStuartMaxwellMcNemar() throws {
    let table = try SquareTable(categories: 2, counts: [30, 12, 5, 20])
    let classical = try mcnemarChiSquared(12, 5, corrected: false).statistic
    #expect(abs(try stuartMaxwell(table).statistic - classical) < 1e-14)
    #expect(abs(try bowker(table).statistic - classical) < 1e-14)
  }

  @Test func aTableReadsItsMarginsAndAgreement() throws {
    let table = try SquareTable(categories: 3, counts: counts)
    #expect(table.rowTotals == [22, 28, 21])
    #expect(table.columnTotals == [25, 26, 20])
    #expect(table.agreement == 45.0 / 71)
  }

  @Test func exactTestsAreSymmetricInRowsAndColumns() throws {
    let p = try fisherExact(FourfoldTable(8, 2, 1, 5)).pValue
    for turned in [(1, 5, 8, 2), (2, 8, 5, 1), (8, 1, 2, 5)] {
      let other = try fisherExact(FourfoldTable(turned.0, turned.1, turned.2, turned.3)).pValue
      #expect(abs(p - other) < 1e-14)
    }
    #expect(try fisherExact(FourfoldTable(10, 10, 10, 10)).pValue == 1)
  }

  @Test func kappaIsTheSameForLabelsInAnyOrderButTheWeightsFollowThePlaces() throws {
    let table = try SquareTable(categories: 3, counts: counts)
    // Categories 0, 1, 2 become 2, 0, 1.
    var moved = [Int](repeating: 0, count: 9)
    let target = [2, 0, 1]
    for i in 0..<3 { for j in 0..<3 { moved[target[i] * 3 + target[j]] = counts[i * 3 + j] } }
    let other = try SquareTable(categories: 3, counts: moved)
    #expect(abs(try CohensKappa(table).value - CohensKappa(other).value) < 1e-14)
    let quadratic = try CohensKappa(table, weighting: .quadratic, places: [0, 1, 4]).value
    #expect(abs(quadratic - (try CohensKappa(other, weighting: .quadratic, places: [1, 4, 0]).value)) < 1e-14)
    // The unit of the places does not matter.
    #expect(abs(quadratic - (try CohensKappa(table, weighting: .quadratic, places: [0, 7, 28]).value)) < 1e-14)
  }

  @Test func countsOfUnitsAreTheSameAsUnits() throws {
    var counted = try KrippendorffsAlpha(values: [0, 1, 3])
    var spelled = try KrippendorffsAlpha(values: [0, 1, 3])
    for (codes, count) in [([0, 0], 9), ([0, 1], 3), ([1, 2, 2], 4), ([2, 2], 6), ([1], 2)] {
      try counted.addUnit(codes, multiplicity: count)
      for _ in 0..<count { try spelled.addUnit(codes) }
    }
    for level in [MeasurementLevel.nominal, .ordinal, .interval] {
      #expect(abs(try counted.alpha(level) - spelled.alpha(level)) < 1e-14)
    }
    #expect(counted.comparableUnits == 22)
    #expect(counted.singleUnits == 2)
  }

  @Test func adjustedValuesKeepTheirOrderAndNeverFallBelowTheirOwn() throws {
    let p = [0.04, 0.001, 0.3, 0.0001, 0.02, 0.02]
    for adjusted in [try holmAdjusted(p), try benjaminiHochbergAdjusted(p)] {
      for i in p.indices {
        #expect(adjusted[i] >= p[i])
        for j in p.indices where p[i] < p[j] { #expect(adjusted[i] <= adjusted[j]) }
      }
    }
    for (holm, hochberg) in zip(try holmAdjusted(p), try benjaminiHochbergAdjusted(p)) { #expect(hochberg <= holm) }
  }
}
