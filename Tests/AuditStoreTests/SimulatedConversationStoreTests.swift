import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

/// The table of simulated conversations: how older stores come to it, and what a stranger may have done to it.
@Suite struct SimulatedConversationStoreTests {
  private func made() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(of: "walkaway-audit/1", with: "walkaway-audit/2"),
      conversations: StoreFixture.conversations + [
        """
        {"id":"s-1","simulator":"persona","replays":"c-1","ended_by":"user","end_word":"STOP","profile":{"city":"x"},\
        "turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"价格多少 STOP"}]}
        """, #"{"id":"s-2","simulator":"other","turns":[]}"#,
      ],
      labels: StoreFixture.labels + [
        #"{"conversation":"s-1","turn":0,"source":"agent","instrument":"judge","action":"pitch"}"#,
        """
        {"conversation":"s-1","turn":1,"source":"persona","instrument":"judge","stage":"resisting","signal":"a",\
        "convergence":0.5,"rationale":"b","zzz":1}
        """,
      ])
    try fixture.create()
    return fixture
  }

  private final class Onlooker: RecordVisitor {
    private(set) var count = 0

    func begin(_ dictionaries: StoreHoldings) {}
    func visit(_ conversation: RecordTexts.Conversation) {}
    func visit(_ conversation: RecordTexts.SimulatedConversation) { count += 1 }
    func visit(_ simulation: RecordTexts.Simulation) {}
    func visit(_ label: RecordTexts.Label) {}
    func visit(review json: UnsafeRawBufferPointer) {}
  }

  @Test func aStoreOfTheVersionBeforeIsBroughtUpToDate() throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    let generation = try AuditStore.open(at: fixture.path).dataVersion
    try fixture.change(
      """
      \(StoreFixture.olderReviews); \(StoreFixture.olderPlans); DROP TABLE simulated_conversation; DROP TABLE invalid_cause;
      DROP TABLE definition_format;
      DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 4; PRAGMA user_version = 4
      """)
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.summary().simulatedConversations == 0)
    // The cases that were made before still hold, and say the same.
    #expect(try store.dataVersion == generation && store.caseTable().says(theSameAs: table))
    #expect(
      try DatabaseQueue(path: fixture.path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        == StoreSchema.version)
    try fixture.importAgain(into: store)
    #expect(try store.dataVersion == generation)
  }

  @Test func oneThatCannotBeWrittenIsASentence() throws {
    let fixture = try StoreFixture.made()
    try fixture.change(
      """
      \(StoreFixture.olderReviews); \(StoreFixture.olderPlans); DROP TABLE simulated_conversation; DROP TABLE invalid_cause;
      DROP TABLE definition_format;
      DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 4
      """)
    #expect(throws: StoreError.olderVersion(path: fixture.path)) {
      try AuditStore.open(StoreFile(fixture.path) { _ in false }, patience: 1)
    }
  }

  @Test(arguments: [
    "ALTER TABLE simulated_conversation ADD COLUMN more TEXT",
    "CREATE INDEX extra ON simulated_conversation (customer)",
    "ALTER TABLE simulated_label ADD COLUMN more TEXT",
    "CREATE TRIGGER t AFTER INSERT ON simulated_conversation BEGIN DELETE FROM label; END",
  ])
  func anotherSchemaIsRefusedByName(sql: String) throws {
    let fixture = try made()
    try fixture.change(sql)
    let error = #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path) }
    guard case .foreignSchema(_, let difference) = error else { throw try #require(error) }
    #expect(difference.contains("simulated_") || difference.contains("extra"))
  }

  @Test func aTableThatIsMissingIsASentence() throws {
    let fixture = try made()
    try fixture.change("DROP TABLE simulated_conversation")
    #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path) }
  }

  static let changes = [
    "SET key = -1 WHERE key = 0", "SET key = 9000000000 WHERE key = 0", "SET id = x'FF' WHERE key = 0",
    "SET simulator = 'nobody' WHERE key = 1", "SET simulator = x'00' WHERE key = 1", "SET simulator = 1 WHERE key = 1",
    "SET replays = 99", "SET replays = -1", "SET replays = 'x'", "SET replays = 0.5", "SET stratum = 9",
    "SET stratum = -1", "SET stratum = 'x'", "SET ended_by = 5", "SET ended_by = -1", "SET ended_by = 'user'",
    "SET ended_by = 9000000000", "SET end_word = x'FF'", "SET customer = x'FF'",
    "SET profile = x'0003'", "SET profile = x'50000141'", "SET turns = x'10'",
    "SET turns = x'FFFFFFFFFFFFFFFFFFFFFFFF'",
    "SET text = x'FF'", "SET extra = x'FF'",
  ]

  @Test(arguments: changes) func damagedRowsAreNamedWhereTheyAreRead(sql: String) throws {
    let fixture = try made()
    try fixture.change(
      """
      DELETE FROM simulated_label; UPDATE simulated_conversation \(sql); DELETE FROM case_table;
      DELETE FROM case_column
      """)
    let readings: [(AuditStore) throws -> Void] = [
      { try $0.forEachRecord(ofConversations: nil, Onlooker()) },
      { try $0.forEachRecord(ofConversations: [0], Onlooker()) },
      { try $0.forEachRecordInOrderOfIDs(Onlooker()) }, { _ = try $0.caseTable(from: .records) },
    ]
    for read in readings {
      let error = #expect(throws: StoreError.self) {
        // What the check of all pages finds first it tells in its own words.
        try read(try AuditStore.open(at: fixture.path))
      }
      guard case .damaged(_, let explanation) = error else { throw try #require(error) }
      #expect(
        explanation.contains("simulated_conversation") || explanation.contains("do not fit together"), "\(explanation)")
    }
  }

  /// Where no label of a simulated conversation belongs.
  private static let realSeries =
    "(SELECT s.number FROM series AS s JOIN source AS o ON o.number = s.source WHERE o.kind = 'real')"

  /// Of the label of the user's turn.
  static let labelChanges = [
    "SET key = -1", "SET key = key + 1000 * 4294967296", "SET key = key - 65536", "SET key = key + 65536",
    "SET key = key + 99", "SET key = (key >> 16 << 16) + \(realSeries)",
    "SET codes = 0", "SET codes = 255", "SET codes = -1", "SET codes = 'x'",
    "SET codes = 9000000000000", "SET signal = x'FF'", "SET rationale = x'31'", "SET extra = x'00'",
    "SET convergence = 'x'", "SET convergence = 9e999", "SET draw_implied = 'x'",
  ]

  @Test(arguments: labelChanges) func damagedLabelsAreNamedWhereTheyAreRead(sql: String) throws {
    let fixture = try made()
    try fixture.change(
      "UPDATE simulated_label \(sql) WHERE signal = 'a'; DELETE FROM case_table; DELETE FROM case_column")
    let readings: [(AuditStore) throws -> Void] = [
      { try $0.forEachRecord(ofConversations: nil, Onlooker()) },
      { try $0.forEachRecord(ofConversations: [0], Onlooker()) },
      { try $0.forEachRecordInOrderOfIDs(Onlooker()) }, { _ = try $0.caseTable(from: .records) },
    ]
    for read in readings {
      let error = #expect(throws: StoreError.self) { try read(try AuditStore.open(at: fixture.path)) }
      guard case .damaged(_, let explanation) = error else { throw try #require(error) }
      #expect(explanation.contains("simulated_label"), "\(explanation)")
    }
  }

  @Test func aLabelOfATurnThatAnotherConversationHasIsDamage() throws {
    let fixture = try made()
    // s-2 has no turns.
    try fixture.change("UPDATE simulated_label SET key = key + 4294967296; DELETE FROM case_table")
    let store = try AuditStore.open(at: fixture.path)
    #expect(throws: StoreError.self) { try store.forEachRecord(ofConversations: nil, Onlooker()) }
    #expect(throws: Never.self) { try store.forEachRecord(ofConversations: [0], Onlooker()) }
  }

  @Test func labelsWithoutAnyConversationAreDamage() throws {
    let fixture = try made()
    try fixture.change("DELETE FROM simulated_conversation; DELETE FROM case_table; DELETE FROM case_column")
    #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path).caseTable(from: .records) }
  }

  @Test func aLabelThatNobodyChangedIsSeenByTheChecksum() throws {
    let fixture = try made()
    #expect(try AuditStore.open(at: fixture.path).caseTable().count > 0)
    try fixture.change("UPDATE simulated_label SET rationale = 'other'")
    #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path).caseTable() }
  }

  @Test func aVersionThatHasNoneIsDamageWhereThereAreAny() throws {
    let fixture = try made()
    try fixture.change("UPDATE audit SET json = replace(json, 'walkaway-audit/2', 'walkaway-audit/1')")
    let store = try AuditStore.open(at: fixture.path)
    #expect(throws: StoreError.self) { try store.forEachRecord(ofConversations: nil, Onlooker()) }
  }

  @Test func aChangeThatNobodyMadeIsSeenByTheChecksum() throws {
    let fixture = try made()
    let before = try AuditStore.open(at: fixture.path).caseTable()
    #expect(before.count > 0)
    try fixture.change("UPDATE simulated_conversation SET text = 'other' WHERE key = 0")
    #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path).caseTable() }
  }

  @Test func areReadInTheOrderOfTheirIDsToo() throws {
    let fixture = try made()
    let store = try AuditStore.open(at: fixture.path)
    let (all, chosen, ordered) = (Onlooker(), Onlooker(), Onlooker())
    try store.forEachRecord(ofConversations: nil, all)
    try store.forEachRecord(ofConversations: [0], chosen)
    try store.forEachRecordInOrderOfIDs(ordered)
    #expect([all, chosen, ordered].map(\.count) == [2, 1, 2])
  }
}
