import AuditStore
import Cases
import ModelEndpoint
import ScriptedEndpoint
import Testing

@testable import Probing

@Suite struct PlanningTests {
  private func meant(_ text: String, _ fixture: ProbingFixture) throws -> [PlannedProbe] {
    let table = try fixture.store.caseTable()
    let store = fixture.store
    let context = FilterContext(
      findText: { try store.hits(of: $0) }, findConversations: { try store.conversationKeys(of: $0) })
    var candidates: [ProbePlan.Candidate] = []
    try store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let points = try fixture.points()
    let filter = try ProbeFilter(
      parsing: text, points: points, of: candidates, simulators: [], table: table, context: context)
    return points.filter(filter.means)
  }

  @Test func aFilterMeansProbePointsBeforeAnythingIsLabelled() throws {
    let fixture = try ProbingFixture()
    let all = try fixture.points()
    #expect(Set(try meant("outcome:paid-OUTCOME", fixture).map(\.conversation)) == [0, 3])
    #expect(Set(try meant("-outcome:paid-OUTCOME", fixture).map(\.conversation)) == [1, 2, 4, 5])
    #expect(Set(try meant("profile.city:\"city 1\"", fixture).map(\.conversation)) == [1, 3, 5])
    #expect(Set(try meant("conversation:c-2", fixture).map(\.conversation)) == [2])
    #expect(try meant("position:exit", fixture) == all.filter(\.isExit))
    #expect(try meant("real:no-reply", fixture) == all.filter(\.isExit))
    #expect(try meant("real:missing", fixture) == all.filter { !$0.isExit })
    #expect(try meant("position:90%", fixture).count == 6)
    #expect(try meant("position:30%,60%", fixture) + meant("position:90%,exit", fixture) != [])
    #expect(try meant("turn>=0", fixture).count == all.count)
    let last = try #require(all.last { !$0.isExit })
    #expect(try meant("real-text~\"words \(last.conversation)-\(last.turn) end\"", fixture) == [last])
    #expect(try meant("miss:yes", fixture).isEmpty)
  }

  @Test func plansAreKeptWithEveryCount() throws {
    let fixture = try ProbingFixture()
    var candidates: [ProbePlan.Candidate] = []
    try fixture.store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let rule = ProbeRule(fractions: ProbingFixture.fractions, exitProbe: true)
    let plan = ProbePlan(
      candidates: candidates, rule: rule, strata: 2, panel: .balanced(perStratum: nil), limit: 3, seed: .max,
      isMeant: { $0.conversation != 0 })
    let steps = plan.steps(strata: fixture.store.description.outcome.strata)
    func count(_ step: String) -> Int? { steps.first { $0.step == step }?.count }
    #expect(count("conversations") == 6)
    #expect(count("not_meant") == 1)
    #expect(count("eligible") == 5)
    #expect(count("not_sampled") == 3)
    #expect(count("planned") == 2)
    #expect(count("probes") == plan.probes.count)
    let record = PlanRecord(
      at: "2026-01-01T00:00:00Z", seed: .max, panel: "balanced", filter: "turn>=0", limit: 3, counts: steps)
    let first = try fixture.store.save(plan: record, probes: plan.probes)
    var again = record
    again.at = "2026-01-02T00:00:00Z"
    #expect(try fixture.store.save(plan: again, probes: plan.probes) == record.kept(1, "plan-1", at: again.at))
    let fewer = Array(plan.probes.dropLast())
    #expect(try fixture.store.save(plan: again, probes: fewer).name == "plan-2")
    again.name = "pilot"
    again.simulators = [SimulatorChoice(id: "persona", draw: 1)]
    #expect(try fixture.store.save(plan: again, probes: fewer).number == 3)
    #expect(try fixture.store.save(plan: again, probes: fewer).number == 3)
    // A name never comes to mean something else.
    #expect(throws: PlanNameTaken(name: "pilot")) { try fixture.store.save(plan: again, probes: plan.probes) }
    // Names that look like the program's own are passed over.
    again.name = "plan-5"
    _ = try fixture.store.save(plan: again, probes: [])
    again.name = ""
    #expect(try fixture.store.save(plan: again, probes: []).name == "plan-5")
    #expect(try fixture.store.save(plan: again, probes: fewer).name == "plan-6")
    let kept = try fixture.store.plans()
    #expect(kept.map(\.name) == ["plan-1", "plan-2", "pilot", "plan-5", "plan-6"])
    #expect(kept[0].seed == .max)
    #expect(kept[0].counts == steps)
    #expect(kept[2].simulators == [SimulatorChoice(id: "persona", draw: 1)])
    #expect(try fixture.store.probes(ofPlan: first.number) == plan.probes)
    #expect(try fixture.store.probes() == fewer)
  }

