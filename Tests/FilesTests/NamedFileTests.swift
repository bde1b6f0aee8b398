import Files
import Foundation
import Testing

/// Files and pipes that a person named.
struct NamedFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("named-\(UUID().uuidString)").path

  private func made(_ name: String, _ bytes: [UInt8]) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func aFileIsReadWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = String(repeating: "版本: 1\n", count: 20_000)
    #expect(try NamedFile.text(of: made("p.yaml", Array(text.utf8))) == text)
    #expect(try NamedFile.text(of: made("empty", [])).isEmpty)
  }

  /// As a shell's `<(…)` and `/dev/stdin` are: they have no size, and give their bytes in pieces.
  @Test func aPipeIsReadToItsEnd() throws {
    let pipe = Pipe()
    let bytes = [UInt8](repeating: 0x61, count: 300_000)
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    #expect(
      try NamedFile.bytes(of: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", upTo: 1 << 20) == bytes)
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let latin = try made("latin", [0x63, 0xE9])
    let large = try made("large", [UInt8](repeating: 0x20, count: (1 << 20) + 1))
    for (path, words, isClosed) in [
      ("\(folder)/nothing", "no such file", true), ("\(latin)/under-a-file", "no such file", true),
      (folder, "a folder, and no file", false), (latin, "no UTF-8 text", false), (large, "larger than the 1 MB", false),
    ] {
      let problem = #expect(throws: NamedFile.Problem.self) { try NamedFile.text(of: path) }
      #expect(problem?.description.contains(words) == true && problem?.isClosed == isClosed, "\(path)")
    }
  }
}
