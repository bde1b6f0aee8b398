import Cases
import Statistics

/// Leaving over time: discrete-time hazards of real and simulated people at the same probed user turns.
///
/// Every simulated turn follows the real conversation up to there, so simulated turns have no survival of their own. Both
/// hazards therefore stand on the real risk set: the conversations whose person has not left before a user turn and that
/// are probed there. Pairs with a label missing on either side are left out. A conversation counts once, whatever the
/// number of draws: they share its event.
struct SurvivalAnalysis: Sendable {
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  /// One report a stratum; `nil` for a stratum without observed conversations.
  func reports(_ floors: FigureFloors?) -> [SurvivalReport?] {
    let law =
      table.description.schema.leavingProblem == nil ? floors?.law(of: LabelColumns.leavingOrCommitting) : nil
    let observations = observations(law)
    let strata = table.description.outcome.strata.count
    return (0..<strata).map { stratum in
      let own = observations.filter { $0.stratum == stratum }
      guard !own.isEmpty else { return nil }
      var report = report(own)
      report.floored = floors?.leaving { $0.hazards(stratum) }
      return report
    }
  }

  /// A conversation at one probed user turn, its person not having left before.
  struct Observation {
    var stratum: Int
    var conversation: Int
    var cluster: Int
    var turn: Int
    var realLeaves: Bool
    /// The share of draws that leave.
    var simulatedLeaves = 0.0
    /// Whether the person committed at an earlier probed turn, and whether here.
    var hasCommitted: Bool
    var realCommits: Bool
    /// The share of draws that commit.
    var simulatedCommits = 0.0
    /// How likely a sampler that knows the position and the previous stage leaves, and commits.
    var expected: (leaves: Double, commits: Double)?
    private var draws = 0

    init(
      stratum: Int, conversation: Int, cluster: Int, turn: Int, realLeaves: Bool, hasCommitted: Bool, realCommits: Bool
    ) {
      self.stratum = stratum
      self.conversation = conversation
      self.cluster = cluster
      self.turn = turn
      self.realLeaves = realLeaves
      self.hasCommitted = hasCommitted
      self.realCommits = realCommits
    }

    mutating func add(leaves: Bool, commits: Bool) {
      draws += 1
      simulatedLeaves += ((leaves ? 1 : 0) - simulatedLeaves) / Double(draws)
      simulatedCommits += ((commits ? 1 : 0) - simulatedCommits) / Double(draws)
    }
  }

  private func report(_ observations: [Observation]) -> SurvivalReport {
    // Those of one conversation follow each other.
    let conversations = zip(observations, observations.dropFirst()).count { $0.conversation != $1.conversation } + 1
    if let problem = table.description.schema.leavingProblem {
      let none = SurvivalReport.Curve(
        conversations: conversations, events: .reason(problem), median: .reason(problem), steps: [])
      return SurvivalReport(real: none, simulated: none, difference: .unavailable(problem), p: .reason(problem))
    }
    let turns = Dictionary(grouping: observations, by: \.turn).sorted { $0.key < $1.key }
    func curve(_ events: (Observation) -> (leaves: Double, commits: Double)) -> SurvivalReport.Curve {
      var curve = self.curve(
        conversations,
        turns.map { turn, seen in
          KaplanMeier.Count(time: Double(turn), atRisk: seen.count, events: seen.reduce(0) { $0 + events($1).leaves })
        })
      curve.incidence = incidence(turns.map(\.value), followed: conversations, events)
      return curve
    }
    let sums = sums(observations)
    var report = SurvivalReport(
      real: curve { ($0.realLeaves ? 1 : 0, $0.realCommits ? 1 : 0) },
      simulated: curve { ($0.simulatedLeaves, $0.simulatedCommits) },
      difference: difference(sums, count: observations.count), p: p(sums))
    if observations.allSatisfy({ $0.expected != nil }) {
      report.floor = curve { $0.expected ?? (0, 0) }.withoutIntervals("what a reference expects is no sample")
    }
    return report
  }

