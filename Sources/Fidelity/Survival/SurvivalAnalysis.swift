import Cases
import Statistics

/// Time to the first resisting or exit turn, real and simulated, in user turns.
///
/// A conversation is observed at its probes: the event is at the first of them whose turn leaves, else the conversation
/// is censored at the last. Pairs with a label missing on either side are left out, so that both curves look at the same
/// probes. With several draws, each draw of a conversation is observed on its own.
struct SurvivalAnalysis: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// One report a stratum; `nil` for a stratum without observed conversations.
  func reports() -> [SurvivalReport?] {
    let observations = observations()
    let strata = table.description.outcome.strata.count
    return (0..<strata).map { stratum in
      let own = observations.filter { $0.stratum == stratum }
      return own.isEmpty ? nil : report(own)
    }
  }

  private struct Observation {
    var stratum: Int
    var cluster: Int
    var real: SurvivalTime
    var simulated: SurvivalTime
  }

  private func report(_ observations: [Observation]) -> SurvivalReport {
    if let problem = table.description.schema.leavingProblem {
      let curve = SurvivalReport.Curve(
        conversations: observations.count, events: .reason(problem), median: .reason(problem), steps: [])
      return SurvivalReport(
        real: curve, simulated: curve, logRank: .unavailable(problem), logRankClustered: .unavailable(problem))
    }
    let durations = (observations.map(\.real), observations.map(\.simulated))
    let clustered = observations.flatMap { observation in
      [(observation.real, 0), (observation.simulated, 1)].map {
        ClusteredSurvivalTime($0.0, group: $0.1, cluster: observation.cluster)
      }
    }
    return SurvivalReport(
      real: curve(durations.0), simulated: curve(durations.1),
      logRank: .init { () throws(StatisticsError) in try logRank([durations.0, durations.1]) },
      logRankClustered: .init { () throws(StatisticsError) in try clusteredLogRank(clustered, groups: 2) })
  }

  private func curve(_ durations: [SurvivalTime]) -> SurvivalReport.Curve {
    let events = Quantity.number(Double(durations.count(where: \.isEvent)))
    do throws(StatisticsError) {
      let curve = try KaplanMeier(durations, level: options.level)
      return SurvivalReport.Curve(
        conversations: curve.count, events: events,
        median: Quantity(curve.median, orReason: "more than half are still there at the end"),
        steps: curve.steps.map(SurvivalReport.Step.init))
    } catch {
      return SurvivalReport.Curve(
        conversations: durations.count, events: events, median: .reason(error.description), steps: [])
    }
  }

  private func observations() -> [Observation] {
    let clusters = Clusters(table, unit: options.cluster)
    let places = UserTurnNumbers(table)
    let exits = ExitActs(table.description.schema)
    let pairs = table.pairs
    var result: [Observation] = []
    var open: [UInt16: Watch] = [:]
    for conversation in 0..<table.conversations.count {
      open.removeAll(keepingCapacity: true)
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        guard let real = exits.leaves(stage: pairs.realStage[row], exit: pairs.realExit[row]),
          let simulated = exits.leaves(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row])
        else { continue }
        let time = Double(places.number(of: row))
        open[pairs.series[row], default: Watch()].see(time, real: real, simulated: simulated)
      }
      let cluster = clusters.map { Int($0.column[conversation]) } ?? conversation
      for series in open.keys.sorted() {
        guard let watch = open[series] else { continue }
        result.append(
          Observation(
            stratum: Int(table.conversations.stratum[conversation]), cluster: cluster, real: watch.real,
            simulated: watch.simulated))
      }
    }
    return result
  }

  /// What has been seen of one conversation so far.
  private struct Watch {
    var real = SurvivalTime(time: 0, isEvent: false)
    var simulated = SurvivalTime(time: 0, isEvent: false)

    mutating func see(_ time: Double, real leaves: Bool, simulated alsoLeaves: Bool) {
      if !real.isEvent { real = SurvivalTime(time: time, isEvent: leaves) }
      if !simulated.isEvent { simulated = SurvivalTime(time: time, isEvent: alsoLeaves) }
    }
  }
}

/// The number of a probed turn among the user turns of its conversation, from 1.
///
/// The table holds the number among all turns. With probe fractions the planned place is used, without them the
/// alternation of agent and user. After the last agent turn comes the user turn that never was.
struct UserTurnNumbers: Sendable {
  private let table: CaseTable
  private let fractions: [Double]

  init(_ table: CaseTable) {
    self.table = table
    fractions = table.description.probes?.fractions ?? []
  }

  func number(of row: Int) -> Int {
    let userTurns = Int(table.conversations.userTurns[Int(table.pairs.conversation[row])])
    let position = table.pairs.position[row]
    if position == table.positions.exit { return userTurns + 1 }
    if Int(position) < fractions.count, userTurns >= 2 {
      return ProbeRule.place(of: fractions[Int(position)], userTurns: userTurns) + 1
    }
    return min(Int(table.pairs.turn[row]) / 2 + 1, max(userTurns, 1))
  }
}

extension SurvivalReport.Step {
  init(_ step: KaplanMeier.Step) {
    self.init(
      turn: Int(step.time), atRisk: step.atRisk, events: step.events, surviving: step.survival,
      lower: step.interval?.lower ?? step.survival, upper: step.interval?.upper ?? step.survival)
  }
}
