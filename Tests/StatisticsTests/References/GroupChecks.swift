@testable import Statistics

let groupChecks: [String: ReferenceCheck] = [
  "welch": { given in
    let (first, second) = try summaries(given)
    return fields(try welchDifference(first, second).test(alternative: try alternative(given)))
  },
  "welchInterval": { given in
    let (first, second) = try summaries(given)
    return fields(try welchDifference(first, second).interval())
  },
  "mannWhitney": { given in
    let counts = try DominanceCounts(try given["first"].doubles, try given["second"].doubles)
    let test = try mannWhitney(counts)
    return ["u": test.statistic, "p": test.pValue]
  },
  "effectSizes": { given in
    let (first, second) = try summaries(given)
    let counts = try DominanceCounts(try given["first"].doubles, try given["second"].doubles)
    return [
      "d": try cohensD(first, second), "g": try hedgesG(first, second),
      "glass": try glassDelta(first, reference: second), "cliff": cliffsDelta(counts),
    ]
  },
  "cohensDInterval": { given in
    let (first, second) = try summaries(given)
    return fields(try cohensDInterval(first, second))
  },
  "tost": { given in
    let (first, second) = try summaries(given)
    let result = try equivalence(try welchDifference(first, second), margin: try given["margin"].double)
    return ["p": result.pValue, "pLower": result.pAboveLower, "pUpper": result.pBelowUpper]
  },
]

private func summaries(_ given: Given) throws -> (Summary, Summary) {
  (try Summary(of: try given["first"].doubles), try Summary(of: try given["second"].doubles))
}
