import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

@Suite struct ProbingStoreTests {
  private func record(_ kind: DefinitionRecord.Kind, _ id: String, digest: String = "d1") -> DefinitionRecord {
    DefinitionRecord(
      kind: kind, id: id, model: "m", prompt: "p", promptSHA256: "s", digest: digest, at: "2026-01-01T00:00:00Z")
  }

  private func answer(_ key: Int64, _ slot: DefinitionSlot, _ content: AnswerRecord.Content) -> AnswerRecord {
    AnswerRecord(
      key: key, definition: slot.definition, content: content, prefixSHA256: "x", requestSHA256: "y",
      at: "2026-01-01T00:00:00Z")
  }

  @Test func aStoreOfTheFirstVersionOpensAndCanBeProbed() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.write { db in
      for table in [
        "invalid_cause", "definition_format", "simulated_conversation", "declared_plan", "look", "invalid_answer",
        "request", "definition", "probe_plan",
      ] {
        try db.execute(sql: "DROP TABLE \(table)")
      }
      try db.execute(sql: StoreFixture.olderReviews)
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 1; PRAGMA user_version = 1")
    }
    try queue.close()
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.definitions().isEmpty)
    #expect(try store.plans().isEmpty)
    #expect(try store.caseTable().count > 0)
    let slot = try store.register(
      record(.simulator, "fresh"), entry: #"{"id":"fresh","model":"m"}"#, sources: [.simulator(id: "fresh", draw: 0)])
    #expect(slot.codes.count == 1)
    #expect(try AuditStore.open(at: fixture.path).definitions().count == 1)
  }

  /// Leases are renewed with every claim: one that an answer has made needless must not be among them. An invalid answer
  /// ends none, for another run may be about to ask once more.
  @Test func aValidAnswerEndsItsLease() throws {
    let fixture = try StoreFixture()
    let turns = (0..<4).map { _ in #"{"role":"user","text":"a"}"# }.joined(separator: ",")
    try fixture.write(
      conversations: [#"{"id":"c-1","outcome":"left","turns":[\#(turns)]}"#], simulations: [], labels: [])
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    let slot = try store.register(
      record(.simulator, "fresh"), entry: #"{"id":"fresh","model":"m"}"#, sources: [.simulator(id: "fresh", draw: 0)])
    let code = try #require(slot.codes.values.first)
    let keys = (0..<4).map { RecordKey.pack(conversation: 0, turn: $0, code: code) }
    _ = try store.claim(keys, .simulation, for: LeaseHolder(), again: false, now: 1_000)
    _ = try store.store([
      answer(keys[0], slot, .simulation("a")), answer(keys[1], slot, .simulation(nil)),
      answer(keys[2], slot, .invalid(.simulation, raw: "x", why: "y")),
    ])
    let left = try DatabaseQueue(path: fixture.path).read {
      try Int64.fetchAll($0, sql: "SELECT key FROM probe_lease ORDER BY key")
    }
    #expect(left == [keys[2], keys[3]])
  }

  @Test func answersOfTwoWritersAreStoredOnce() async throws {
    let fixture = try StoreFixture()
    let turns = (0..<50).map { _ in #"{"role":"user","text":"a"}"# }.joined(separator: ",")
    try fixture.write(
      conversations: [#"{"id":"c-1","outcome":"left","turns":[\#(turns)]}"#], simulations: [], labels: [])
    try fixture.create()
    let stores = try (0..<2).map { _ in try AuditStore.open(at: fixture.path) }
    let slots = try stores.map {
      try $0.register(
        record(.simulator, "fresh"), entry: #"{"id":"fresh","model":"m"}"#, sources: [.simulator(id: "fresh", draw: 0)])
    }
    #expect(slots[0] == slots[1])
    let before = try stores[0].dataVersion
    let new = try await withThrowingTaskGroup(of: Int.self) { group in
      for (store, slot) in zip(stores, slots) {
        let code = try #require(slot.codes.values.first)
        group.addTask {
          try (0..<50).count { turn in
            let key = RecordKey.pack(conversation: 0, turn: turn, code: code)
            return try store.store(answer(key, slot, .simulation("text \(turn)")))
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(new == 50)
    #expect(try stores[1].dataVersion == before + 50)
    let requests = try DatabaseQueue(path: fixture.path).read { db in
      try Row.fetchAll(db, sql: "SELECT definition, count(*) FROM request GROUP BY definition")
    }
    #expect(requests.map { $0[1] as Int } == [50])
  }

  @Test func importedAnswersAreNotContinuedByADefinitionThatNobodyKnowsMadeThem() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    let error = #expect(throws: DefinitionConflict.self) {
      try store.register(
        record(.simulator, "persona"), entry: #"{"id":"persona","model":"m"}"#,
        sources: [.simulator(id: "persona", draw: 0)])
    }
    #expect(error?.description.contains("came with the import") == true)
    #expect(throws: DefinitionConflict.self) {
      try store.register(record(.instrument, "judge"), entry: #"{"id":"judge","model":"m"}"#, sources: [.real])
    }
    #expect(try store.definitions().isEmpty)
  }

  @Test func newSeriesAreSeenByAStoreThatIsOpenAlready() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    let reader = try AuditStore.open(at: fixture.path)
    let before = try reader.caseTable()
    let slot = try store.register(
      record(.simulator, "fresh"), entry: #"{"id":"fresh","model":"m"}"#, sources: [.simulator(id: "fresh", draw: 0)])
    let code = try #require(slot.codes.values.first)
    // The real turn is labelled; silence needs no label.
    let key = RecordKey.pack(conversation: 0, turn: 3, code: code)
    #expect(try store.store(answer(key, slot, .simulation(nil))))
    let after = try reader.caseTable()
    #expect(after.count > before.count)
    #expect(after.series.contains { $0.simulator == "fresh" })
    let row = try #require((0..<after.count).first { after.series[Int(after.pairs.series[$0])].simulator == "fresh" })
    #expect(try reader.detail(of: after.key(of: row)).answers.contains { $0.simulator == "fresh" && $0.text == nil })
  }

  @Test(arguments: [nil, "stop", "odd \"reason\"\n\\ü"]) func whatABundleKeepsOfAnAnswerIsJSON(_ reason: String?) throws
  {
    var record = answer(0, DefinitionSlot(definition: 1, codes: [:]), .simulation("x"))
    record.finishReason = reason
    record.promptTokens = 7
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(record.extra.utf8)) as? [String: Any])
    #expect(object["finish_reason"] as? String == reason)
    #expect(object["request_sha256"] as? String == "y")
    #expect((object["usage"] as? [String: Int]) == ["prompt_tokens": 7, "completion_tokens": 0])
  }

  @Test func whatTheAuditSaysElsewhereStaysAsItIs() throws {
    let before = #"{"a":0.3,"deep":{"x":[1,2.50,"ü"]},"simulators":[{"id":"p","note":"mine","temperature":0.7}]}"#
    let after = AuditEntries.adding(#"{"id":"p","model":"m"}"#, id: "p", to: "simulators", of: before)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(after.utf8)) as? [String: Any])
    #expect(after.contains("0.3") && !after.contains("0.29") && !after.contains("0.30"))
    #expect((object["simulators"] as? [[String: Any]])?.first?["note"] as? String == "mine")
    #expect((object["simulators"] as? [[String: Any]])?.first?["temperature"] == nil)
  }
}
