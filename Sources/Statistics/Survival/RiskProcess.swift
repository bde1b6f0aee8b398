/// Who is at risk and to whom it happens, time by time, in several groups.
struct RiskProcess {
  struct Moment {
    var time: Double
    /// Those under observation just before the time, by group.
    var atRisk: [Int]
    /// Those under observation just before the time in all groups.
    var total = 0
    /// The events at the time, by group.
    var groupEvents: [Int]
    /// The events at the time in all groups.
    var events = 0
    /// Σ d/n over the times up to and including this one.
    var hazard = 0.0
    /// Σ r d/n, r the group's share of those at risk, over the times up to and including this one.
    var groupHazard: [Double]
  }

  /// One for each distinct time, ascending.
  private(set) var moments: [Moment] = []

  /// - Complexity: O(*n* + times · (log times + groups)).
  init(_ observations: [ClusteredSurvivalTime], groups: Int) throws(StatisticsError) {
    try requireSurvivalTimes(observations.lazy.map(\.duration))
    let none = [Int](repeating: 0, count: groups)
    var places: [Double: Int] = [:]
    // Leaving at each time, by group, before it is known who is at risk.
    var leaving: [[Int]] = []
    for observation in observations {
      guard none.indices.contains(observation.group) else {
        throw .outOfRange(what: "a group", value: Double(observation.group), allowed: "0 ..< \(groups)")
      }
      let time = observation.duration.time
      let place: Int
      if let known = places[time] {
        place = known
      } else {
        place = moments.count
        places[time] = place
        moments.append(Moment(time: time, atRisk: none, groupEvents: none, groupHazard: []))
        leaving.append(none)
      }
      leaving[place][observation.group] += 1
      if observation.duration.isEvent { moments[place].groupEvents[observation.group] += 1 }
    }
    let order = moments.indices.sorted { moments[$0].time < moments[$1].time }
    var atRisk = none
    for place in order {
      for group in none.indices { atRisk[group] += leaving[place][group] }
    }
    guard !atRisk.contains(0) else { throw .empty(what: "a group") }
    var hazard = 0.0
    var groupHazard = [Double](repeating: 0, count: groups)
    for place in order {
      let events = moments[place].groupEvents.reduce(0, +)
      let total = atRisk.reduce(0, +)
      let increment = Double(events) / Double(total)
      hazard += increment
      for group in none.indices { groupHazard[group] += Double(atRisk[group]) / Double(total) * increment }
      moments[place].atRisk = atRisk
      moments[place].total = total
      moments[place].events = events
      moments[place].hazard = hazard
      moments[place].groupHazard = groupHazard
      for group in none.indices { atRisk[group] -= leaving[place][group] }
    }
    moments = order.map { moments[$0] }
  }

  /// Adds what one duration contributes to the log-rank score of each group.
  func addContribution(of observation: ClusteredSurvivalTime, to score: inout [Double]) {
    let time = observation.duration.time
    let place = smallest(in: 0...(moments.count - 1)) { moments[$0].time >= time }
    for group in score.indices {
      let own = group == observation.group ? 1.0 : 0
      var contribution = moments[place].groupHazard[group] - own * moments[place].hazard
      if observation.duration.isEvent {
        contribution += own - Double(moments[place].atRisk[group]) / Double(moments[place].total)
      }
      score[group] += contribution
    }
  }
}
