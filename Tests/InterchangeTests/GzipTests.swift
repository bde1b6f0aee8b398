import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct GzipTests {
  @Test func packedFilesAreReadLikePlainOnes() throws {
    let folder = try TemporaryFolder()
    try BundleText.rich.write(to: folder.path("bundle"))
    try Gzip.pack(folder.path("bundle/labels.jsonl"))
    try Gzip.pack(folder.path("bundle/conversations.jsonl"))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.refused == 0)
    #expect(report.labels.stored == 4)
  }

  @Test func severalMembersAreOneFile() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    let path = folder.path("bundle/labels.jsonl")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { Data($0.utf8 + [10]) }
    let packed = try lines.map { try Gzip.packed($0, in: folder) }.reduce(Data(), +)
    try FileManager.default.removeItem(atPath: path)
    try (packed + Data(count: 512)).write(to: URL(fileURLWithPath: path + ".gz"))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.labels.stored == 2)
  }

  @Test(arguments: [1, 9, 40]) func aTruncatedFileIsAnErrorThatNamesIt(missing: Int) throws {
    let folder = try TemporaryFolder()
    try BundleText.rich.write(to: folder.path("bundle"))
    let path = try Gzip.pack(folder.path("bundle/labels.jsonl"))
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    try data.dropLast(missing).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ImportError.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    }
    guard case .brokenGzip(let named, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(named == path)
    #expect(folder.names == ["bundle"])
  }

  @Test func aWrongCheckSumIsAnError() throws {
    let folder = try TemporaryFolder()
    try BundleText.rich.write(to: folder.path("bundle"))
    let path = try Gzip.pack(folder.path("bundle/labels.jsonl"))
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    data[data.count - 6] ^= 0xFF
    try data.write(to: URL(fileURLWithPath: path))
    #expect(throws: ImportError.self) { try importBundle(folder.path("bundle"), into: folder.path("a.walkaway")) }
  }

  @Test func aFileThatIsThereTwiceIsAnError() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    try Data().write(to: URL(fileURLWithPath: folder.path("bundle/labels.jsonl.gz")))
    #expect(throws: ImportError.ambiguousFile(path: folder.path("bundle/labels.jsonl"))) {
      try BundleFiles(folder: folder.path("bundle"))
    }
  }
}

/// The gzip program.
enum Gzip {
  @discardableResult
  static func pack(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-f", path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return path + ".gz"
  }

  static func packed(_ data: Data, in folder: TemporaryFolder) throws -> Data {
    let path = folder.path("piece-\(UUID().uuidString)")
    try data.write(to: URL(fileURLWithPath: path))
    return try Data(contentsOf: URL(fileURLWithPath: pack(path)))
  }
}
