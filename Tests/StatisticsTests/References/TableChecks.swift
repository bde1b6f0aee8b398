@testable import Statistics

let tableChecks: [String: ReferenceCheck] = [
  "fisher": { given in
    let counts = try given["table"].ints
    let table = try FourfoldTable(counts[0], counts[1], counts[2], counts[3])
    let test = try fisherExact(table, alternative: try alternative(given))
    return ["p": test.pValue, "oddsRatio": test.oddsRatio ?? 0]
  },
  "stuartMaxwell": { fields(try stuartMaxwell(try table($0))) },
  "bowker": { fields(try bowker(try table($0))) },
  "mcnemarChiSquared": { given in
    fields(try mcnemarChiSquared(try given["b"].int, try given["c"].int, corrected: try given["corrected"].bool))
  },
  "clusteredStuartMaxwell": { fields(try clusteredTest($0, .marginalHomogeneity)) },
  "clusteredStuartMaxwellHotelling": { fields(try clusteredTest($0, .marginalHomogeneity, .hotelling)) },
  "clusteredBowker": { fields(try clusteredTest($0, .symmetry)) },
  "clusteredMcNemar": { given in
    fields(try clusteredMcNemar(try given["differences"].doubles.map { ClusterSum(total: $0, weight: 1) }))
  },
]

func table(_ given: Given) throws -> SquareTable {
  try SquareTable(categories: try given["size"].int, counts: try given["counts"].ints)
}

private func clusteredTest(
  _ given: Given, _ hypothesis: ClusteredTableScore.Hypothesis, _ reference: ScoreReference = .chiSquared
) throws -> TestResult {
  let size = try given["size"].int
  var score = try ClusteredTableScore(categories: size, hypothesis: hypothesis)
  for cluster in try given["clusters"].items {
    for (cell, count) in try cluster.ints.enumerated() {
      try score.add(row: cell / size, column: cell % size, weight: Double(count))
    }
    try score.closeCluster()
  }
  return try score.test(reference)
}
