@testable import Statistics

let wholeChecks: [String: ReferenceCheck] = [
  "twoSides": { given in
    var moments = TwoRatioMoments()
    for cluster in try given["sums"].items {
      moments.add(
        SIMD4(
          try cluster["total1"].double, try cluster["weight1"].double, try cluster["total2"].double,
          try cluster["weight2"].double))
    }
    let sides = try moments.sides()
    return try fields(sides.difference()).merging(["halves": sides.first.halves()]) { first, _ in first }
  },
  "shareDifference": { given in
    return fields(shareDifference(try interval(given["first"]), try interval(given["second"])))
  },
  "restrictedMean": { given in
    let durations = try given["durations"].items.map {
      Duration(time: try $0["time"].double, kind: try $0["event"].bool ? 1 : 0)
    }
    let curve = try StepCurve(durations, causes: 1)
    return fields(curve.restrictedMean(limit: try given["limit"].double), durations, curve)
  },
  "incidenceInfluence": { given in
    let durations = try given["durations"].items.map { Duration(time: try $0["time"].double, kind: try $0["kind"].int) }
    let curve = try StepCurve(durations, causes: 2)
    return fields(curve.incidence(of: 0), durations, curve)
  },
  "logRank": { given in
    let items = try given["durations"].items
    let durations = try items.map { Duration(time: try $0["time"].double, kind: try $0["event"].bool ? 1 : 0) }
    let isSecond = try items.map { try $0["group"].bool }
    let clusters = try items.map { try $0["cluster"].int }
    let times = Set(durations.map(\.time)).sorted()
    func curve(_ second: Bool) throws -> StepCurve {
      try StepCurve(zip(durations, isSecond).filter { $0.1 == second }.map(\.0), causes: 1, times: times)
    }
    let first = try curve(false)
    let scores = try first.logRankScores(against: try curve(true))
    var score = try ClusterScore(dimension: 1)
    for cluster in Set(clusters).sorted() {
      for (place, duration) in durations.enumerated() where clusters[place] == cluster {
        try score.add((isSecond[place] ? scores.second : scores.first).influence(of: duration, times), at: 0)
      }
      try score.closeCluster()
    }
    return ["score": scores.first.value + scores.second.value, "statistic": try score.test().statistic]
  },
  "causeUntil": { given in
    let durations = try given["durations"].items.map { Duration(time: try $0["time"].double, kind: try $0["kind"].int) }
    let curve = try StepCurve(durations, causes: 2)
    let limit = try given["limit"].double
    let mean = fields(curve.restrictedMean(of: 0, limit: limit), durations, curve)
    return fields(curve.incidence(of: 0, until: limit), durations, curve)
      .merging(["mean": mean["value"] ?? .nan, "meanError": mean["standardError"] ?? .nan]) { first, _ in first }
  },
  "gray": { given in
    let items = try given["durations"].items
    let durations = try items.map { Duration(time: try $0["time"].double, kind: try $0["kind"].int) }
    let isSecond = try items.map { try $0["group"].bool }
    let times = Set(durations.map(\.time)).sorted()
    func curve(_ second: Bool) throws -> StepCurve {
      try StepCurve(zip(durations, isSecond).filter { $0.1 == second }.map(\.0), causes: 2, times: times)
    }
    let scores = try curve(false).grayScores(of: 0, against: try curve(true))
    var sums: [Int: Double] = [:]
    for (place, duration) in durations.enumerated() {
      sums[try items[place]["cluster"].int, default: 0] +=
        (isSecond[place] ? scores.second : scores.first).influence(of: duration, times)
    }
    var score = try ClusterScore(dimension: 1)
    for cluster in sums.keys.sorted() {
      try score.add(sums[cluster] ?? 0, at: 0)
      try score.closeCluster()
    }
    return ["score": scores.first.value + scores.second.value, "statistic": try score.test().statistic]
  },
  "clusteredAUC": { given in
    let auc = try ClusteredAUC(
      try given["scores"].items.map {
        ClusteredAUC.Score(
          value: try $0["value"].double, isPositive: try $0["positive"].bool, cluster: try $0["cluster"].int,
          fold: try $0["fold"].int)
      }, clusters: try given["clusters"].int)
    return ["area": auc.area, "standardError": try auc.estimate().standardError]
  },
  "ridgeLogistic": { given in
    let observations = try OrdinalObservations(
      rows: try given["rows"].doubles, columns: 5, categories: try given["labels"].ints, count: 2)
    let model = try ProportionalOdds(observations, penalty: try given["penalty"].double)
    return numbered(model.coefficients).merging(["intercept": -model.thresholds[0]]) { first, _ in first }
  },
]

/// Estimate and limits.
@Sendable private func interval(_ given: Given) throws -> Interval {
  let numbers = try given.doubles
  return Interval(estimate: numbers[0], lower: numbers[1], upper: numbers[2], level: 0.95)
}

/// How long something lasted, and which cause ended it, from 1; 0 where it is censored.
private struct Duration {
  var time: Double
  var kind: Int
}

extension StepCurve {
  fileprivate init(_ durations: [Duration], causes: Int, times given: [Double]? = nil) throws {
    let times = given ?? Set(durations.map(\.time)).sorted()
    func counts(_ kind: Int) -> [Double] {
      times.map { time in Double(durations.count { $0.time == time && $0.kind == kind }) }
    }
    try self.init(times: times, ends: (1...causes).map(counts), censored: counts(0))
  }
}

extension StepCurve.Influenced {
  fileprivate func influence(of duration: Duration, _ times: [Double]) -> Double {
    guard let place = times.firstIndex(of: duration.time) else { return .nan }
    return influence(time: place, cause: duration.kind > 0 ? duration.kind - 1 : nil)
  }
}

/// An estimate, and its standard error from the squares of its influences.
private func fields(
  _ estimate: StepCurve.Influenced, _ durations: [Duration], _ curve: StepCurve
) -> [String: Double] {
  let squares = durations.reduce(0) { sum, duration in
    let influence = estimate.influence(of: duration, curve.times)
    return sum + influence * influence
  }
  return ["value": estimate.value, "standardError": squares.squareRoot()]
}
