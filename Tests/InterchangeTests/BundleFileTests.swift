import Foundation
import Interchange
import Testing

/// What lies where a file of the bundle should be, and in which form it is written.
@Suite struct BundleFileTests {
  static let names = ["audit.json", "conversations.jsonl", "simulations.jsonl", "labels.jsonl", "reviews.jsonl"]

  private func refusal(of name: String, made: (_ path: String) throws -> Void) throws -> (path: String, what: String)? {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    let path = folder.path("bundle/\(name)")
    try? FileManager.default.removeItem(atPath: path)
    try made(path)
    let error = #expect(throws: ImportError.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    }
    #expect(folder.names == ["bundle"])
    guard case .notAFile(let named, let what) = error else {
      Issue.record("\(String(describing: error))")
      return nil
    }
    #expect(named == path)
    return (named, what)
  }

  @Test(arguments: names) func aPipeIsRefusedByNameAndNotWaitedFor(name: String) throws {
    let refused = try refusal(of: name) { #expect(mkfifo($0, 0o600) == 0) }
    #expect(refused?.what == "a named pipe")
  }

  @Test(arguments: names) func aDeviceBehindALinkIsRefusedByName(name: String) throws {
    let refused = try refusal(of: name) { #expect(symlink("/dev/zero", $0) == 0) }
    #expect(refused?.what == "a device")
  }

  @Test(arguments: names) func aLinkToNothingIsNoMissingFile(name: String) throws {
    let refused = try refusal(of: name) { #expect(symlink("/nowhere/at/all", $0) == 0) }
    #expect(refused?.what == "a link to nothing: /nowhere/at/all")
    let loop = try refusal(of: name) { #expect(symlink($0, $0) == 0) }
    #expect(loop?.what == "a link that leads back to itself")
  }

  @Test(arguments: names) func aFolderIsRefusedByName(name: String) throws {
    let refused = try refusal(of: name) {
      try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
    }
    #expect(refused?.what == "a folder")
  }

  @Test func aFileIsNoBundleAndIsNotCalledMissing() throws {
    let folder = try TemporaryFolder()
    try Data("[]".utf8).write(to: URL(fileURLWithPath: folder.path("x.jsonl")))
    #expect(throws: ImportError.notAFolder(path: folder.path("x.jsonl"))) {
      try BundleFiles(folder: folder.path("x.jsonl"))
    }
  }

  // MARK: Forms

  /// Writes the bundle with one file in another form.
  private func error(of name: String, as bytes: (Data) -> [UInt8]) throws -> ImportError? {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.simulations?.append(#"{"conversation":"c-1","turn":1,"simulator":"persona","text":"ça"}"#)
    try bundle.write(to: folder.path("bundle"))
    let file = URL(fileURLWithPath: folder.path("bundle/\(name)"))
    try Data(bytes(Data(contentsOf: file))).write(to: file)
    let error = #expect(throws: ImportError.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    }
    #expect(folder.names == ["bundle"])
    return error
  }

  private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  static let forms: [(String, @Sendable (Data) -> [UInt8])] = [
    ("JSON array", { Array(("[" + text($0).split(separator: "\n").joined(separator: ",\n") + "]").utf8) }),
    ("several lines", { Array(text($0).replacingOccurrences(of: ",\"", with: ",\n  \"").utf8) }),
    ("several lines", { Array(text($0).replacingOccurrences(of: "{\"c", with: "{\n\"c").utf8) }),
    ("UTF-16", { [0xFF, 0xFE] + text($0).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }),
    ("UTF-16", { text($0).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }),
    ("UTF-32", { text($0).unicodeScalars.flatMap { [UInt8($0.value & 255), 0, 0, 0] } }),
    ("another encoding", { text($0).unicodeScalars.map { UInt8($0.value) } }),
    ("ZIP", { Array("PK\u{3}\u{4}".utf8) + $0 }),
    ("Parquet", { Array("PAR1".utf8) + $0 }),
  ]

  @Test(arguments: forms.indices) func oneSentenceSaysWhatAFileIs(number: Int) throws {
    let (name, change) = Self.forms[number]
    let error = try error(of: "simulations.jsonl", as: change)
    guard case .notJSONLines(let path, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.hasSuffix("/simulations.jsonl") && words.contains(name))
  }

  @Test func oneDamagedRowOfManyIsNoOtherEncoding() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.labels = (0..<200).map { _ in bundle.labels![0] }
    try bundle.write(to: folder.path("bundle"))
    let file = URL(fileURLWithPath: folder.path("bundle/labels.jsonl"))
    try (Data(contentsOf: file) + Data([0x7B, 0xE9, 0x7D, 10])).write(to: file)
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.refusedByReason["brokenText"] == 1)
  }

  @Test func packedBytesAreReadWhateverTheNameSays() throws {
    let folder = try TemporaryFolder()
    try BundleText.rich.write(to: folder.path("bundle"))
    let path = try Gzip.pack(folder.path("bundle/labels.jsonl"))
    try FileManager.default.moveItem(atPath: path, toPath: folder.path("bundle/labels.jsonl"))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.labels.stored == 4 && report.refused == 0)
  }

  @Test(arguments: ["conversations", "simulations", "labels", "reviews"])
  func aFileOfWhichNoRowCanBeTakenRefusesTheImport(name: String) throws {
    let folder = try TemporaryFolder()
    try BundleText.rich.write(to: folder.path("bundle"))
    let path = folder.path("bundle/\(name).jsonl")
    try Data("{\"a\":1}\n{\"b\":2}\n".utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ImportError.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    }
    guard case .nothingTaken(path, let report) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // Its own rows and none of another file.
    #expect(report.refused == 2 && report.refusals.count == 2)
    #expect(error?.description.contains("\(name).jsonl:1: ") == true)
    #expect(folder.names == ["bundle"])
  }

  @Test func rowsThatOnlyMissARefusedOneAreNoFaultOfTheirFile() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations.append(#"{"id":"bad","outcome":"left","turns":[{"role":"robot","text":"x"}]}"#)
    bundle.reviews = [#"{"conversation":"bad","turn":0,"simulator":"persona","reviewer":"mk"}"#]
    try bundle.write(to: folder.path("bundle"))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.conversations.stored == 1 && report.refused == 2)
    // Where nothing was refused before, they belong to another audit.
    bundle.conversations.removeLast()
    try bundle.write(to: folder.path("bundle"))
    #expect(throws: ImportError.self) { try importBundle(folder.path("bundle"), into: folder.path("b.walkaway")) }
  }
}
