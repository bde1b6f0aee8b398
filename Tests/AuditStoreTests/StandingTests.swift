import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

/// Files that cannot be written, and files that change under an open store.
@Suite struct StandingTests {
  private let review = Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: true)

  // MARK: Only to be read

  private func openedReadOnly(_ fixture: StoreFixture) throws -> AuditStore {
    try AuditStore.open(StoreFile(fixture.path) { _ in false }, patience: 1)
  }

  @Test func aStoreThatCannotBeWrittenIsRead() throws {
    let fixture = try StoreFixture.made()
    try AuditStore.open(at: fixture.path).save(review)
    let names = fixture.names
    let store = try openedReadOnly(fixture)
    #expect(store.isReadOnly)
    #expect(try store.caseTable().count == 5)
    #expect(try store.caseTable(from: .records).count == 5)
    #expect(try store.reviews().map(\.flag) == [true])
    #expect(try store.hits(of: TextQuery(scope: .realTurns, words: "价格")).realTurns.count == 1)
    #expect(try store.lookCount() == 0 && store.looks().isEmpty)
    #expect(throws: StoreError.readOnly(path: fixture.path)) { try store.save(review) }
    #expect(throws: StoreError.readOnly(path: fixture.path)) { try store.setSessionValue("x", for: "y") }
    #expect(throws: StoreError.readOnly(path: fixture.path)) { try fixture.importAgain(into: store) }
    #expect(fixture.names == names, "nothing is made beside it")
  }

  /// SQLite keeps two more files beside a store that it writes.
  @Test func aFileAndItsFolderMustBothBeWritable() throws {
    let fixture = try StoreFixture.made()
    func isStore(_ path: String) -> Bool { path.hasSuffix(".walkaway") }
    #expect(try StoreFile(fixture.path) { !isStore($0) }.isReadOnly)
    #expect(try StoreFile(fixture.path) { isStore($0) }.isReadOnly)
    #expect(try !StoreFile(fixture.path) { _ in true }.isReadOnly)
  }

  @Test func itsCasesAreMadeInMemoryWhereTheKeptOnesAreDamaged() throws {
    let fixture = try StoreFixture.made()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    try fixture.change(column: "real.stage") { $0[$0.startIndex] ^= 1 }
    #expect(try openedReadOnly(fixture).caseTable().says(theSameAs: table))
  }

  @Test func anySignInItsNameIsOnlyASign() throws {
    let fixture = try StoreFixture.made()
    let odd = fixture.folder + "/100% sure? #1 é.walkaway"
    try FileManager.default.moveItem(atPath: fixture.path, toPath: odd)
    let store = try AuditStore.open(StoreFile(odd) { _ in false }, patience: 1)
    #expect(try store.caseTable().count == 5)
  }

  @Test func changesThatWaitBesideItAreReadToo() throws {
    let fixture = try StoreFixture.made()
    let writer = try AuditStore.open(at: fixture.path)
    try writer.save(review)
    #expect(fixture.names.contains("audit.walkaway-wal"))
    #expect(try openedReadOnly(fixture).reviews().count == 1)
    withExtendedLifetime(writer) {}
  }

  @Test func anOlderStoreThatCannotBeWrittenIsASentence() throws {
    let fixture = try StoreFixture.made()
    try fixture.change(
      """
      DROP TABLE invalid_cause; DROP TABLE definition_format; DROP TABLE probe_plan; DROP TABLE request; DROP TABLE invalid_answer; DROP TABLE definition; DROP TABLE look; DROP TABLE declared_plan; DROP TABLE simulated_conversation;
      \(StoreFixture.olderReviews);
      DELETE FROM grdb_migrations WHERE identifier <> '1 records, reviews, case table'
      """)
    #expect(throws: StoreError.olderVersion(path: fixture.path)) { try openedReadOnly(fixture) }
  }

  // MARK: Under an open store

  @Test func nothingIsKeptInAStoreThatWasDeletedUntilItIsBack() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let away = fixture.folder + "/away"
    try FileManager.default.moveItem(atPath: fixture.path, toPath: away)
    #expect(throws: StoreError.gone(path: fixture.path)) { try store.save(review) }
    #expect(throws: StoreError.gone(path: fixture.path)) { try store.checkStanding() }
    try FileManager.default.moveItem(atPath: away, toPath: fixture.path)
    #expect(try store.save(review).flag)
  }

  @Test func nothingIsReadOrKeptWhereAnotherFileTookItsPlace() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    try FileManager.default.copyItem(atPath: fixture.path, toPath: fixture.folder + "/other")
    #expect(rename(fixture.folder + "/other", fixture.path) == 0)
    #expect(throws: StoreError.replaced(path: fixture.path)) { try store.save(review) }
    #expect(throws: StoreError.replaced(path: fixture.path)) { try store.reviews() }
  }

  @Test func aStoreThatIsCutShortIsASentence() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    let table = try store.caseTable()
    truncate(fixture.path, 5000)
    #expect(throws: StoreError.truncated(path: fixture.path)) { try store.save(review) }
    _ = try? store.caseTable(from: .records)
    _ = try? store.previews(for: (0..<table.count).map { table.key(of: $0) })
    #expect(truncate(fixture.path, 0) == 0)
    #expect(throws: StoreError.truncated(path: fixture.path)) { try store.save(review) }
  }

  // MARK: What lies beside

  @Test func whatAnEarlierStoreLeftIsNotReplayed() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    try store.save(review)
    // As a killed process leaves it, and somebody who deletes the store alone.
    for name in ["-wal", "-shm"] {
      try FileManager.default.copyItem(atPath: fixture.path + name, toPath: fixture.folder + "/left" + name)
    }
    try store.pool.close()
    for name in ["-wal", "-shm"] { rename(fixture.folder + "/left" + name, fixture.path + name) }
    try Data("journal".utf8).write(to: URL(fileURLWithPath: fixture.path + "-journal"))
    try FileManager.default.removeItem(atPath: fixture.path)
    try fixture.create()
    #expect(fixture.names == ["audit.walkaway", "bundle"])
    let fresh = try AuditStore.open(at: fixture.path)
    #expect(try fresh.reviews().isEmpty)
    #expect(try fresh.caseTable().count == 5)
  }

  @Test func aPipeOrADeviceIsNoStoreAndNothingWaitsForIt() throws {
    let fixture = try StoreFixture()
    #expect(mkfifo(fixture.path, 0o600) == 0)
    #expect(throws: StoreError.notAStore(path: fixture.path)) { try AuditStore.open(at: fixture.path) }
    #expect(throws: StoreError.notAStore(path: "/dev/zero")) { try AuditStore.open(at: "/dev/zero") }
  }
}
