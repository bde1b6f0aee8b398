import Statistics
import Testing

@Suite struct DegenerateTableTests {
  @Test func anEmptyRowOrColumnHasNoExactTest() throws {
    let row = StatisticsError.empty(what: "a row of the fourfold table")
    let column = StatisticsError.empty(what: "a column of the fourfold table")
    #expect(throws: row) { try fisherExact(FourfoldTable(0, 0, 3, 4)) }
    #expect(throws: row) { try fisherExact(FourfoldTable(0, 0, 0, 0)) }
    #expect(throws: column) { try fisherExact(FourfoldTable(0, 3, 0, 4)) }
    #expect(throws: StatisticsError.self) { try FourfoldTable(-1, 1, 1, 1) }
    #expect(throws: StatisticsError.self) { try FourfoldTable(.max, 1, 1, 1) }
    #expect(try fisherExact(FourfoldTable(3, 0, 0, 3)).oddsRatio == nil)
    #expect(try fisherExact(FourfoldTable(3, 1, 2, 0)).oddsRatio == 0)
  }

  @Test func pairsThatAllAgreeTestNothing() throws {
    let diagonal = try SquareTable(categories: 3, counts: [4, 0, 0, 0, 5, 0, 0, 0, 6])
    let none = StatisticsError.noVariance(what: "the pairs: none is off the diagonal")
    #expect(throws: none) { try stuartMaxwell(diagonal) }
    #expect(throws: none) { try bowker(diagonal) }
    #expect(throws: StatisticsError.noVariance(what: "the pairs: none is discordant")) {
      try mcnemarChiSquared(0, 0, corrected: true)
    }
    #expect(throws: StatisticsError.self) { try mcnemarChiSquared(-1, 3, corrected: true) }
  }

  @Test func aTableMustBeSquareAndFilled() {
    #expect(throws: StatisticsError.empty(what: "the table")) { try SquareTable(categories: 2, counts: [0, 0, 0, 0]) }
    #expect(throws: StatisticsError.self) { try SquareTable(categories: 2, counts: [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try SquareTable(categories: 1, counts: [1]) }
    #expect(throws: StatisticsError.self) { try SquareTable(categories: .max, counts: [1]) }
    #expect(throws: StatisticsError.self) { try SquareTable(categories: 2, counts: [1, -2, 3, 4]) }
    #expect(throws: StatisticsError.self) { try SquareTable(categories: 2, counts: [1 << 33, 1 << 33, 3, 4]) }
  }

  @Test func clusteredTestsNeedMoreClustersThanDimensions() throws {
    var score = try ClusteredTableScore(categories: 3, hypothesis: .marginalHomogeneity)
    #expect(throws: StatisticsError.noVariance(what: "the clusters: every sum is zero")) { try score.test() }
    try score.add(row: 0, column: 1)
    try score.closeCluster()
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) { try score.test() }
    try score.add(row: 1, column: 2)
    try score.closeCluster()
    #expect(throws: StatisticsError.tooFewClusters(needed: 3, got: 2)) { try score.test() }
    try score.add(row: 0, column: 2, weight: 2)
    try score.closeCluster()
    #expect(try score.test().degreesOfFreedom == 2)
  }

  @Test func categoriesThatAreNotThereAreRefused() throws {
    var score = try ClusteredTableScore(categories: 3, hypothesis: .symmetry)
    #expect(throws: StatisticsError.self) { try score.add(row: 3, column: 0) }
    #expect(throws: StatisticsError.self) { try score.add(row: 0, column: -1) }
    #expect(throws: StatisticsError.self) { try score.add(row: 0, column: 1, weight: -1) }
    #expect(throws: StatisticsError.self) { try score.closeCluster(multiplicity: -1) }
    #expect(throws: StatisticsError.self) { try ClusteredTableScore(categories: 1, hypothesis: .symmetry) }
    #expect(throws: StatisticsError.self) { try ClusterScore(dimension: 0) }
    var plain = try ClusterScore(dimension: 2)
    #expect(throws: StatisticsError.self) { try plain.add(.nan, at: 0) }
    #expect(throws: StatisticsError.self) { try plain.add(1, at: 2) }
  }

  @Test func aPairedTestOfNothingIsRefused() {
    #expect(throws: StatisticsError.noVariance(what: "the clusters: every sum is zero")) { try clusteredMcNemar([]) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try clusteredMcNemar([ClusterSum(total: 3, weight: 4), ClusterSum(total: 0, weight: 2)])
    }
  }

  @Test func agreementOfASingleCategoryIsUndefined() throws {
    let single = try SquareTable(categories: 2, counts: [7, 0, 0, 0])
    #expect(throws: StatisticsError.self) { try CohensKappa(single) }
    let places = try SquareTable(categories: 2, counts: [7, 1, 2, 4])
    #expect(throws: StatisticsError.self) { try CohensKappa(places, weighting: .linear, places: [1, 1]) }
    #expect(throws: StatisticsError.self) { try CohensKappa(places, weighting: .linear, places: [1]) }
    #expect(throws: StatisticsError.self) { try CohensKappa(places, weighting: .quadratic, places: [0, 1e200]) }
  }

  @Test func perfectAgreementHasNoStandardError() throws {
    let perfect = try CohensKappa(try SquareTable(categories: 2, counts: [7, 0, 0, 4]))
    #expect(perfect.value == 1)
    #expect(perfect.standardError == 0)
    #expect(throws: StatisticsError.noVariance(what: "the estimate")) { try perfect.estimate() }
  }

  @Test func alphaNeedsTwoLabelsOfATurnAndTwoValues() throws {
    for level in [MeasurementLevel.nominal, .ordinal, .interval] {
      var single = try KrippendorffsAlpha(values: [1, 2])
      try single.addUnit([0])
      #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try single.alpha(level) }
      var same = try KrippendorffsAlpha(values: [1])
      try same.addUnit([0, 0], multiplicity: 2)
      #expect(throws: StatisticsError.undefined(reason: "all labels are the same, alpha is 0/0")) {
        try same.alpha(level)
      }
    }
    #expect(throws: StatisticsError.self) { try KrippendorffsAlpha(values: [1, .nan]) }
    #expect(throws: StatisticsError.self) { try KrippendorffsAlpha(values: []) }
    var alpha = try KrippendorffsAlpha(values: [0, 1])
    #expect(throws: StatisticsError.self) { try alpha.addUnit([0, 2]) }
    try alpha.addUnit([1])
    #expect(alpha.singleUnits == 1)
  }
}
