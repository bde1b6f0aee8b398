@testable import Statistics

let sampleChecks: [String: ReferenceCheck] = [
  "summary": { given in
    let values = try given["values"].doubles
    let summary = try Summary(of: values)
    return ["mean": try mean(of: values), "variance": summary.variance ?? 0]
  },
  "meanInterval": { given in
    let sums = try given["values"].doubles.map { ClusterSum(total: $0, weight: 1) }
    return fields(try ratioEstimate(sums).interval(level: 0.9))
  },
  "quantile": { given in
    var selection = Selection(try given["values"].doubles)
    return ["quantile": selection.quantile(try given["p"].double)]
  },
  "tieCorrection": { given in
    let values = try given["values"].doubles
    let n = Double(values.count)
    let counts = try DominanceCounts(Array(values.dropFirst(values.count / 2)), Array(values.prefix(values.count / 2)))
    return ["tieCorrection": 1 - counts.tieTerm / (n * n * n - n)]
  },
  "wasserstein": { given in
    let distance = try wassersteinDistance(
      try given["first"].doubles, try given["second"].doubles, depths: try given["depths"].doubles)
    return ["distance": distance]
  },
  "jensenShannon": { given in
    ["distance": try jensenShannonDistance(try given["first"].doubles, try given["second"].doubles)]
  },
  "totalVariation": { given in
    ["distance": try totalVariation(try given["first"].doubles, try given["second"].doubles)]
  },
  "holm": { numbered(try holmAdjusted(try $0["p"].doubles)) },
  "benjaminiHochberg": { numbered(try benjaminiHochbergAdjusted(try $0["p"].doubles)) },
]

let intervalChecks: [String: ReferenceCheck] = [
  "percentile": { given in
    fields(try replicates(given).percentileInterval(level: try given["level"].double))
  },
  "bca": { given in
    let strata = try given["jackknife"].items.map {
      let values = try $0.doubles
      return try JackknifeStratum(values: values, multiplicities: values.map { _ in 1 })
    }
    let acceleration = try accelerationConstant(strata)
    return fields(
      try replicates(given).bcaInterval(level: try given["level"].double, acceleration: acceleration))
  },
]

private func replicates(_ given: Given) throws -> Replicates {
  try Replicates(observed: try given["estimate"].double, values: try given["replicates"].doubles)
}
