import Cases
import Testing

@testable import Fidelity

/// Whether it matters who simulates the user. Values without a source are those of `Tests/Oracles/agent_scores.py`.
struct AgentScoreTests {
  typealias Conversation = WholeTable.Conversation

  private func scores(
    _ simulated: [(String, [Conversation])], real: [Conversation] = [],
    cluster: ClusterUnit = .customer, resamples: Int = 500, seed: UInt64 = 1, filter: String? = nil
  ) async throws -> AgentScores? {
    let table = WholeTable(real, simulated: simulated.map { (simulator: $0.0, conversations: $0.1) }).table
    let listed = filter == nil ? table : table.ofConversations
    let options = AnalysisOptions(
      simulator: "", instrument: "i", cluster: cluster, seed: seed, resamples: resamples, parts: .agents,
      filterText: filter)
    let rows = try filter.map { try listed.rows(matching: Filter(parsing: $0), in: FilterContext()) }
    let all = RowSet(capacity: listed.count, full: true)
    return try await FidelityAnalysis(table: listed, rows: rows ?? all, options: options).report().whole?.agents
  }

  /// One run of every task, the first of them solved.
  private func runs(_ agent: String, solved: Int, of tasks: Int) -> [Conversation] {
    (0..<tasks).map { task in run(agent, task, isSolved: task < solved) }
  }

  private func run(_ agent: String, _ task: Int, isSolved: Bool) -> Conversation {
    var conversation = Conversation()
    conversation.agent = agent
    conversation.customer = "t\(task)"
    conversation.stratum = isSolved ? 1 : 0
    return conversation
  }

  /// The oracle's runs of agents "a0", "a1", … under simulator 0 or 1.
  private func runs(_ simulator: Int, tasks: Range<Int>, agents: Int) -> [Conversation] {
    let limits = [[3, 5, 7, 9], [6, 5, 8, 9]][simulator]
    return tasks.flatMap { task in
      (0..<agents).map { agent in
        let product = (7 * task + 5 * agent + 3 * simulator) * (task + 2 * agent + 3 * simulator + 1)
        return run("a\(agent)", task, isSolved: product % 11 < limits[agent])
      }
    }
  }

  /// What became of the people whose conversations were replayed is no score under the simulator.
  @Test func inheritedOutcomesAreNoScores() async throws {
    var runs = runs("a", solved: 12, of: 30) + runs("b", solved: 20, of: 30)
    let own = try #require(try await scores([("s", runs)]))
    runs += (30..<50).flatMap { task in
      ["a", "b"].map { agent in
        var run = run(agent, task, isSolved: true)
        run.inherits = true
        return run
      }
    }
    #expect(try await scores([("s", runs)]) == own)
  }

  private func isNear(_ figure: Figure, _ value: Double, _ lower: Double, _ upper: Double) -> Bool {
    guard let number = figure.number, let bounds = figure.interval.bounds else { return false }
    return abs(number - value) < 1e-12 && abs(bounds.lower - lower) < 1e-10 && abs(bounds.upper - upper) < 1e-10
  }

