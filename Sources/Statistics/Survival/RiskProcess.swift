/// Who is at risk and to whom it happens, time by time, in several groups.
struct RiskProcess {
  struct Moment {
    var time: Double
    /// Those under observation just before the time, by group.
    var atRisk: [Int]
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

  init(_ observations: [ClusteredSurvivalTime], groups: Int) throws(StatisticsError) {
    try requireSurvivalTimes(observations.lazy.map(\.duration))
    var atRisk = [Int](repeating: 0, count: groups)
    for observation in observations {
      guard (0..<groups).contains(observation.group) else {
        throw .outOfRange(what: "a group", value: Double(observation.group), allowed: "0 ..< \(groups)")
      }
      atRisk[observation.group] += 1
    }
    guard !atRisk.contains(0) else { throw .empty(what: "a group") }
    let order = observations.indices.sorted { observations[$0].duration.time < observations[$1].duration.time }
    var hazard = 0.0
    var groupHazard = [Double](repeating: 0, count: groups)
    var place = 0
    while place < order.count {
      let time = observations[order[place]].duration.time
      var moment = Moment(
        time: time, atRisk: atRisk, groupEvents: [Int](repeating: 0, count: groups), groupHazard: groupHazard)
      while place < order.count, observations[order[place]].duration.time == time {
        let observation = observations[order[place]]
        if observation.duration.isEvent {
          moment.groupEvents[observation.group] += 1
          moment.events += 1
        }
        atRisk[observation.group] -= 1
        place += 1
      }
      let total = Double(moment.atRisk.reduce(0, +))
      let increment = Double(moment.events) / total
      hazard += increment
      for group in 0..<groups { groupHazard[group] += Double(moment.atRisk[group]) / total * increment }
      moment.hazard = hazard
      moment.groupHazard = groupHazard
      moments.append(moment)
    }
  }

  /// Adds what one duration contributes to the log-rank score of each group.
  func addContribution(of observation: ClusteredSurvivalTime, to score: inout [Double]) {
    let time = observation.duration.time
    let moment = moments[smallest(in: 0...(moments.count - 1)) { moments[$0].time >= time }]
    let total = Double(moment.atRisk.reduce(0, +))
    for group in score.indices {
      let own = group == observation.group ? 1.0 : 0
      var contribution = moment.groupHazard[group] - own * moment.hazard
      if observation.duration.isEvent { contribution += own - Double(moment.atRisk[group]) / total }
      score[group] += contribution
    }
  }
}
