import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

@Suite struct TransactionTests {
  private struct Stop: Error {}

  @Test func anImportThatIsStoppedLeavesNoStore() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    #expect(throws: Stop.self) { try fixture.create { _ in throw Stop() } }
    #expect(fixture.names == ["bundle"])
  }

  @Test func anImportThatIsStoppedAtTheEndLeavesTheStoreAsItWas() throws {
    let (fixture, store) = try StoreFixture.opened()
    let before = try store.caseTable().pairs
    var labels = StoreFixture.labels
    labels.append(#"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"deciding"}"#)
    try fixture.write(labels: labels)
    #expect(throws: Stop.self) {
      try fixture.importAgain(into: store) { if $0.phase == .finishing { throw Stop() } }
    }
    #expect(try store.caseTable().pairs == before)
    let detail = try store.detail(
      of: CaseKey(conversation: 0, turn: 3, simulator: "persona", draw: 0, instrument: "judge"))
    #expect(detail.labels.filter { $0.turn == 1 }.isEmpty)
    #expect(try fixture.importAgain(into: store).labels.stored == 1)
  }

  @Test func aProcessThatDiesInTheMiddleLeavesNoStore() async throws {
    let fixture = try StoreFixture()
    try fixture.write()
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = fixture.folder as String] in
      let fixture = try StoreFixture(at: folder)
      try fixture.create { step in
        if step.phase == .finishing { kill(getpid(), SIGKILL) }
      }
    }
    #expect(fixture.names.count == 2)
    #expect(fixture.names.contains { $0.hasSuffix(".importing") })
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
    try fixture.create()
    #expect(fixture.names == ["audit.walkaway", "bundle"])
    #expect(try AuditStore.open(at: fixture.path).caseTable().count == 5)
  }

  @Test func aProcessThatDiesInTheMiddleLeavesTheStoreAsItWas() async throws {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    var labels = StoreFixture.labels
    labels.append(#"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"deciding"}"#)
    try fixture.write(labels: labels)
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = fixture.folder as String] in
      let fixture = try StoreFixture(at: folder)
      let store = try AuditStore.open(at: fixture.path)
      try fixture.importAgain(into: store) { step in
        if step.phase == .finishing { kill(getpid(), SIGKILL) }
      }
    }
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.caseTable().count == 5)
    #expect(try fixture.importAgain(into: store).labels.stored == 1)
  }

  @Test func aStoreThatIsThereIsNotWrittenOver() throws {
    let (fixture, _) = try StoreFixture.opened()
    #expect(throws: StoreError.alreadyExists(path: fixture.path)) { try fixture.create() }
  }

  @Test func aStoreTakesNoOtherAudit() throws {
    let (fixture, store) = try StoreFixture.opened()
    let other = StoreFixture.audit.replacingOccurrences(of: #""name":"small""#, with: #""name":"large""#)
    try fixture.write(audit: other)
    #expect(throws: StoreError.otherAudit(path: fixture.path, held: "small", given: "large")) {
      try fixture.importAgain(into: store)
    }
  }

  @Test func rowsThatDifferFromTheStoreNeedAChoice() throws {
    let (fixture, store) = try StoreFixture.opened()
    let before = try store.dataVersion
    try fixture.write(
      conversations: [StoreFixture.conversations[0].replacingOccurrences(of: "Why?", with: "Because")],
      simulations: [StoreFixture.simulations[0].replacingOccurrences(of: "我要", with: "不要")],
      labels: [StoreFixture.labels[1].replacingOccurrences(of: "deciding", with: "exploring")])
    let error = #expect(throws: ImportError.self) { try fixture.importAgain(into: store) }
    guard case .contradicts(let report) = error else { return }
    #expect(report.contradictions.map(\.file) == ["conversations.jsonl", "simulations.jsonl", "labels.jsonl"])
    #expect(report.contradictions.map(\.line) == [1, 1, 1] && report.refused == 0)
    #expect(report.changes?.conversations == 1 && report.changes?.simulations == 4 && report.changes?.labels == 5)
    #expect(try store.dataVersion == before)
  }

  @Test func laterRecordsJoinThoseThatAreThere() throws {
    let fixture = try StoreFixture()
    try fixture.write(simulations: Array(StoreFixture.simulations[..<1]), labels: Array(StoreFixture.labels[..<2]))
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.caseTable().count == 1)
    try fixture.write()
    let report = try fixture.importAgain(into: store)
    #expect(report.refused == 0)
    #expect(report.simulations.stored == 4)
    #expect(report.labels.unchanged == 2)
    let whole = try StoreFixture.opened()
    #expect(try store.caseTable().pairs == whole.store.caseTable().pairs)
  }

  @Test func aStoreThatAnotherOneWritesIsASentence() throws {
    let (fixture, store) = try StoreFixture.opened()
    let other = try AuditStore.open(at: fixture.path, patience: 0.05)
    let review = Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: true)
    var error: StoreError?
    try fixture.importAgain(into: store) { step in
      guard step.phase == .finishing else { return }
      let seen = try other.reviews()
      #expect(seen.isEmpty)
      do throws(StoreError) { try other.save(review) } catch let busy { error = busy }
    }
    #expect(error == .busy(path: fixture.path))
    try other.save(review)
    #expect(try store.reviews() == [review])
  }

  @Test func aDiskThatTakesNoMoreLeavesNoStore() async throws {
    let fixture = try StoreFixture()
    try fixture.write()
    await #expect(processExitsWith: .success) { [folder = fixture.folder as String] in
      let fixture = try StoreFixture(at: folder)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 65_536, rlim_max: 65_536)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(throws: StoreError.self) { try fixture.create() }
    }
    #expect(fixture.names == ["bundle"])
  }

  @Test func aStoreThatWasMadeMeanwhileIsNotTouched() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    let other = Data("somebody else's store".utf8)
    #expect(throws: StoreError.alreadyExists(path: fixture.path)) {
      try fixture.create { step in
        if step.phase == .finishing { try other.write(to: URL(fileURLWithPath: fixture.path)) }
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == other)
    #expect(fixture.names == ["audit.walkaway", "bundle"])
  }

  @Test func aFileThatCannotBePutOnTheDiskTakesNoPlace() throws {
    let fixture = try StoreFixture()
    let file = PartialFile(for: fixture.path)
    // A device takes what is written, but cannot be told to keep it.
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/dev/null")
    #expect(throws: StoreError.self) { try file.finish() }
    #expect(!fixture.names.contains("audit.walkaway"))
  }

  @Test func anImportThatBringsNothingNewLeavesNoTrace() throws {
    let (fixture, store) = try StoreFixture.opened()
    func imports() throws -> Int? {
      try DatabaseQueue(path: fixture.path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM import") }
    }
    let (before, version) = (try imports(), try store.dataVersion)
    try fixture.importAgain(into: store)
    #expect(try imports() == before)
    #expect(try store.dataVersion == version)
  }
}
