import Statistics

let drawChecks: [String: ReferenceCheck] = [
  "fairScore": { given in
    let counts = try given["counts"].doubles.map { Int($0) }
    let score = fairRankedProbabilityScore(counts, outcome: Int(try given["outcome"].double))
    return ["score": score ?? .nan]
  },
  "drawEntropy": { given in
    let counts = try given["counts"].doubles.map { Int($0) }
    return ["entropy": millerMadowEntropy(counts) ?? .nan, "agreement": pairAgreement(counts) ?? .nan]
  },
  "expectedEntropy": { given in
    let law = try given["law"].doubles
    return ["expected": ExpectedEntropy(draws: Int(try given["draws"].double))(law), "law": entropy(law)]
  },
  "skill": { given in
    let clusters = zip(try given["own"].doubles, try given["reference"].doubles)
    let estimate = try skillScore(clusters.map { ClusterSum(total: $0, weight: $1) })
    let interval = try estimate.interval()
    return [
      "value": estimate.value, "standardError": estimate.standardError, "lower": interval.lower,
      "upper": interval.upper,
    ]
  },
  "betweenVariance": { given in
    let rows = try given["values"].items.map { try $0.doubles }
    let instruments = rows[0].indices
    let means = rows.map { $0.reduce(0, +) / Double($0.count) }
    let variance = try BetweenVariance(
      estimates: instruments.map { instrument in rows.reduce(0) { $0 + $1[instrument] } / Double(rows.count) },
      deviationVariances: try instruments.map { instrument in
        let sums = zip(rows, means).map { ClusterSum(total: $0[instrument] - $1, weight: 1) }
        let error = try ratioEstimate(sums).standardError
        return error * error
      })
    return ["between": variance.between, "within": variance.within]
  },
]
