import Statistics
import Testing

@Suite struct DegenerateDistributionTests {
  @Test(arguments: [0, -1, 1e-9, 1e12, .nan, .infinity, -.infinity])
  func parametersOutsideOfTheirRangeAreRefused(parameter: Double) {
    #expect(throws: StatisticsError.self) { try StudentTDistribution(degreesOfFreedom: parameter) }
    #expect(throws: StatisticsError.self) { try ChiSquaredDistribution(degreesOfFreedom: parameter) }
    #expect(throws: StatisticsError.self) { try FDistribution(numerator: parameter, denominator: 3) }
    #expect(throws: StatisticsError.self) { try FDistribution(numerator: 3, denominator: parameter) }
    #expect(throws: StatisticsError.self) { try NoncentralTDistribution(degreesOfFreedom: parameter, noncentrality: 1) }
  }

  @Test func countsOutsideOfTheirRangeAreRefused() {
    #expect(throws: StatisticsError.self) { try HypergeometricDistribution(population: -1, marked: 0, drawn: 0) }
    #expect(throws: StatisticsError.self) { try HypergeometricDistribution(population: 5, marked: 6, drawn: 0) }
    #expect(throws: StatisticsError.self) { try HypergeometricDistribution(population: 5, marked: 1, drawn: -1) }
    #expect(throws: StatisticsError.self) { try HypergeometricDistribution(population: .max, marked: 1, drawn: 1) }
    #expect(throws: StatisticsError.self) { try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: 2e3) }
  }

  @Test(arguments: [0, 1, -0.5, 1.5, Double.nan])
  func quantilesOfWhatIsNoProbabilityAreRefused(p: Double) throws {
    #expect(throws: StatisticsError.self) { try NormalDistribution().quantile(p) }
    #expect(throws: StatisticsError.self) { try StudentTDistribution(degreesOfFreedom: 3).quantile(p) }
    #expect(throws: StatisticsError.self) { try ChiSquaredDistribution(degreesOfFreedom: 3).quantile(p) }
    #expect(throws: StatisticsError.self) { try FDistribution(numerator: 3, denominator: 4).quantile(p) }
    #expect(throws: StatisticsError.self) {
      try HypergeometricDistribution(population: 9, marked: 3, drawn: 3).quantile(p)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func placesThatAreNoNumbersAreRefused(x: Double) throws {
    #expect(throws: StatisticsError.notFinite(what: "x")) { try NormalDistribution().cumulative(x) }
    #expect(throws: StatisticsError.notFinite(what: "x")) { try NormalDistribution().density(x) }
    #expect(throws: StatisticsError.notFinite(what: "x")) { try StudentTDistribution(degreesOfFreedom: 3).survival(x) }
    #expect(throws: StatisticsError.notFinite(what: "x")) {
      try FDistribution(numerator: 3, denominator: 4).survival(x)
    }
    #expect(throws: StatisticsError.notFinite(what: "x")) {
      try ChiSquaredDistribution(degreesOfFreedom: 3).survival(x)
    }
    #expect(throws: StatisticsError.notFinite(what: "x")) {
      try NoncentralTDistribution(degreesOfFreedom: 3, noncentrality: 1).cumulative(x)
    }
  }

  @Test func certainAndImpossibleCountsHaveTheirProbabilities() throws {
    let drawAll = try HypergeometricDistribution(population: 7, marked: 3, drawn: 7)
    #expect(drawAll.mass(3) == 1)
    #expect(drawAll.cumulative(2) == 0)
    #expect(drawAll.survival(2) == 1)
    let nobody = try HypergeometricDistribution(population: 0, marked: 0, drawn: 0)
    #expect(nobody.mass(0) == 1)
    let unmarked = try HypergeometricDistribution(population: 9, marked: 0, drawn: 4)
    #expect(abs(unmarked.mass(0) - 1) < 1e-14)
  }
}
