@testable import Statistics

typealias ReferenceCheck = @Sendable (Given) throws -> [String: Double]

/// What to compute for each function that the references name.
let referenceChecks: [String: ReferenceCheck] =
  [
    distributionChecks, sampleChecks, clusterChecks, drawChecks, groupChecks, tableChecks, agreementChecks,
    predictionChecks, regressionChecks, survivalChecks, powerChecks, intervalChecks, wholeChecks,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

func alternative(_ given: Given) throws -> Alternative {
  try Alternative(rawValue: given["alternative"].string) ?? { throw Given.Mismatch(expected: "an alternative") }()
}

/// The values by their places.
func numbered(_ values: [Double]) -> [String: Double] {
  Dictionary(uniqueKeysWithValues: values.enumerated().map { ("\($0.offset)", $0.element) })
}

func fields(_ test: TestResult) -> [String: Double] {
  ["statistic": test.statistic, "p": test.pValue, "df": test.degreesOfFreedom ?? 0, "t": test.statistic]
}

func fields(_ interval: Interval) -> [String: Double] { ["lower": interval.lower, "upper": interval.upper] }
