import Statistics

let regressionChecks: [String: ReferenceCheck] = [
  "proportionalOdds": { given in
    let observations = try OrdinalObservations(
      rows: try given["x"].doubles, columns: Int(try given["columns"].double),
      categories: try given["y"].doubles.map { Int($0) }, count: Int(try given["categories"].double))
    let model = try ProportionalOdds(observations, penalty: try given["penalty"].double)
    var fields: [String: Double] = [:]
    for (place, threshold) in model.thresholds.enumerated() { fields["threshold\(place)"] = threshold }
    for (place, coefficient) in model.coefficients.enumerated() { fields["coefficient\(place)"] = coefficient }
    return fields
  },
  "marginalCalibration": { given in
    let calibration = try MarginalCalibration(
      laws: try given["laws"].doubles, categories: try given["y"].doubles.map { Int($0) },
      count: Int(try given["categories"].double))
    return Dictionary(uniqueKeysWithValues: calibration.weights.enumerated().map { ("weight\($0)", $1) })
  },
  "probabilityScores": { given in
    let (law, outcome) = (try given["law"].doubles, Int(try given["outcome"].double))
    return ["ranked": rankedProbabilityScore(law, outcome: outcome), "logLoss": logLoss(law[outcome], least: 1e-3)]
  },
]
