import Cases
import Foundation
import Testing

@testable import AuditStore

@Suite struct OpeningTests {
  @Test func aFileThatIsNotThereIsNamed() throws {
    let fixture = try StoreFixture()
    #expect(throws: StoreError.noSuchFile(path: fixture.path)) { try AuditStore.open(at: fixture.path) }
  }

  @Test(arguments: ["", "hello", String(repeating: "SQLite format 3", count: 400)])
  func aFileOfAnotherKindIsNoStore(content: String) throws {
    let fixture = try StoreFixture()
    try Data(content.utf8).write(to: URL(fileURLWithPath: fixture.path))
    #expect(throws: StoreError.notAStore(path: fixture.path)) { try AuditStore.open(at: fixture.path) }
  }

  @Test func aFolderIsNoStore() throws {
    let fixture = try StoreFixture()
    #expect(throws: StoreError.notAStore(path: fixture.folder)) { try AuditStore.open(at: fixture.folder) }
  }

  @Test func aDatabaseOfAnotherProgramIsNoStore() throws {
    let fixture = try madeStore()
    try fixture.patch(68, [0, 0, 0, 0])
    #expect(throws: StoreError.notAStore(path: fixture.path)) { try AuditStore.open(at: fixture.path) }
  }

  @Test func aStoreOfANewerVersionIsNotTouched() throws {
    let fixture = try madeStore()
    try fixture.patch(60, [0, 0, 0, 99])
    #expect(throws: StoreError.newerVersion(path: fixture.path, found: 99, known: StoreSchema.version)) {
      try AuditStore.open(at: fixture.path)
    }
  }

  @Test(arguments: [0.3, 0.9]) func aStoreWithoutItsEndIsTruncated(part: Double) throws {
    let fixture = try madeStore()
    let data = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    try data.prefix(Int(Double(data.count) * part)).write(to: URL(fileURLWithPath: fixture.path))
    #expect(throws: StoreError.truncated(path: fixture.path)) { try AuditStore.open(at: fixture.path) }
  }

  @Test func aDamagedStoreIsASentenceAndNoCrash() throws {
    let fixture = try madeStore()
    let size = try Data(contentsOf: URL(fileURLWithPath: fixture.path)).count
    for place in stride(from: 100, to: size, by: 8192 / 3) {
      try fixture.patch(place, Array(repeating: 0xAA, count: 64))
    }
    #expect(throws: StoreError.self) {
      let store = try AuditStore.open(at: fixture.path)
      _ = try store.caseTable()
      _ = try store.reviews()
    }
  }

  @Test func everyErrorIsASentenceWithThePath() {
    let errors: [StoreError] = [
      .noSuchFile(path: "/p"), .alreadyExists(path: "/p"), .notAStore(path: "/p"),
      .newerVersion(path: "/p", found: 2, known: 1), .truncated(path: "/p"), .damaged(path: "/p", explanation: "x"),
      .busy(path: "/p"), .readOnly(path: "/p"), .diskFull(path: "/p"), .inaccessible(path: "/p", explanation: "x"),
      .otherAudit(path: "/p", held: "a", given: "b"), .unusable(path: "/p", explanation: "x"),
    ]
    for error in errors { #expect(error.description.hasPrefix("/p: ")) }
  }

  private func madeStore() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    return fixture
  }
}

extension StoreFixture {
  /// Writes bytes over a place of the store's file.
  func patch(_ offset: Int, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  /// SQLite cannot read such changes where it may make no file beside them.
  @Test func changesBesideAStoreThatCanOnlyBeReadAreRead() throws {
    let (fixture, store) = try StoreFixture.opened()
    let review = try store.save(Review(conversation: "c-1", turn: 3, simulator: "other", reviewer: "mk", flag: true))
    let place = "\(fixture.folder)/shut.walkaway"
    for end in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: fixture.path + end, toPath: place + end)
    }
    let before = fixture.names
    let bytes = try Data(contentsOf: URL(fileURLWithPath: place + "-wal"))
    #expect(!bytes.isEmpty)
    var copies: [String] = []
    do {
      let file = try StoreFile(place) { _ in false }
      copies.append((file.databasePath as NSString).deletingLastPathComponent)
      let shut = try AuditStore.open(file, patience: 1)
      #expect(shut.isReadOnly && shut.path == place)
      #expect(try shut.reviews() == [review])
      #expect(throws: StoreError.readOnly(path: place)) { try shut.save(review) }
    }
    #expect(copies.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
    #expect(try fixture.names == before && Data(contentsOf: URL(fileURLWithPath: place + "-wal")) == bytes)
  }
}