  @Test func anEstimateIsWhatIsAskedToTheRequest() async throws {
    let fixture = try ProbingFixture()
    let server = try ScriptedServer { FakeModel.reply($0) }
    defer { server.stop() }
    // Another simulator has turns already, and an instrument some of their labels.
    try await fixture.run(try fixture.simulator("earlier"), against: server)
    try await fixture.run(try fixture.instrument(), against: server, limits: RunLimits(requestBudget: 9))
    let scope = try fixture.scope()
    let prices = Prices(["j": Prices.Price(input: 2, output: 10, currency: "USD")])
    func definition(_ id: String) throws -> PreparedDefinition {
      var persona = ModelDefinition(.simulator, id: id, model: "m", template: "persona-may-stay-silent-en")
      persona.draws = 2
      return try fixture.prepared(persona)
    }
    let judge = try fixture.prepared(
      ModelDefinition(.instrument, id: "judge", model: "j", template: "decision-state-en"))
    let first = try fixture.session.estimates(
      simulators: [try definition("persona")], instruments: [judge], within: scope, prices: prices)
    #expect(first.map(\.id) == ["persona", "judge"])
    #expect(first[0].requests == scope.points.count * 2 && first[0].cost == nil)
    #expect(first[1].stored == 9)
    #expect(first[1].shares.map(\.source) == ["real", "earlier", "persona"])
    #expect(
      first[1].shares[2].requests == scope.points.count * 2 && first[1].shares[2].expected == scope.points.count * 2)
    #expect(first[1].promptTokens / first[1].requests > 100)
    let cost = Double(first[1].promptTokens) * 2e-6 + Double(first[1].completionTokens) * 10e-6
    #expect(abs((first[1].cost?.amount ?? 0) - cost) < 1e-9)
    // Nothing was written by counting.
    #expect(try fixture.store.definitions().map(\.id) == ["earlier", "judge"])
    try await fixture.run(try fixture.simulator { $0.draws = 2 }, against: server)
    let before = try fixture.session.estimates(simulators: [], instruments: [judge], within: scope)
    #expect(before[0].shares.allSatisfy { $0.expected == 0 })
    var narrow = scope
    narrow.simulators = [SimulatorChoice(id: "persona")]
    let persona = try fixture.session.estimates(simulators: [], instruments: [judge], within: narrow)
    #expect(persona[0].shares.map(\.source) == ["real", "persona"])
    let received = server.received
    let summary = try await fixture.run(try fixture.instrument(), against: server)
    #expect(server.received - received == before[0].requests && summary.sent == before[0].requests)
  }

  @Test func aFilterTellsSimulatorsApartBeforeTheyHaveCases() throws {
    let fixture = try ProbingFixture()
    let table = try fixture.store.caseTable()
    var candidates: [ProbePlan.Candidate] = []
    try fixture.store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let points = try fixture.points()
    func filter(_ text: String) throws -> ProbeFilter {
      try ProbeFilter(
        parsing: text, points: points, of: candidates,
        simulators: [.simulator(id: "a", draw: 0), .simulator(id: "a", draw: 1), .simulator(id: "b", draw: 0)],
        table: table, context: FilterContext())
    }
    let a = try filter("simulator:a position:90%")
    #expect(a.simulators == [SimulatorChoice(id: "a", draw: 0), SimulatorChoice(id: "a", draw: 1)])
    #expect(points.count(where: a.means) == 6)
    #expect(try filter("simulator:a draw:1").simulators == [SimulatorChoice(id: "a", draw: 1)])
    #expect(try filter("-simulator:a").simulators == [SimulatorChoice(id: "b", draw: 0)])
    #expect(try filter("position:90%").simulators == nil)
    #expect(throws: FilterError.self) { try filter("simulator:nobody") }
  }

  @Test func narrowedPointsAreThoseOfFewerConversations() throws {
    let fixture = try ProbingFixture()
    var candidates: [ProbePlan.Candidate] = []
    try fixture.store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let points = try fixture.points()
    let few = ProbePlan.narrowed(
      points, of: candidates, strata: 2, panel: .full, limit: 2, seed: 4, isMeant: { !$0.isExit })
    #expect(Set(few.map(\.conversation)).count == 2)
    #expect(few.allSatisfy { !$0.isExit })
    #expect(few == few.filter(points.contains))
  }
}

extension PlanRecord {
  fileprivate func kept(_ number: Int, _ name: String, at time: String) -> PlanRecord {
    var record = self
    (record.number, record.name, record.at) = (number, name, time)
    return record
  }
}
