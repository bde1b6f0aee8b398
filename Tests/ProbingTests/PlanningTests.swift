import AuditStore
import Cases
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
      try table.filter(parsing: text, in: context), points: points, of: candidates, table: table, context: context)
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
    let number = try fixture.store.save(plan: record, probes: plan.probes)
    var again = record
    again.at = "2026-01-02T00:00:00Z"
    #expect(try fixture.store.save(plan: again, probes: plan.probes) == number)
    #expect(try fixture.store.save(plan: again, probes: Array(plan.probes.dropLast())) == number + 1)
    let kept = try fixture.store.plans()
    #expect(kept.count == 2)
    #expect(kept[0].seed == .max)
    #expect(kept[0].counts == steps)
    #expect(try fixture.store.probes(ofPlan: number) == plan.probes)
    #expect(try fixture.store.probes() == Array(plan.probes.dropLast()))
  }

  @Test func anEstimateIsNearWhatIsSent() throws {
    let fixture = try ProbingFixture()
    let points = try fixture.points()
    let simulator = try fixture.simulator { $0.draws = 2 }.definition
    let judge = try fixture.instrument().definition
    let first = try PlanEstimate.estimate(simulator, at: points, simulators: [simulator], store: fixture.store)
    #expect(first.requests == points.count * 2)
    let second = try PlanEstimate.estimate(judge, at: points, simulators: [simulator], store: fixture.store)
    #expect(second.requests == points.count { !$0.isExit } + points.count * 2)
    #expect(second.promptTokens / second.requests > 100)
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
