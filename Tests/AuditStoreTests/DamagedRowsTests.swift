import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

/// Rows that this program would not have written are told by their table, and never end it.
@Suite struct DamagedRowsTests {
  /// What a stranger does, and what the sentence names.
  static let changes: [(sql: String, names: String)] = [
    ("UPDATE conversation SET stratum = 9", "conversation"),
    ("UPDATE conversation SET stratum = -1", "conversation"),
    ("UPDATE conversation SET stratum = 'x'", "conversation"),
    ("UPDATE conversation SET turns = x'FFFFFFFFFFFFFFFFFFFFFFFF'", "conversation"),
    ("UPDATE conversation SET turns = x'10'", "conversation"),
    ("UPDATE conversation SET profile = x'0003'", "conversation"),
    ("UPDATE conversation SET profile = x'50000141'", "conversation"),
    ("UPDATE conversation SET key = 9000000000 WHERE key = 1", "conversation"),
    ("UPDATE conversation SET key = -1 WHERE key = 0", "conversation"),
    ("DELETE FROM conversation WHERE key = 0", "simulation"),
    ("DELETE FROM conversation WHERE key = 1", "simulation"),
    ("DELETE FROM conversation WHERE key = 1; DELETE FROM simulation WHERE key >> 32 = 1", "label"),
    ("UPDATE simulation SET key = key | 65535 WHERE key = (SELECT max(key) FROM simulation)", "simulation"),
    ("UPDATE simulation SET key = key | (60000 << 16) WHERE key = (SELECT min(key) FROM simulation)", "simulation"),
    ("UPDATE simulation SET key = -key", "simulation"),
    ("UPDATE label SET key = key | 65535 WHERE key = (SELECT max(key) FROM label)", "label"),
    ("UPDATE label SET key = key | (60000 << 16) WHERE key = (SELECT min(key) FROM label)", "label"),
    ("UPDATE label SET codes = 255", "label"), ("UPDATE label SET codes = 255 << 8", "label"),
    ("UPDATE label SET codes = 1 << 40", "label"), ("UPDATE label SET codes = -1", "label"),
    ("UPDATE label SET codes = 'abc'", "label"), ("UPDATE label SET codes = 0.5", "label"),
    ("UPDATE series SET source = -1", "series"), ("UPDATE series SET source = 99", "series"),
    ("UPDATE series SET source = 'abc'", "series"), ("UPDATE series SET instrument = -1", "series"),
    ("UPDATE series SET instrument = 99", "series"), ("UPDATE series SET source = 0, instrument = 0", "series"),
    ("DELETE FROM series WHERE number = 0", "series"), ("UPDATE series SET number = -1 - number", "series"),
    ("DELETE FROM source WHERE number = 0", "source"), ("UPDATE source SET kind = 'nobody'", "source"),
    ("UPDATE source SET draw = 'abc' WHERE kind = 'simulator'", "source"),
    ("UPDATE source SET draw = NULL WHERE kind = 'simulator'", "source"),
    ("UPDATE source SET draw = -1 WHERE kind = 'simulator'", "source"),
    ("UPDATE source SET simulator = x'FF' WHERE kind = 'simulator'", "source"),
    ("UPDATE source SET simulator = 'one', draw = 0 WHERE kind = 'simulator'", "source"),
    ("DELETE FROM profile_field WHERE number = 0", "profile_field"),
    ("UPDATE profile_field SET name = x'00' WHERE number = 0", "profile_field"),
    ("DELETE FROM audit", "audit"), ("UPDATE audit SET json = '{}'", "audit.json"),
    ("UPDATE audit SET json = x'7B7D'", "audit"), ("UPDATE audit SET generation = 'x'", "audit"),
    (#"UPDATE audit SET json = replace(json, ',{"id":"bought","committed":true}', '')"#, "audit.json"),
    (#"UPDATE audit SET json = replace(json, ',{"id":"judge-b"}', '')"#, "audit.json"),
    ("UPDATE audit SET json = replace(json, 'walkaway-audit/1', 'walkaway-audit/9')", "audit.json"),
  ]

  @Test(arguments: changes) func areNamedWhereCasesAreMade(sql: String, names: String) throws {
    let fixture = try StoreFixture.made()
    try fixture.change("\(sql); DELETE FROM case_table; DELETE FROM case_column")
    let error = #expect(throws: StoreError.self) { _ = try AuditStore.open(at: fixture.path).caseTable() }
    guard case .damaged(_, let explanation) = error else { throw try #require(error) }
    // What the check of all pages finds first it tells in its own words.
    #expect(explanation.contains(names) || explanation.contains("do not fit together"), "\(explanation)")
  }

  /// Whatever else is read of a store with damaged rows either comes, or is a sentence.
  @Test(arguments: changes) func neverEndTheProgram(sql: String, names: String) throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    try fixture.change(sql)
    guard let store = try? AuditStore.open(at: fixture.path) else { return }
    let keys = (0..<table.count).map { table.key(of: $0) }
    _ = try? store.caseTable()
    _ = try? store.caseTable(from: .records)
    _ = try? store.previews(for: keys)
    for key in keys { _ = try? store.detail(of: key) }
    for content in [true, false] {
      expectSentence { try store.forEachCase(Array(0..<table.count), of: table, hasLabels: content) { _ in } }
    }
    expectSentence { try store.forEachRecord(ofConversations: nil, Onlooker()) }
    expectSentence { try store.forEachRecord(ofConversations: [0, 1], Onlooker()) }
    expectSentence { try store.forEachRecordInOrderOfIDs(Onlooker()) }
    expectSentence { try store.forEachOutline { _, _, _ in } }
    for scope in [TextQuery.Scope.realTurns, .simulatedTurns, .conversations] {
      _ = try? store.hits(of: TextQuery(scope: scope, words: "e"))
    }
    _ = try? store.answerKeys(.label)
    _ = try? store.spokenSimulations()
    _ = try? store.labels(instrument: "judge")
  }

  private func expectSentence(_ body: () throws -> Void) {
    do { try body() } catch { #expect(error is StoreError, "\(error)") }
  }

  @Test(arguments: [
    "UPDATE review SET turn = 'x'", "UPDATE review SET draw = x'00'", "UPDATE review SET flag = 'yes'",
    "UPDATE review SET severity = 9e999", "UPDATE review SET note = x'FF'", "UPDATE review SET json = x'FF'",
  ])
  func ofReviewsAreDamage(sql: String) throws {
    let fixture = try StoreFixture.made()
    try AuditStore.open(at: fixture.path).save(
      Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: true))
    try fixture.change(sql)
    let store = try AuditStore.open(at: fixture.path)
    let error = #expect(throws: StoreError.self) {
      _ = try store.reviews()
      try store.save(Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: false))
    }
    guard case .damaged = error else { throw try #require(error) }
  }

  @Test(arguments: [
    ("INSERT INTO definition VALUES (1, 'simulator', 'x', '', '', '{')", 0),
    ("INSERT INTO definition VALUES (1, 'simulator', 'x', '', '', x'00')", 0),
    ("INSERT INTO probe_plan VALUES (1, '', 0, 'full', NULL, NULL, 'x', x'00', 'a', NULL)", 1),
    ("INSERT INTO probe_plan VALUES (1, '', 'x', 'full', NULL, NULL, '[]', x'00', 'a', NULL)", 1),
    ("INSERT INTO probe_plan VALUES (1, '', 0, 'full', NULL, NULL, '[]', 5, 'a', NULL)", 2),
    ("INSERT INTO probe_plan VALUES (1, '', 0, 'full', NULL, NULL, '[]', x'00', 'a', 'x')", 1),
    ("INSERT INTO invalid_answer VALUES ('label', 0, 0, x'FF', 'why', 'x', '', NULL, NULL, '')", 3),
    (
      """
      INSERT INTO definition VALUES (1, 'instrument', 'x', '', '', '{}');
      INSERT INTO invalid_answer VALUES ('label', 1, 1, 'x', 'why', 1, '', NULL, NULL, '');
      INSERT INTO invalid_cause VALUES ('label', 1, 'unheard', NULL, NULL)
      """, 3
    ),
    (
      """
      INSERT INTO definition VALUES (1, 'instrument', 'x', '', '', '{}');
      INSERT INTO invalid_answer VALUES ('label', 1, 1, 'x', 'why', 1, '', NULL, NULL, '');
      INSERT INTO definition_format VALUES (1, 'prose', NULL)
      """, 5
    ),
    ("UPDATE label SET convergence = 9e999", 4), ("UPDATE label SET convergence = 'x'", 4),
  ])
  func ofProbingAndLabelsAreDamage(sql: String, reading: Int) throws {
    let fixture = try StoreFixture.made()
    let key = try AuditStore.open(at: fixture.path).caseTable().key(of: 0)
    try fixture.change(sql)
    let store = try AuditStore.open(at: fixture.path)
    let error = #expect(throws: StoreError.self) {
      switch reading {
      case 0: _ = try store.definitions()
      case 1: _ = try store.plans()
      case 2: _ = try store.probes()
      case 3: _ = try store.invalidAnswers()
      case 5: _ = try store.format(of: 1)
      default: _ = try store.detail(of: key)
      }
    }
    guard case .damaged = error else { throw try #require(error) }
  }

  @Test func anErrorOfSQLiteIsASentenceOfItsOwn() {
    for code in Int32(1)...28 {
      let error = StoreError(
        DatabaseError(resultCode: ResultCode(rawValue: code), message: "no such column: raw.words"), path: "/p")
      #expect(error.description.hasPrefix("/p: "))
      #expect(!error.description.contains("raw.words") && !error.description.contains("SQLite error"))
    }
    let strange = StoreError(CocoaError(.fileReadCorruptFile), path: "/p")
    #expect(!strange.description.contains("Cocoa"))
  }
}

private final class Onlooker: RecordVisitor {
  func begin(_ dictionaries: StoreHoldings) {}
  func visit(_ conversation: RecordTexts.SimulatedConversation) {}
  func visit(_ conversation: RecordTexts.Conversation) {}
  func visit(_ simulation: RecordTexts.Simulation) {}
  func visit(_ label: RecordTexts.Label) {}
  func visit(review json: UnsafeRawBufferPointer) {}
}
