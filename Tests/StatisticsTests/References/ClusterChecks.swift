@testable import Statistics

let clusterChecks: [String: ReferenceCheck] = [
  "ratio": { try ratioFields($0, level: 0.95) },
  "ratio90": { try ratioFields($0, level: 0.9) },
  "pairedDifference": { given in
    let sums = try given["sums"].items.map {
      PairedClusterSum(first: try sum($0["first"]), second: try sum($0["second"]))
    }
    return try fields(try pairedRatioDifference(sums))
  },
  "independentDifference": { given in
    try fields(
      try independentRatioDifference(
        try given["first"].items.map(sum), try given["second"].items.map(sum)))
  },
  "wilson": { fields(try wilsonInterval(count: try $0["count"].int, of: try $0["size"].int)) },
  "clusteredShare": { given in
    let share = try clusteredShare(try given["sums"].items.map(sum))
    return fields(share.interval).merging(
      ["share": share.interval.estimate, "designEffect": share.designEffect]
    ) { first, _ in first }
  },
]

@Sendable private func sum(_ given: Given) throws -> ClusterSum {
  ClusterSum(total: try given["total"].double, weight: try given["weight"].double)
}

private func ratioFields(_ given: Given, level: Double) throws -> [String: Double] {
  let estimate = try ratioEstimate(try given["sums"].items.map(sum))
  return try fields(estimate).merging(fields(try estimate.interval(level: level))) { first, _ in first }
}

func fields(_ estimate: Estimate) throws -> [String: Double] {
  [
    "value": estimate.value, "standardError": estimate.standardError, "df": estimate.degreesOfFreedom,
    "p": try estimate.test().pValue,
  ]
}