  private func curve(_ conversations: Int, _ counts: [KaplanMeier.Count]) -> SurvivalReport.Curve {
    let events = Quantity.number(counts.reduce(0) { $0 + $1.events })
    do throws(StatisticsError) {
      let curve = try KaplanMeier(counts, level: options.level)
      return SurvivalReport.Curve(
        conversations: conversations, events: events,
        median: Quantity(curve.median, orReason: "more than half are still there at the end"),
        steps: curve.steps.map(SurvivalReport.Step.init))
    } catch {
      return SurvivalReport.Curve(
        conversations: conversations, events: events, median: .reason(error.description), steps: [])
    }
  }

  /// Σ (d simulated − d real) ÷ Σ n, over units.
  private func difference(_ sums: [ClusterSum], count: Int) -> Figure {
    Figure.ratio(sums, count: count, level: options.level, empty: "nobody is at risk at a probe")
  }

  /// The clustered score test of no difference at any turn.
  private func p(_ sums: [ClusterSum]) -> Quantity {
    let scores = sums.map(\.total)
    let variance = scores.reduce(0) { $0 + $1 * $1 }
    guard variance > 0 else { return .reason("nobody leaves, or everybody does so at the same turns") }
    let score = scores.reduce(0, +)
    return Quantity { () throws(StatisticsError) in
      try ChiSquaredDistribution(degreesOfFreedom: 1).survival(score * score / variance)
    }
  }

  /// One entry a unit that is observed.
  private func sums(_ observations: [Observation]) -> [ClusterSum] {
    let clusters = (observations.lazy.map(\.cluster).max() ?? -1) + 1
    var sums = Array(repeating: ClusterSum(total: 0, weight: 0), count: clusters)
    for observation in observations {
      sums[observation.cluster].total += observation.simulatedLeaves - (observation.realLeaves ? 1 : 0)
      sums[observation.cluster].weight += 1
    }
    return sums.filter { $0.weight > 0 }
  }

  /// - Parameter law: Of leaving and committing, where there are floors.
  private func observations(_ law: LabelLaw?) -> [Observation] {
    let clusters = Clusters(table, unit: options.cluster)
    return Array(table.parts(threads: options.threads) { observations(in: $0, law, clusters) }.joined())
  }

  private func observations(in conversations: Range<Int>, _ law: LabelLaw?, _ clusters: Clusters?) -> [Observation] {
    let schema = table.description.schema
    let exits = ExitActs(schema)
    let commitment = Set(schema.stageIndices(schema.commitment).map { UInt8(truncatingIfNeeded: $0) })
    let pairs = table.pairs
    var laws = law.map(LabelLaw.Reader.init)
    var result: [Observation] = []
    for conversation in conversations {
      laws?.read(conversation)
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      // Draws of one turn stand together.
      var last: UInt16?
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        guard let real = exits.leaves(stage: pairs.realStage[row], exit: pairs.realExit[row]),
          let simulated = exits.leaves(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row])
        else { continue }
        if pairs.turn[row] != last {
          let before = last == nil ? nil : result.last
          if before?.realLeaves ?? false { break }
          last = pairs.turn[row]
          result.append(
            Observation(
              stratum: Int(table.conversations.stratum[conversation]), conversation: conversation,
              cluster: clusters.map { Int($0.column[conversation]) } ?? conversation, turn: Int(pairs.userTurn[row]),
              realLeaves: real, hasCommitted: before.map { $0.hasCommitted || $0.realCommits } ?? false,
              realCommits: !real && commitment.contains(pairs.realStage[row])))
          if let laws, let place = laws.probes.firstIndex(where: { $0.turn == pairs.turn[row] }), laws.isKnown[place] {
            result[result.count - 1].expected = (laws.chance(place, 1), laws.chance(place, 2))
          }
        }
        result[result.count - 1].add(
          leaves: simulated, commits: !simulated && commitment.contains(pairs.simulatedStage[row]))
      }
    }
    return result
  }
}

extension SurvivalReport.Step {
  init(_ step: KaplanMeier.Step) {
    self.init(
      turn: Int(step.count.time), atRisk: step.count.atRisk, events: step.count.events, surviving: step.survival,
      lower: step.interval?.lower ?? step.survival, upper: step.interval?.upper ?? step.survival)
  }
}
