@testable import Statistics

let survivalChecks: [String: ReferenceCheck] = [
  "kaplanMeier": { given in
    let curve = try KaplanMeier(
      try counts(try given["durations"].items.map { (try $0["time"].double, try $0["event"].bool) }))
    var fields: [String: Double] = [:]
    for (place, step) in curve.steps.enumerated() {
      fields["\(place).time"] = step.count.time
      fields["\(place).survival"] = step.survival
      fields["\(place).atRisk"] = Double(step.count.atRisk)
      fields["\(place).standardError"] = step.standardError
      fields["\(place).lower"] = step.interval?.lower
      fields["\(place).upper"] = step.interval?.upper
    }
    fields["median"] = curve.median
    return fields
  },
  "aalenJohansen": { given in
    let durations = try given["durations"].items.map { (time: try $0["time"].double, kind: try $0["kind"].int) }
    let curve = try AalenJohansen(
      Set(durations.map(\.time)).sorted().map { time in
        AalenJohansen.Count(
          time: time, atRisk: durations.count { $0.time >= time },
          events: Double(durations.count { $0.time == time && $0.kind == 1 }),
          competing: Double(durations.count { $0.time == time && $0.kind == 2 }))
      })
    var fields: [String: Double] = [:]
    for (place, step) in curve.steps.enumerated() {
      fields["\(place).time"] = step.count.time
      fields["\(place).incidence"] = step.incidence
      fields["\(place).standardError"] = step.standardError
    }
    return fields
  },
]

/// The counts of durations that end in an event or are censored.
@Sendable func counts(_ durations: [(time: Double, isEvent: Bool)]) throws -> [KaplanMeier.Count] {
  Set(durations.map(\.time)).sorted().map { time in
    KaplanMeier.Count(
      time: time, atRisk: durations.count { $0.time >= time },
      events: Double(durations.count { $0.time == time && $0.isEvent }))
  }
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
