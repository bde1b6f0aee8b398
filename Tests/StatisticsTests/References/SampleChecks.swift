@testable import Statistics

let sampleChecks: [String: ReferenceCheck] = [
  "summary": { given in
    let values = try given["values"].doubles
    let summary = try Summary(of: values)
    return ["mean": try mean(of: values), "variance": summary.variance ?? 0]
  },
  "meanInterval": { given in
    fields(try Summary(of: try given["values"].doubles).meanEstimate().interval(level: 0.9))
  },
  "quantile": { given in
    ["quantile": try quantile(try given["p"].double, of: try given["values"].doubles)]
  },
  "ranks": { given in
    let values = try given["values"].doubles
    let ranks = try Ranks(of: values)
    let n = Double(values.count)
    return numbered(ranks.values).merging(["tieCorrection": 1 - ranks.tieTerm / (n * n * n - n)]) { first, _ in first }
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
    fields(
      try percentileInterval(
        estimate: try given["estimate"].double, replicates: try given["replicates"].doubles,
        level: try given["level"].double))
  },
  "bca": { given in
    fields(
      try bcaInterval(
        estimate: try given["estimate"].double, replicates: try given["replicates"].doubles,
        jackknife: try given["jackknife"].items.map { try JackknifeStratum(values: try $0.doubles) },
        level: try given["level"].double))
  },
]