  /// tau2's public pair: one agent's solved tasks under two user simulators. p by scipy:
  /// fisher_exact([[a, n - a], [b, n - b]]).
  @Test(arguments: [
    ("retail", 80, 97, 114, 0.010549768578886877), ("airline", 35, 40, 50, 0.3558286323604284),
    ("telecom", 98, 86, 114, 0.06408826938105973),
  ])
  func thePublicPairIsToldApartInOneOfThreeDomains(
    domain: String, first: Int, second: Int, tasks: Int, p: Double
  ) async throws {
    let scores = try #require(
      try await scores([
        ("first", runs("agent", solved: first, of: tasks)), ("second", runs("agent", solved: second, of: tasks)),
      ]))
    let pair = try #require(scores.pairs.first)
    #expect(abs(try #require(pair.p?.number) / p - 1) < 1e-10 && scores.pairs.count == 1, "\(domain)")
    #expect(abs(try #require(pair.shift.number) - Double(second - first) / Double(tasks)) < 1e-12)
    #expect(pair.shared == tasks && pair.units == tasks && pair.displacement == nil)
    #expect(scores.speakers.map { $0.scores.map(\.share.count) } == [[Double(first)], [Double(second)]])
  }

  @Test func scoresHaveWilsonsIntervals() async throws {
    let scores = try #require(
      try await scores([("first", runs("agent", solved: 80, of: 114)), ("second", runs("agent", solved: 97, of: 114))]))
    let intervals = try scores.speakers.map { try #require($0.scores[0].share.share.interval.bounds) }
    #expect(abs(intervals[0].lower - 0.611903967238459) < 1e-12 && abs(intervals[0].upper - 0.7783384320629989) < 1e-12)
    #expect(
      abs(intervals[1].lower - 0.7737306167144354) < 1e-12 && abs(intervals[1].upper - 0.9049518168533176) < 1e-12)
  }

  /// Shared tasks are paired: a t test of the tasks' mean differences. Without any it is Welch's of the tasks' means.
  @Test func theShiftOfAllScoresIsThatOfScipy() async throws {
    let paired = try #require(
      try await scores([("s", runs(0, tasks: 0..<60, agents: 4)), ("t", runs(1, tasks: 0..<60, agents: 4))]))
    #expect(isNear(paired.pairs[0].shift, -0.05, -0.11705219834012986, 0.01705219834012986))
    #expect(paired.pairs[0].finding == .notShown && paired.pairs[0].p == nil && paired.pairs[0].agents.count == 4)
    let apart = try #require(
      try await scores([("s", runs(0, tasks: 0..<30, agents: 4)), ("t", runs(1, tasks: 30..<60, agents: 4))]))
    #expect(isNear(apart.pairs[0].shift, -0.06666666666666665, -0.1755827225054585, 0.0422493891721252))
    #expect(apart.pairs[0].shared == 0 && apart.pairs[0].units == 30)
  }

  @Test func ranksAreThoseOfScipyAndTiesShareThem() async throws {
    let scores = try #require(
      try await scores([("s", runs(0, tasks: 0..<60, agents: 4)), ("t", runs(1, tasks: 0..<60, agents: 4))]))
    #expect(scores.speakers.map { $0.scores.map(\.rank) } == [[4, 3, 2, 1], [3, 4, 2, 1]])
    #expect(scores.pairs[0].displacement?.sum == 2 && scores.pairs[0].displacement?.greatest == 8)
    let tied = try #require(
      try await self.scores([
        ("s", runs("a", solved: 5, of: 10) + runs("b", solved: 10, of: 20) + runs("c", solved: 9, of: 10))
      ]))
    #expect(tied.speakers[0].scores.map(\.rank) == [2.5, 2.5, 1] && tied.pairs.isEmpty)
  }

  /// Every dealing of 8 tasks, 3 agents and 2 simulators: 2⁸ of them, for in 8 runs the simulators differ.
  @Test func whatReseedingDisplacesIsThatOfEveryDealing() async throws {
    let pair = [("s", runs(0, tasks: 0..<8, agents: 3)), ("t", runs(1, tasks: 0..<8, agents: 3))]
    let displacement = try #require(try await scores(pair, resamples: 20_000)?.pairs[0].displacement)
    // Four standard errors of the mean of 20,000 draws.
    #expect(abs(try #require(displacement.expected.number) - 1.015625) < 4 * 1.0896127107256963 / 20_000.0.squareRoot())
    #expect(displacement.sum == 2 && displacement.limit == .number(3) && displacement.draws == 20_000)
    #expect(displacement.finding == .notShown)
    let again = try await scores(pair, resamples: 20_000)?.pairs[0].displacement
    let other = try await scores(pair, resamples: 20_000, seed: 2)?.pairs[0].displacement
    #expect(again == displacement && other?.expected != displacement.expected)
    #expect(try await scores(pair, resamples: 10)?.pairs[0].displacement?.finding == .withheld)
  }

  /// The second simulator's order is the first's by `place`; the limit of 8 is that of 800 dealings in numpy too. A reversed
  /// order leaves all agents alike where the runs are pooled, and every dealing reverses it as well.
  @Test func anotherOrderLiesBeyondReseedingWhereThereAreTasksEnough() async throws {
    func ordered(_ tasks: Int, _ place: (Int) -> Int) -> [(String, [Conversation])] {
      (0..<2).map { side in
        (
          "s\(side)",
          (0..<8).flatMap { agent in
            runs("a\(agent)", solved: tasks * ((side == 0 ? agent : place(agent)) + 1) / 9, of: tasks)
          }
        )
      }
    }
    let other = { (agent: Int) in (5 * agent + 2) % 8 }
    let beyond = try #require(try await scores(ordered(50, other))?.pairs[0].displacement)
    #expect(beyond.sum == 24 && beyond.limit == .number(8) && beyond.finding == .higher)
    let reversed = try #require(try await scores(ordered(50) { 7 - $0 })?.pairs[0].displacement)
    #expect(reversed.sum == 32 && reversed.greatest == 32 && reversed.finding == .notShown)
    #expect(try await scores(ordered(5, other))?.pairs[0].displacement?.finding == .withheld)
    #expect(try await scores(ordered(5, other))?.pairs[0].finding == .withheld)
    // Tasks of their own are dealt as wholes.
    var apart = ordered(50, other)
    for place in apart[1].1.indices { apart[1].1[place].customer = "other \(place % 50)" }
    #expect(try await scores(apart)?.pairs[0].displacement?.finding == .higher)
  }

  @Test func severalRunsOfATaskAreNoFourfoldTable() async throws {
    let twice = runs("a", solved: 6, of: 10) + runs("a", solved: 4, of: 10)
    let pair = [("s", twice), ("t", runs("a", solved: 5, of: 10))]
    let scores = try #require(try await scores(pair))
    #expect(scores.pairs[0].p?.reason == "several conversations of one unit are not independent")
    #expect(scores.speakers[0].scores[0].units == 10 && scores.speakers[0].scores[0].share.of == 20)
    #expect(try await self.scores(pair, cluster: .conversation)?.pairs[0].p?.number != nil)
  }

  @Test func peopleStandBesideSimulatorsWhereTheirConversationsNameAgents() async throws {
    let real = runs("a", solved: 3, of: 12) + runs("b", solved: 9, of: 12)
    let scores = try #require(
      try await scores(
        [("s", runs("a", solved: 9, of: 12) + runs("b", solved: 3, of: 12) + [Conversation()])], real: real))
    #expect(scores.speakers.map(\.id) == ["person", "s"] && scores.pairs.map(\.first) == ["person"])
    #expect(scores.speakers.map { $0.scores.map(\.rank) } == [[2, 1], [1, 2]])
    #expect(scores.pairs[0].displacement?.sum == 2)
  }

  @Test func aFilterNarrowsThemAndOneByOutcomeIsAReason() async throws {
    let simulated = [("s", runs(0, tasks: 0..<20, agents: 3)), ("t", runs(1, tasks: 0..<20, agents: 3))]
    let some = try await scores(simulated, filter: "profile.agent:a0,a2")
    #expect(some?.pairs[0].agents == ["a0", "a2"])
    let reason = try await scores(simulated, filter: "committed:yes profile.agent:a0")?.reason
    #expect(reason == "the filter selects by “committed”, which is what scores count")
    #expect(try await scores(simulated, filter: "end:closing")?.reason?.hasPrefix("the filter selects by") ?? false)
  }

  @Test func oneAgentUnderOneSimulatorAndNamelessAgentsAreNotCompared() async throws {
    #expect(try await scores([("s", runs("a", solved: 3, of: 12))]) == nil)
    #expect(try await scores([("s", [Conversation()]), ("t", [Conversation()])]) == nil)
    var unknown = run("a", 0, isSolved: true)
    unknown.stratum = 2
    #expect(
      try await scores([("s", [unknown]), ("t", [unknown])])?.reason
        == "no conversation that names its agent has an outcome that is known")
  }
}
