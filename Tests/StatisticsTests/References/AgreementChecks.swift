@testable import Statistics

let agreementChecks: [String: ReferenceCheck] = [
  "kappa": { given in
    let kappa = try kappa(given)
    return fields(try kappa.estimate().interval()).merging([
      "kappa": kappa.value, "standardError": kappa.standardError,
      "standardErrorUnderIndependence": kappa.standardErrorUnderIndependence,
    ]) { first, _ in first }
  },
  "clusteredKappa": { given in
    let estimate = try kappa(given).clusteredEstimate(try given["clusters"].items.map { try $0.ints })
    return ["standardError": estimate.standardError]
  },
  "alpha": { given in
    let units = try given["units"].items.map { try $0.items.map { try $0.label } }
    let level = try MeasurementLevel(rawValue: given["level"].string) ?? .nominal
    return ["alpha": try krippendorffsAlpha(units: units, level: level)]
  },
]

private func kappa(_ given: Given) throws -> CohensKappa {
  let weighting: KappaWeighting =
    switch try given["weighting"].string {
    case "linear": .linear
    case "quadratic": .quadratic
    default: .plain
    }
  return try CohensKappa(try table(given), weighting: weighting, places: try given["places"].doubles)
}
