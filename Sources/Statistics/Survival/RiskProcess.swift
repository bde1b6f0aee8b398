/// Who is at risk and to whom it happens, time by time, in several groups.
///
/// Arrays with one entry a time and group are stored time by time; times are ascending.
struct RiskProcess {
  let groups: Int
  private(set) var times: [Double] = []
  /// Those under observation just before the time, in all groups.
  private(set) var atRisk: [Int] = []
  /// The same by group.
  private(set) var groupAtRisk: [Int] = []
  /// The events at the time, in all groups.
  private(set) var events: [Int] = []
  /// The same by group.
  private(set) var groupEvents: [Int] = []
  /// Σ d/n over the times up to and including this one.
  private var hazard: [Double] = []
  /// Σ r d/n, r the group's share of those at risk, over the times up to and including this one, by group.
  private var groupHazard: [Double] = []
  /// For each observation the place of its time.
  private var places: [Int] = []

  /// - Complexity: O(*n* + times · (log times + groups)).
  init(_ observations: [ClusteredSurvivalTime], groups: Int) throws(StatisticsError) {
    try requireSurvivalTimes(observations.lazy.map(\.duration))
    self.groups = groups
    let (order, found) = Self.distinctTimes(observations)
    var left = [Int](repeating: 0, count: order.count * groups)
    var seen = left
    var remaining = [Int](repeating: 0, count: groups)
    places.reserveCapacity(observations.count)
    for (observation, place) in zip(observations, found) {
      guard (0..<groups).contains(observation.group) else {
        throw .outOfRange(what: "a group", value: Double(observation.group), allowed: "0 ..< \(groups)")
      }
      left[place * groups + observation.group] += 1
      if observation.duration.isEvent { seen[place * groups + observation.group] += 1 }
      remaining[observation.group] += 1
      places.append(place)
    }
    guard !remaining.contains(0) else { throw .empty(what: "a group") }
    times = order
    groupEvents = seen
    var sum = 0.0
    var groupSums = [Double](repeating: 0, count: groups)
    for place in order.indices {
      let cells = (place * groups)..<((place + 1) * groups)
      let total = remaining.reduce(0, +)
      let happened = seen[cells].reduce(0, +)
      let increment = Double(happened) / Double(total)
      sum += increment
      for group in 0..<groups { groupSums[group] += Double(remaining[group]) / Double(total) * increment }
      atRisk.append(total)
      groupAtRisk += remaining
      events.append(happened)
      hazard.append(sum)
      groupHazard += groupSums
      for group in 0..<groups { remaining[group] -= left[place * groups + group] }
    }
  }

  /// The times that occur, ascending, and for each observation the place of its time among them.
  private static func distinctTimes(_ observations: [ClusteredSurvivalTime]) -> (times: [Double], places: [Int]) {
    var known: [Double: Int] = [:]
    var times: [Double] = []
    var found: [Int] = []
    found.reserveCapacity(observations.count)
    for observation in observations {
      let time = observation.duration.time
      if let place = known[time] {
        found.append(place)
      } else {
        known[time] = times.count
        found.append(times.count)
        times.append(time)
      }
    }
    let order = times.indices.sorted { times[$0] < times[$1] }
    var rank = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { rank[index] = place }
    for index in found.indices { found[index] = rank[found[index]] }
    return (order.map { times[$0] }, found)
  }

  /// Adds what the observation at `index`, of `group`, contributes to the log-rank score of each group.
  func addContribution(ofObservation index: Int, group: Int, isEvent: Bool, to score: inout [Double]) {
    let place = places[index]
    let start = place * groups
    let total = Double(atRisk[place])
    for other in 0..<groups {
      var contribution = groupHazard[start + other]
      if isEvent { contribution -= Double(groupAtRisk[start + other]) / total }
      score[other] += contribution
    }
    score[group] += (isEvent ? 1 : 0) - hazard[place]
  }
}
