import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

@Suite struct LookTests {
  private let fixture: StoreFixture
  private let look = Look(
    simulator: "persona", instrument: "judge-a", draw: 0, filter: "", reference: "action", margin: nil, level: 0.95,
    seed: .max, resamples: 100, cluster: "customer", conversations: 2, finding: "undecided")

  init() throws { fixture = try StoreFixture.made() }

  @Test func theSameVerdictIsCountedAndKeptOnce() throws {
    let store = try AuditStore.open(at: fixture.path)
    for day in 1...3 { try store.note(look, at: "2026-01-0\(day)T00:00:00Z") }
    var other = look
    (other.draw, other.margin, other.filter, other.reference) = (nil, 0.5, "outcome:x", nil)
    try store.note(other, at: "2026-01-04T00:00:00Z")
    let looks = try AuditStore.open(at: fixture.path).looks()
    #expect(looks.map(\.look) == [look, other])
    #expect(looks.map(\.times) == [3, 1])
    #expect(looks[0].firstAt == "2026-01-01T00:00:00Z" && looks[0].lastAt == "2026-01-03T00:00:00Z")
    #expect(try store.lookCount() == 2 && store.lookCount(besides: look) == 1)
  }

  @Test func whateverBearsOnAVerdictMakesAnother() throws {
    let store = try AuditStore.open(at: fixture.path)
    let changes: [(inout Look) -> Void] = [
      { $0.simulator = "x" }, { $0.instrument = "x" }, { $0.draw = nil }, { $0.filter = "turn<9" },
      { $0.reference = nil }, { $0.margin = 0.1 }, { $0.level = 0.9 }, { $0.seed = 1 }, { $0.resamples = 2 },
      { $0.cluster = "conversation" }, { $0.conversations = 3 }, { $0.finding = "alike" },
    ]
    for change in changes {
      var other = look
      change(&other)
      try store.note(other, at: "2026-01-01T00:00:00Z")
    }
    #expect(try store.lookCount() == changes.count)
  }

  @Test func looksChangeNoRecordAndOutliveImports() throws {
    let store = try AuditStore.open(at: fixture.path)
    let version = try store.dataVersion
    try store.note(look, at: "2026-01-01T00:00:00Z")
    #expect(try store.dataVersion == version)
    try fixture.importAgain(into: store, choice: .replace)
    #expect(try store.looks().map(\.look) == [look])
  }

  @Test func aRowThatNobodyWroteIsDamage() throws {
    try AuditStore.open(at: fixture.path).note(look, at: "2026-01-01T00:00:00Z")
    try fixture.change("UPDATE look SET level = 'high'")
    let store = try AuditStore.open(at: fixture.path)
    let error = #expect(throws: StoreError.self) { try store.looks() }
    #expect("\(error.map(String.init(describing:)) ?? "")".contains("level"))
  }
}
