import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

/// The analysis that is to count is declared before labels come, once, and stands.
@Suite struct DeclaredPlanTests {
  private let plan = AnalysisPlan(
    simulator: "persona", instrument: "judge-b", draw: 0, filter: "turn<9", reference: "history", margin: 0.2,
    level: 0.95, seed: .max, resamples: 100, cluster: "customer")
  private let time = "2026-01-01T00:00:00Z"

  private func declared(_ declaration: PlanDeclaration) -> DeclaredPlan? {
    if case .declared(let plan) = declaration { plan } else { nil }
  }

  @Test func isKeptWithItsDigestAndTime() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let version = try store.dataVersion
    let first = try #require(declared(try store.declare(plan, at: time)))
    // printf '%s' '{"cluster":"customer","declared_at":"2026-01-01T00:00:00Z","draw":0,"excess_margin":0.2,"filter":"turn<9",
    //   "instrument":"judge-b","level":0.95,"looks_before":0,"reference":"history","resamples":100,
    //   "seed":18446744073709551615,"simulator":"persona"}' (without the breaks) | sha256sum
    #expect(first.digest == "97ed00a169b70d63090a2d340497b080b3f12f8a6ddffcdbccac5e29d83c387d")
    #expect(try AuditStore.open(at: fixture.path).declaredPlans() == [first])
    // No record changed by it.
    #expect(try store.dataVersion == version)
  }

  @Test func theSameStandsAndAnotherIsRefused() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let first = try #require(declared(try store.declare(plan, at: time)))
    #expect(try store.declare(plan, at: "2026-01-02T00:00:00Z") == .standing(first))
    var other = plan
    other.margin = nil
    #expect(try store.declare(other, at: "2026-01-02T00:00:00Z") == .other(first))
    (other.simulator, other.draw, other.reference) = ("other", nil, nil)
    #expect(declared(try store.declare(other, at: "2026-01-02T00:00:00Z"))?.plan == other)
    #expect(try store.declaredPlans().map(\.plan) == [plan, other])
  }

  /// Labels of any draw count, those of other simulators and of real turns do not.
  @Test func comesTooLateOnceASimulatedTurnIsLabelled() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    for (simulator, instrument, isLate) in [
      ("persona", "judge", true), ("other", "judge", true), ("persona", "judge-b", false), ("new", "judge", false),
    ] {
      var plan = plan
      (plan.simulator, plan.instrument) = (simulator, instrument)
      #expect((try store.declare(plan, at: time) == .late) == isLate, "\(simulator) \(instrument)")
    }
  }

  @Test func comesTooLateOnceItsVerdictWasLookedAt() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    func look(_ instrument: String) throws {
      let look = Look(
        simulator: "persona", instrument: instrument, draw: 0, filter: "", reference: nil, margin: nil, level: 0.95,
        seed: 1, resamples: 2, cluster: "customer", conversations: 2, finding: "undecided")
      try store.note(look, at: time)
    }
    try look("judge")
    #expect(declared(try store.declare(plan, at: time))?.looksBefore == 1)
    var other = plan
    other.simulator = "other"
    try look("judge-b")
    #expect(declared(try store.declare(other, at: time))?.looksBefore == 2)
    let second = try StoreFixture.made()
    let fresh = try AuditStore.open(at: second.path)
    try fresh.note(
      Look(
        simulator: "persona", instrument: "judge-b", draw: 1, filter: "turn<2", reference: nil, margin: nil, level: 0.9,
        seed: 1, resamples: 2, cluster: "customer", conversations: 2, finding: "alike"), at: time)
    #expect(try fresh.declare(plan, at: time) == .lookedAt(1))
  }

  /// However the row came into the file.
  @Test func aPlanThatIsYoungerThanALabelIsLate() throws {
    let fixture = try StoreFixture.made()
    var late = plan
    late.instrument = "judge"
    for (at, isLate) in [("2999-01-01T00:00:00Z", true), ("2000-01-01T00:00:00Z", false)] {
      try fixture.change("DELETE FROM declared_plan")
      let plan = DeclaredPlan(late, at: at, looksBefore: 0, digest: late.digest(at: at, looksBefore: 0))
      try DatabaseQueue(path: fixture.path).write { try PlanTable.insert(plan, in: $0) }
      #expect(try AuditStore.open(at: fixture.path).declaredPlans().map(\.isLate) == [isLate], "\(at)")
    }
  }

  @Test(arguments: [
    "margin = 0.1", "filter = ''", "at = '2025-01-01T00:00:00Z'", "looks_before = 7", "digest = 'x'", "level = 'x'",
    "instrument = 'judge-c'", "reference = NULL", "seed = 1", "draw = NULL", "cluster = 'conversation'",
  ])
  func anAlteredRowIsDamage(change: String) throws {
    let fixture = try StoreFixture.made()
    _ = try AuditStore.open(at: fixture.path).declare(plan, at: time)
    try fixture.change("UPDATE declared_plan SET \(change)")
    let error = #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path).declaredPlans() }
    #expect("\(error.map(String.init(describing:)) ?? "")".contains("declared_plan"))
  }

  @Test func outlivesImports() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    _ = try store.declare(plan, at: time)
    try fixture.importAgain(into: store, choice: .replace)
    #expect(try store.declaredPlans().map(\.plan) == [plan])
  }
}
