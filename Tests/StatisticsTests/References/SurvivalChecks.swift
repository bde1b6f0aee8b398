@testable import Statistics

let survivalChecks: [String: ReferenceCheck] = [
  "kaplanMeier": { given in
    let curve = try KaplanMeier(try given["durations"].items.map(survivalTime))
    var fields: [String: Double] = [:]
    for (place, step) in curve.steps.enumerated() {
      fields["\(place).time"] = step.time
      fields["\(place).survival"] = step.survival
      fields["\(place).atRisk"] = Double(step.atRisk)
      fields["\(place).standardError"] = step.standardError
      fields["\(place).lower"] = step.interval?.lower
      fields["\(place).upper"] = step.interval?.upper
    }
    fields["median"] = curve.median
    return fields
  },
  "logRank": { given in
    fields(try logRank(try given["groups"].items.map { try $0.items.map(survivalTime) }))
  },
  "clusteredLogRank": { given in
    let observations = try given["observations"].items.map { item in
      ClusteredSurvivalTime(
        try survivalTime(item), group: try item["group"].int, cluster: try item["cluster"].int)
    }
    return fields(try clusteredLogRank(observations, groups: try given["groups"].int))
  },
]

@Sendable private func survivalTime(_ given: Given) throws -> SurvivalTime {
  SurvivalTime(time: try given["time"].double, isEvent: try given["event"].bool)
}

let powerChecks: [String: ReferenceCheck] = [
  "power": { given in
    let test = try TwoSamplePower(alpha: try given["alpha"].double, alternative: try alternative(given))
    return [
      "power": try test.power(
        d: try given["d"].double, first: try given["first"].int, second: try given["second"].int)
    ]
  },
  "minimumDetectableEffect": { given in
    let test = try TwoSamplePower(alpha: try given["alpha"].double)
    return [
      "d": try test.minimumDetectableEffect(
        first: try given["first"].int, second: try given["second"].int, power: try given["power"].double)
    ]
  },
  "requiredSize": { given in
    let size = try TwoSamplePower().requiredSize(
      d: try given["d"].double, ratio: try given["ratio"].double, power: try given["power"].double)
    return ["first": size.exactFirst]
  },
]
