import Foundation
import Testing

@testable import Files

@Suite final class OutputFileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private struct Stop: Error {}

  @Test func aFileThatCannotBeFinishedLeavesTheOldOne() throws {
    try OutputFile.write(to: path("a.csv")) { write in try write(Array("old".utf8)) }
    #expect(throws: Stop.self) {
      try OutputFile.write(to: path("a.csv")) { write in
        try write(Array("new".utf8))
        throw Stop()
      }
    }
    #expect(try text("a.csv") == "old")
    #expect(names == ["a.csv"])
  }

  /// Large pieces go straight into the file, small ones wait: their order stays.
  @Test func piecesOfEverySizeStandInTheirOrder() throws {
    var expected: [UInt8] = []
    try OutputFile.write(to: path("a")) { write in
      for (number, size) in [1, 300_000, 0, 5, 262_143, 1, 262_144, 7, 262_145, 262_144, 3].enumerated() {
        let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
        expected += piece
        try write(piece)
      }
    }
    let isSame = try Data(contentsOf: URL(fileURLWithPath: path("a"))) == Data(expected)
    #expect(isSame)
  }

  @Test func aFileIsThereWhenItIsFinishedAndNotBefore() throws {
    let file = try OutputFile(path("a"))
    let piece = [UInt8](repeating: 120, count: 100_000)
    for _ in 0..<7 { try file.write(piece) }
    #expect(!names.contains("a"))
    try file.finish()
    #expect(names == ["a"])
    #expect(try text("a").utf8.count == 700_000)
    let modes = try FileManager.default.attributesOfItem(atPath: path("a"))[.posixPermissions] as? Int
    let mask = umask(0)
    umask(mask)
    #expect(modes == 0o666 & ~Int(mask))
  }

  @Test func aFileThatIsForgottenLeavesNothing() throws {
    try OutputFile(path("a")).write([1])
    #expect(names.isEmpty)
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let error = #expect(throws: OutputError.self) { try OutputFile.write(to: path("no/a.csv")) { _ in } }
    #expect(error?.path == path("no/a.csv"))
  }

  /// A second close would take the number from whoever opened it meanwhile.
  @Test func aNameThatCannotBeTakenClosesTheFileOnce() throws {
    var file: OutputFile? = try OutputFile(path("taken"))
    try FileManager.default.createDirectory(atPath: path("taken/full"), withIntermediateDirectories: true)
    try file?.write([1])
    #expect(throws: OutputError.self) { try file?.finish() }
    #expect(names == ["taken"])
    // The lowest number that is free: the one that the file had.
    let next = open("/dev/null", O_RDONLY)
    file?.discard()
    file = nil
    #expect(fcntl(next, F_GETFD) >= 0)
    close(next)
  }

  @Test(arguments: [
    ("b", ".", "b"), ("b.csv", ".", "b.csv"), ("a/b", "a", "b"), ("/b", "/", "b"), ("/a/b/", "/a", "b"),
    ("./b", ".", "b"), ("/", "/", ""),
  ])
  func aPathHasAFolderAndAName(path: String, folder: String, name: String) {
    let parts = OutputFile.parts(of: path)
    #expect(parts.folder == folder && parts.name == name)
  }

  @Test func aFolderAppearsWholeOrNotAtAll() throws {
    #expect(throws: Stop.self) {
      try OutputFolder.write(to: path("out")) { folder in
        try OutputFile.write(to: "\(folder)/a") { _ in }
        throw Stop()
      }
    }
    #expect(names.isEmpty)
    try OutputFolder.write(to: path("out")) { folder in try OutputFile.write(to: "\(folder)/a") { try $0([65]) } }
    #expect(try text("out/a") == "A")
    #expect(throws: OutputError.self) { try OutputFolder.write(to: path("out")) { _ in } }
    #expect(names == ["out"])
  }

  @Test func whatIsWrongInAFolderIsToldByItsOwnName() throws {
    let wrong = #expect(throws: OutputError.self) {
      try OutputFolder.write(to: path("out")) { folder in try OutputFile.write(to: "\(folder)/no/a") { _ in } }
    }
    #expect(wrong?.path == path("out/no/a"))
  }
}
