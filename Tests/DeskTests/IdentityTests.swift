import AuditStore
import Cases
import Foundation
import Interchange
import Synchronization
import Testing

@testable import Desk

/// Which store an audit has.
@Suite struct IdentityTests {
  private let fixture: DeskFixture
  private var environment: [String: String] {
    ["XDG_DATA_HOME": fixture.path("data"), "XDG_CACHE_HOME": fixture.path("cache"), "HOME": fixture.folder]
  }

  init() throws { fixture = try DeskFixture() }

  private func open(_ bundle: String? = nil, choice: ContradictionChoice = .ask) throws -> OpenAudit {
    try OpenAudit.open(bundle ?? fixture.bundle, choice: choice, environment: environment)
  }

  private var stores: [String] { StoreLocation(environment: environment).paths }

  private func edit(_ old: String, _ new: String, in name: String = "audit.json", of bundle: String? = nil) throws {
    let url = URL(fileURLWithPath: "\(bundle ?? fixture.bundle)/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
  }

  private func copy(_ name: String) throws -> String {
    try FileManager.default.copyItem(atPath: fixture.bundle, toPath: fixture.path(name))
    return fixture.path(name)
  }

  @Test func aChangedBundleKeepsItsStoreAndItsReviews() throws {
    let first = try open()
    let review = try first.store.save(DeskFixture.review(3))
    try edit(#""name":"desk""#, #""name":"desk","title":"New""#)
    let second = try open()
    #expect(second.store.path == first.store.path && second.imported?.report.changes?.auditKeys == ["title"])
    #expect(try second.store.reviews() == [review] && second.store.description.title == "New")
    #expect(try open().imported == nil)
    #expect(stores.count == 1)
  }

  @Test func twoCopiesHaveTwoStoresAndTwoNamesOfAFolderOne() throws {
    let copy = try copy("copy")
    let link = fixture.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.bundle)
    let paths = try [fixture.bundle, copy, link, "\(fixture.folder)/copy/../bundle/"].map { try open($0).store.path }
    #expect(paths[0] != paths[1] && paths[0] == paths[2] && paths[0] == paths[3])
  }

  @Test func anotherNameInTheSameFolderIsAnotherAudit() throws {
    let first = try open().store.path
    try edit(#""name":"desk""#, #""name":"other""#)
    #expect(try open().store.path != first)
    #expect(throws: StoreError.otherAudit(path: first, held: "desk", given: "other")) {
      try BundleImport.take(fixture.bundle, into: first) { _ in }
    }
  }

  @Test(arguments: [String(repeating: "𐐀", count: 60), String(repeating: "字", count: 80), "🦆/..", " "])
  func namesOfAnyScriptAndLengthHaveAStore(_ name: String) throws {
    try edit(#""name":"desk""#, #""name":"\#(name)""#)
    #expect(try open().store.description.name == name)
    #expect(try open().imported == nil)
  }

  @Test func probesAreAddedAndImportedAnew() throws {
    let rule = #""probes":{"exit_probe":false,"fractions":[0.9]},"#
    try edit(rule, "")
    let path = fixture.path("own.walkaway")
    _ = try BundleImport.take(fixture.bundle, into: path) { _ in }
    #expect(try AuditStore.open(at: path).description.probes == nil)
    try edit(#""format""#, rule + #""format""#)
    let report = try BundleImport.take(fixture.bundle, into: path) { _ in }
    #expect(report.changes?.auditKeys == ["probes"])
    #expect(try AuditStore.open(at: path).description.probes?.fractions == [0.9])
  }

  @Test func aContradictionIsToldAskedAndRemembered() throws {
    let store = try open().store
    try edit("answer 7", "another", in: "simulations.jsonl")
    let error = #expect(throws: BundleContradiction.self) { try open() }
    let failure = try CommandFailure(#require(error))
    #expect(failure.status == .badData && failure.message.contains("simulations.jsonl:22"))
    #expect(failure.remedy?.contains("--replace") == true && failure.remedy?.contains("--keep") == true)
    let version = try store.dataVersion
    #expect(try open(choice: .keep).imported?.report.simulations.differing == 3)
    #expect(try open().imported == nil && store.dataVersion == version)
    #expect(try open(choice: .replace).imported?.report.simulations.differing == 3)
    #expect(try open().imported == nil && store.dataVersion > version)
  }

  @Test func theFileOfAStoreMayHaveALongName() throws {
    let path = fixture.path(String(repeating: "字", count: 79) + ".walkaway")
    #expect(try BundleImport.take(fixture.bundle, into: path) { _ in }.conversations.stored == 12)
    #expect(try AuditStore.open(at: path).caseTable().conversations.count == 12)
  }

  // MARK: Earlier names

  /// The store of the fixture as an earlier version named and described it.
  private func makeEarlierStore(source: String) throws -> (path: String, review: Review) {
    let reader = try BundleReader(folder: fixture.bundle)
    let digest = try BundleDigest(of: reader.files).hexadecimal
    let path = fixture.path("data/walkaway/desk-\(digest.prefix(12)).walkaway")
    _ = try AuditStore.create(
      at: path, source: source, digest: digest, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
    return (path, try AuditStore.open(at: path).save(DeskFixture.review(3)))
  }

  @Test func aStoreUnderAnEarlierNameIsFound() throws {
    let (path, review) = try makeEarlierStore(source: "bundle")
    let store = try open().store
    #expect(try store.reviews() == [review])
    #expect(stores == [store.path] && store.path != path)
  }

  @Test func aStoreUnderAnEarlierNameIsFoundByItsFolderWhenTheContentHasChanged() throws {
    let (_, review) = try makeEarlierStore(source: fixture.bundle)
    try edit(#""name":"desk""#, #""name":"desk","title":"New""#)
    #expect(try open().store.reviews() == [review])
    #expect(stores.count == 1)
  }

  @Test func aCopyGetsACopyOfAStoreThatTwoShared() throws {
    let (_, review) = try makeEarlierStore(source: fixture.bundle)
    let copy = try open(copy("copy")).store
    let own = try open().store
    #expect(try copy.reviews() == [review] && own.reviews() == [review] && copy.path != own.path)
  }

  @Test func aStoreThatSomebodyHasOpenIsUsedWhereItIs() throws {
    let (path, review) = try makeEarlierStore(source: fixture.bundle)
    let other = try AuditStore.open(at: path)
    #expect(try open().store.reviews() == [review])
    #expect(stores == [path] && other.path == path)
  }

  @Test func aFolderThatWasRenamedKeepsItsStore() throws {
    let review = try open().store.save(DeskFixture.review(3))
    try FileManager.default.moveItem(atPath: fixture.bundle, toPath: fixture.path("renamed"))
    let renamed = try open(fixture.path("renamed"))
    #expect(try renamed.store.reviews() == [review] && renamed.imported == nil && stores == [renamed.store.path])
    // What came from the folder by its earlier name is missed in it.
    try edit("\n", "", in: "simulations.jsonl", of: fixture.path("renamed"))
    #expect(throws: BundleContradiction.self) { try open(fixture.path("renamed")) }
  }

  // MARK: First opens

  @Test func aNewStoreTellsWhichOthersMayHaveBeenMeant() throws {
    let first = try open()
    #expect(first.leftBehind == nil)
    try edit(#""name":"desk""#, #""name":"dusk""#)
    // Without a review or an answer nothing is left behind.
    #expect(try open().leftBehind == nil)
    _ = try first.store.save(DeskFixture.review(3))
    try edit(#""name":"dusk""#, #""name":"disk""#)
    let renamed = try #require(try open().leftBehind)
    #expect(renamed.contains("1 review of “desk” from") && renamed.contains(first.store.path))
    #expect(renamed.contains("write that name into audit.json again") && !renamed.contains("dusk"))
    #expect(try open().leftBehind == nil)
    // Moved, and changed on the way.
    let moved = fixture.path("moved")
    try FileManager.default.moveItem(atPath: fixture.bundle, toPath: moved)
    try edit(#""name":"disk""#, #""name":"desk","title":"New""#, of: moved)
    let gone = try #require(try open(moved).leftBehind)
    #expect(gone.contains("(gone)") && gone.contains("walkaway import \(moved) --into \(first.store.path)"))
  }

  @Test func manyFirstOpensAtOnceAllSucceed() throws {
    let paths = Mutex<[Result<String, any Error>]>([])
    let (bundle, environment) = (fixture.bundle, environment)
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      let result = Result {
        let store = try OpenAudit.open(bundle, environment: environment).store
        return try "\(store.path) \(LoadedAudit(store).table.conversations.count)"
      }
      paths.withLock { $0.append(result) }
    }
    let found = try paths.withLock { try $0.map { try $0.get() } }
    #expect(Set(found).count == 1 && found.count == 6 && found[0].hasSuffix(" 12"))
    #expect(stores.count == 1)
  }

  @Test func whatBringsNoConversationMakesNoStore() throws {
    try edit(#""outcome":""#, #""outcome":"no-"#, in: "conversations.jsonl")
    let error = #expect(throws: NothingTaken.self) { try open() }
    #expect(error?.report.conversations.refused == 12)
    let failure = try CommandFailure(#require(error))
    #expect(failure.status == .badData && failure.message.contains("conversations.jsonl:1"))
    #expect(stores.isEmpty)
    #expect(throws: NothingTaken.self) { try BundleImport.take(fixture.bundle, into: fixture.path("s")) { _ in } }
    #expect(!FileManager.default.fileExists(atPath: fixture.path("s")))
    try Data().write(to: URL(fileURLWithPath: "\(fixture.bundle)/conversations.jsonl"))
    for name in ["simulations", "labels"] {
      try FileManager.default.removeItem(atPath: "\(fixture.bundle)/\(name).jsonl")
    }
    #expect(throws: NothingTaken.self) { try open() }
  }

  @Test func anImportOfRefusedRowsAloneIsNone() throws {
    let store = try open().store
    let other = try copy("other")
    try edit(#""outcome":""#, #""outcome":"no-"#, in: "conversations.jsonl", of: other)
    for name in ["simulations", "labels"] { try FileManager.default.removeItem(atPath: "\(other)/\(name).jsonl") }
    #expect(throws: NothingTaken.self) { try BundleImport.take(other, into: store.path) { _ in } }
    #expect(try BundleImport.take(fixture.bundle, into: store.path) { _ in }.changedNothing)
  }

  // MARK: Lists

  @Test func storesAreListedWithWhatTheyHold() throws {
    #expect(StoreList(environment: environment).text.hasPrefix("no store in"))
    let store = try open().store
    try store.save(DeskFixture.review(3))
    let bad = fixture.path("data/walkaway/x.walkaway")
    try Data("nonsense\u{1B}[2J".utf8).write(to: URL(fileURLWithPath: bad))
    try FileManager.default.moveItem(atPath: fixture.bundle, toPath: fixture.path("elsewhere"))
    let list = StoreList(environment: environment)
    #expect(list.text.contains("12 conversations, ") && list.text.contains(" 1 review, 0 answers"))
    #expect(list.text.contains("(gone)") && list.text.contains("is no audit store") && !list.text.contains("\u{1B}"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(list.json.utf8)) as? [[String: Any]])
    #expect(json[0]["name"] as? String == "desk" && json[0]["reviews"] as? Int == 1)
    #expect(json[0]["folder_is_gone"] as? Bool == true && json[0]["conversations"] as? Int == 12)
    #expect((json[0]["folder"] as? String)?.hasSuffix("/bundle") == true && json[1]["problem"] != nil)
  }

  @Test func theLastAuditsComeFirst() throws {
    let recent = RecentAudits(environment: environment)
    #expect(recent.entries.isEmpty)
    let copies = try (0..<11).map { try copy("copy-\($0)") }
    for (number, copy) in copies.enumerated() { recent.add(copy, title: "\(number)", at: "t") }
    recent.add(copies[5], title: "again", at: "t")
    try FileManager.default.removeItem(atPath: copies[9])
    #expect(recent.entries.map(\.title) == ["again", "10", "8", "7", "6", "4", "3", "2"])
    #expect(RecentAudits.text(of: recent.entries).hasPrefix("  1  again\n     "))
    try Data("[{]".utf8).write(to: URL(fileURLWithPath: fixture.path(".local/state/walkaway/recent.json")))
    #expect(recent.entries.isEmpty)
  }

  // MARK: Others that write

  /// The import waits for whoever writes, says so, and ends well when the other has taken the same in.
  @Test(arguments: [true, false]) func aChangeThatAnotherProcessTakesInIsWaitedFor(intoFile: Bool) throws {
    let store = try open().store
    try edit(#""name":"desk""#, #""name":"desk","title":"New""#)
    let holder = try StoreHolder(store.path)
    var waited = 0
    let bundle = fixture.bundle
    func look(_ step: ImportProgress) throws {
      guard step.phase == .waiting else { return }
      waited += 1
      if waited == 2 { try holder.letGo { _ = try BundleImport.take(bundle, into: store.path) { _ in } } }
    }
    if intoFile {
      let report = try BundleImport.take(bundle, into: store.path, patience: 0.01, progress: look)
      #expect(report.changedNothing)
    } else {
      let opened = try OpenAudit.open(bundle, patience: 0.01, environment: environment, progress: look)
      #expect(opened.imported == nil && opened.store.description.title == "New")
    }
    #expect(waited == 2)
  }

  @Test func whoWaitsCanBeStopped() throws {
    struct Stopped: Error {}
    let store = try open().store
    try edit(#""name":"desk""#, #""name":"desk","title":"New""#)
    let holder = try StoreHolder(store.path)
    #expect(throws: Stopped.self) {
      try OpenAudit.open(fixture.bundle, patience: 0.01, environment: environment) { _ in throw Stopped() }
    }
    try holder.letGo {}
    #expect(store.description.title == nil)
  }

  @Test func aChangedBundleWhoseStoreCanOnlyBeReadIsRefusedWithWhatToDo() throws {
    let path = try open().store.path
    try edit(#""name":"desk""#, #""name":"desk","title":"New""#)
    let failure = OpenAudit.changed(fixture.bundle, in: path)
    #expect(failure.status == .inputOutput && failure.message.contains("can only be read"))
    #expect(failure.remedy?.contains("--into") == true)
  }
}
