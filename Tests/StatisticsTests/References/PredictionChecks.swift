@testable import Statistics

let predictionChecks: [String: ReferenceCheck] = [
  "ppiMean": { given in
    let result = try single(given, lambda: nil)
    // The package's variance is without the factors G/(G − 1).
    let lambda = result.lambda
    let rest = try Summary(of: try given["rest"].doubles)
    let errors = zip(try given["truth"].doubles, try given["prediction"].doubles).map { $0 - lambda * $1 }
    let rectifier = try Summary(of: errors)
    let (n, others) = (Double(rectifier.count), Double(rest.count))
    let imputed = lambda * lambda * (rest.variance ?? 0) * (others - 1) / others / others
    let package = (imputed + (rectifier.variance ?? 0) * (n - 1) / n / n).squareRoot()
    return [
      "value": result.estimate.value, "lambda": lambda, "standardError": result.estimate.standardError,
      "packageStandardError": package,
    ]
  },
  "ppiFixed": { ["value": try single($0, lambda: try $0["lambda"].double).estimate.value] },
  "ppiClustered": { given in
    let result = try clustered(given)
    return try fields(result.estimate).merging(["lambda": result.lambda]) { first, _ in first }
  },
  "ppiDifference": { given in
    try fields(try predictionPoweredDifference(try clustered(given["first"]), try clustered(given["second"])))
  },
]

private func single(_ given: Given, lambda: Double?) throws -> PredictionPoweredEstimate {
  try predictionPoweredRatio(
    labelled: zip(try given["truth"].doubles, try given["prediction"].doubles).map {
      LabelledCluster(truth: $0, prediction: $1)
    }, unlabelled: try given["rest"].doubles.map { ClusterSum(total: $0, weight: 1) }, lambda: lambda)
}

private func clustered(_ given: Given) throws -> PredictionPoweredEstimate {
  try predictionPoweredRatio(
    labelled: try given["labelled"].items.map { row in
      let row = try row.doubles
      return LabelledCluster(truth: row[0], prediction: row[1], weight: row[2])
    },
    unlabelled: try given["rest"].items.map { row in
      let row = try row.doubles
      return ClusterSum(total: row[0], weight: row[1])
    })
}
