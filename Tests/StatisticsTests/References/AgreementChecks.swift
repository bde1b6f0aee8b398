@testable import Statistics

let agreementChecks: [String: ReferenceCheck] = [
  "kappa": { given in
    let kappa = try kappa(given)
    return fields(try kappa.estimate().interval()).merging([
      "kappa": kappa.value, "standardError": kappa.standardError,
      "standardErrorUnderIndependence": kappa.standardErrorUnderIndependence,
    ]) { first, _ in first }
  },
  "alpha": { given in
    let units = try given["units"].items.map { try $0.items.compactMap { try $0.label } }
    let values = Set(units.joined()).sorted()
    var alpha = try KrippendorffsAlpha(values: values)
    for unit in units { try alpha.addUnit(unit.compactMap { values.firstIndex(of: $0) }) }
    return ["alpha": try alpha.alpha(try MeasurementLevel(rawValue: given["level"].string) ?? .nominal)]
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
