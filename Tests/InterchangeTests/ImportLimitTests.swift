import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// An import ends when it is told to, and takes no more than it is allowed to.
@Suite struct ImportLimitTests {
  private struct Stopped: Error {}

  private func bundle(labels: Data, in folder: TemporaryFolder) throws {
    var text = BundleText()
    text.labels = nil
    try text.write(to: folder.path("bundle"))
    try labels.write(to: URL(fileURLWithPath: folder.path("bundle/labels.jsonl")))
  }

  @Test(arguments: ["\n", "x\n", "x"]) func whatMakesNoRowsCanBeStopped(piece: String) throws {
    let folder = try TemporaryFolder()
    let size = 24 << 20
    try bundle(labels: Data(String(repeating: piece, count: size / piece.utf8.count).utf8), in: folder)
    var seen: [Int] = []
    #expect(throws: Stopped.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway")) { step in
        seen.append(step.bytesDone)
        if step.bytesDone > 4 << 20 { throw Stopped() }
      }
    }
    #expect((seen.last ?? 0) < size)
    #expect(folder.names == ["bundle"])
  }

  @Test func aPackedFileThatGrowsTooFarIsRefused() throws {
    let folder = try TemporaryFolder()
    try bundle(labels: Data(repeating: 10, count: 4 << 20), in: folder)
    let path = try Gzip.pack(folder.path("bundle/labels.jsonl"))
    let error = #expect(throws: ImportError.self) {
      try importBundle(
        folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(maximumExpanded: 1 << 20))
    }
    #expect(error == .tooLarge(path: path, limit: 1 << 20))
    #expect(error?.description.contains("--max-expanded") == true)
    let whole = try importBundle(
      folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(maximumExpanded: 4 << 20))
    #expect(whole.labels.read == 0)
  }

  @Test func aLineOfTooManyValuesIsRefusedBeforeItTakesMemory() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let brackets = String(repeating: "[],", count: 2_100_000)
    bundle.conversations.append(#"{"id":"many","outcome":"left","turns":[\#(brackets)[]]}"#)
    // As many commas and brackets inside of a text are no values.
    bundle.conversations.append(
      #"{"id":"text","outcome":"left","turns":[{"role":"user","text":"\#(brackets)\\\""}]}"#)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refusals.map(\.reason) == [.tooManyNodes])
    #expect(report.refusals.map(\.line) == [2])
    #expect(try !store.conversationKeys(of: ConversationQuery(name: .id, text: "text", isPart: false)).isEmpty)
  }

  @Test(arguments: [
    ("64GB", 64 << 30), ("1.5 gb", 3 << 29), ("500M", 500 << 20), ("10kb", 10 << 10), ("123", 123), ("7b", 7),
  ])
  func sizesAreReadAsPeopleTypeThem(text: String, bytes: Int) { #expect(ByteCount.reading(text) == bytes) }

  @Test(arguments: ["", "GB", "-1", "0", "1 parsec", "9e30GB", "1GBx"]) func whatIsNoSizeIsNotRead(text: String) {
    #expect(ByteCount.reading(text) == nil)
  }

  @Test func aNameThatWouldBeKeptInMemoryHasAnEnd() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let long = String(repeating: "x", count: 65_537)
    bundle.conversations += [
      #"{"id":"\#(long)","outcome":"left","turns":[]}"#,
      #"{"id":"a","customer":"\#(long)","outcome":"left","turns":[]}"#,
      #"{"id":"b","profile":{"\#(long)":1},"outcome":"left","turns":[]}"#,
      #"{"id":"c","profile":{"k":"\#(long)"},"outcome":"left","turns":[]}"#,
    ]
    let report = try bundle.imported(in: folder).1
    #expect(report.refusals.map(\.reason) == [.nameTooLong, .nameTooLong, .nameTooLong])
    #expect(report.refusals.map(\.key) == ["id", "customer", "profile"] && report.conversations.stored == 2)
  }
}
