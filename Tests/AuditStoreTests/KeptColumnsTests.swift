import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

/// The kept case table is a cache: whatever becomes of it, the cases are those of the records.
@Suite struct KeptColumnsTests {
  @Test func aFlippedBitInAnyColumnIsSeenAndRepaired() throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    for column in try fixture.columns() {
      try fixture.change(column: column) { data in data[data.startIndex + data.count / 2] ^= 4 }
      try expectRepaired(fixture, table, column)
    }
  }

  @Test func aColumnOfAnotherLengthIsSeenAndRepaired() throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    for column in ["turn", "real.stage", "c.firstPair", "profile.0.values"] {
      try fixture.change(column: column) { $0.removeLast() }
      try expectRepaired(fixture, table, column)
      try fixture.change(column: column) { $0.append(0) }
      try expectRepaired(fixture, table, column)
    }
  }

  @Test(arguments: [
    #"UPDATE case_table SET header = replace(header, '"pairs":5', '"pairs":4611686018427387904')"#,
    #"UPDATE case_table SET header = replace(header, '"clusters":1', '"clusters":-1')"#,
    #"UPDATE case_table SET header = replace(header, 'persona', 'nobody')"#,
    "UPDATE case_table SET header = 'x'", "UPDATE case_table SET header = x'00'", "UPDATE case_table SET header = ''",
    "DELETE FROM case_column WHERE name = 'series'", "UPDATE case_column SET chunk = 'x' WHERE name = 'turn'",
    "UPDATE case_column SET chunk = 7 WHERE name = 'turn'",
    "UPDATE case_column SET data = 5 WHERE name = 'real.stage'",
    "UPDATE case_column SET data = (SELECT data FROM case_column WHERE name = 'simulated.stage') "
      + "WHERE name = 'real.stage'",
  ])
  func whatIsWrittenOverIsSeenAndRepaired(sql: String) throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    try fixture.change(sql)
    try expectRepaired(fixture, table, sql)
  }

  @Test(arguments: [
    "UPDATE case_table SET format = format - 1", "DELETE FROM case_table", "UPDATE audit SET generation = 7",
  ])
  func columnsOfOtherRecordsAreMadeAnewWithoutAWord(sql: String) throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    try fixture.change(sql)
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.caseTable(repaired: { Issue.record("nothing was damaged") }).says(theSameAs: table))
  }

  private func expectRepaired(_ fixture: StoreFixture, _ table: CaseTable, _ words: String) throws {
    let store = try AuditStore.open(at: fixture.path)
    var wasRepaired = false
    #expect(try store.caseTable(repaired: { wasRepaired = true }).says(theSameAs: table), "\(words)")
    #expect(wasRepaired, "\(words)")
    #expect(try store.caseTable(repaired: { Issue.record("\(words): not kept") }).says(theSameAs: table))
  }

  // MARK: Records

  @Test func theRecordsAloneAreReadWhateverIsKept() throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    try fixture.forgeKeptColumns()
    let store = try AuditStore.open(at: fixture.path)
    let honest = try store.caseTable(from: .records)
    #expect(honest.says(theSameAs: table))
    #expect(throws: StoreError.self) { try store.checkColumns(against: honest) }
  }

  @Test func recordsThatWereChangedBehindTheProgramAreTold() throws {
    let fixture = try StoreFixture.made()
    try fixture.change("UPDATE label SET codes = codes + 1 WHERE codes & 255 = 1")
    let store = try AuditStore.open(at: fixture.path)
    let table = try store.caseTable(from: .records)
    let error = #expect(throws: StoreError.self) { try store.checkColumns(against: table) }
    guard case .damaged = error else { throw try #require(error) }
  }

  /// Every row can be read, but there is a page that belongs to nothing.
  @Test func pagesThatDoNotFitTogetherAreSeenWhereTheRecordsAreReliedOn() throws {
    let fixture = try StoreFixture.made()
    try fixture.change("PRAGMA wal_checkpoint(TRUNCATE)")
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: fixture.path)))
    let pageSize = Int(bytes[16]) << 8 | Int(bytes[17])
    let pages = bytes.count / pageSize + 1
    bytes += [UInt8](repeating: 0, count: pageSize)
    for byte in 0..<4 { bytes[28 + byte] = UInt8(truncatingIfNeeded: pages >> (8 * (3 - byte))) }
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.path))
    let large = try AuditStore.open(StoreFile(fixture.path), patience: 1, checkingUpTo: 0)
    #expect(try large.caseTable().count == 5)
    for read in [{ _ = try AuditStore.open(at: fixture.path) }, { _ = try large.caseTable(from: .records) }] {
      let error = #expect(throws: StoreError.self) { try read() }
      guard case .damaged = error else { throw try #require(error) }
    }
  }

  @Test(arguments: [
    #"UPDATE audit SET json = replace(json, '"depth":1', '"depth":1.5')"#,
    "UPDATE source SET simulator = 'somebody' WHERE simulator = 'persona'",
    "UPDATE profile_field SET name = 'town' WHERE name = 'city'",
  ])
  func otherMeaningsOfTheSameCodesAreDamage(sql: String) throws {
    let fixture = try StoreFixture.made()
    try fixture.change(sql)
    let error = #expect(throws: StoreError.self) { _ = try AuditStore.open(at: fixture.path).caseTable() }
    guard case .damaged = error else { throw try #require(error) }
  }

  @Test(arguments: [
    "UPDATE simulation SET text = text || '!' WHERE text IS NOT NULL",
    "UPDATE conversation SET text = replace(text, '价', '估')", "UPDATE conversation SET customer = 'u-2' WHERE key = 1",
    "UPDATE label SET rationale = 'because'", "UPDATE label SET convergence = 0.25", "DELETE FROM simulation",
    "UPDATE label SET extra = '{}' WHERE extra IS NULL",
  ])
  func recordsOtherThanTheyWereAreDamage(sql: String) throws {
    let fixture = try StoreFixture.made()
    try fixture.change(sql)
    let error = #expect(throws: StoreError.self) { _ = try AuditStore.open(at: fixture.path).caseTable() }
    guard case .damaged = error else { throw try #require(error) }
  }

  @Test(arguments: [
    "UPDATE case_table SET header = 'x'", "DELETE FROM case_table",
    "UPDATE case_column SET data = x'00' WHERE name <> 'origin'",
  ])
  func damagedRecordsAreToldEvenWhereTheColumnsAreDamagedToo(sql: String) throws {
    let fixture = try StoreFixture.made()
    try fixture.change("UPDATE simulation SET text = 'another' WHERE text IS NOT NULL; \(sql)")
    let error = #expect(throws: StoreError.self) { _ = try AuditStore.open(at: fixture.path).caseTable() }
    guard case .damaged = error else { throw try #require(error) }
  }

  @Test func aDefinitionThatIsAddedKeepsTheCasesReadable() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let count = try store.caseTable().count
    let record = DefinitionRecord(
      kind: .simulator, id: "new", model: "m", prompt: "p", promptSHA256: "0", digest: "0", at: "2026-01-01T00:00:00Z")
    _ = try store.register(record, entry: #"{"id":"new"}"#, sources: [.simulator(id: "new", draw: 0)])
    #expect(try store.caseTable(repaired: { Issue.record("nothing was damaged") }).count == count)
    #expect(try AuditStore.open(at: fixture.path).caseTable().count == count)
  }
}

/// Sources and series that come without a record are known to the cases too.
@Suite struct NewSourcesTests {
  private func expectWhole(_ fixture: StoreFixture) throws {
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.caseTable(repaired: { Issue.record("nothing was damaged") }).count == 5)
  }

  @Test func ofADefinitionThatIsKnown() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let record = DefinitionRecord(
      kind: .simulator, id: "new", model: "m", prompt: "p", promptSHA256: "0", digest: "0", at: "2026-01-01T00:00:00Z")
    for draw in 0..<3 {
      _ = try store.register(record, entry: #"{"id":"new"}"#, sources: [.simulator(id: "new", draw: draw)])
      try expectWhole(fixture)
    }
  }

  @Test func ofARefusedReviewBesideOneThatIsTaken() throws {
    let fixture = try StoreFixture.made()
    try fixture.write(
      reviews: [
        #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":0,"reviewer":"mk","flag":true}"#,
        #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":7,"reviewer":"mk","flag":true}"#,
      ])
    let report = try fixture.importAgain(into: AuditStore.open(at: fixture.path))
    #expect(report.reviews.stored == 1 && report.refused == 1)
    try expectWhole(fixture)
  }
}

extension CaseTable {
  func says(theSameAs other: CaseTable) -> Bool {
    series == other.series && conversations == other.conversations && pairs == other.pairs
  }
}

extension StoreFixture {
  /// Makes the kept columns say that simulated turns are labelled as the real ones, with everything that belongs to it.
  func forgeKeptColumns() throws {
    let other = try StoreFixture()
    var labels = StoreFixture.labels
    labels[1] = labels[1].replacingOccurrences(of: "deciding", with: "resisting")
    try other.write(labels: labels)
    try other.create()
    try change(
      """
      ATTACH '\(other.path)' AS other;
      DELETE FROM main.case_column; DELETE FROM main.case_table;
      INSERT INTO main.case_column SELECT * FROM other.case_column;
      INSERT INTO main.case_table SELECT * FROM other.case_table;
      """)
  }
}
