import Files
import Testing

@testable import Interchange

@Suite struct LineReaderTests {
  private func lines(_ text: [UInt8], limit: Int = 1000, capacity: Int = 16) throws -> [(String, Int, Bool, Bool)] {
    let folder = try TemporaryFolder()
    try OutputFile.write(to: folder.path("a")) { write in try write(text) }
    var reader = try LineReader(path: folder.path("a"), limit: limit, capacity: capacity)
    var lines: [(String, Int, Bool, Bool)] = []
    while let line = try reader.next() {
      lines.append((String(decoding: line.bytes, as: UTF8.self), line.number, line.isTooLong, line.isComplete))
    }
    return lines
  }

  @Test func linesAcrossTheBufferAreWhole() throws {
    let long = String(repeating: "y", count: 100)
    let found = try lines(Array("a\n\nbc\n\(long)\nlast".utf8))
    #expect(found.map(\.0) == ["a", "", "bc", long, "last"])
    #expect(found.map(\.1) == [1, 2, 3, 4, 5])
    #expect(found.map(\.3) == [true, true, true, true, false])
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(try lines([0xEF, 0xBB, 0xBF, 0x61, 10]).map(\.0) == ["a"])
  }

  @Test func aLongLineIsSkippedWithoutKeepingIt() throws {
    let long = String(repeating: "y", count: 200_000)
    let found = try lines(Array("a\n\(long)\nb\n\(long)".utf8), limit: 1000, capacity: 4096)
    #expect(found.map(\.2) == [false, true, false, true])
    #expect(found.map(\.1) == [1, 2, 3, 4])
    #expect(found[2].0 == "b")
    #expect(found[1].0.count < 1000)
  }
}
