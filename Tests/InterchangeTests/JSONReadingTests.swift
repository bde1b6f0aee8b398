import Files
import Testing

@testable import Interchange

@Suite struct JSONReadingTests {
  private func parses(_ text: String) throws -> Bool {
    let parser = try JSONParser()
    let bytes = Array(text.utf8) + Array(repeating: 0x7B, count: JSONParser.padding)
    return bytes.withUnsafeBufferPointer { all in
      (try? parser.parse(UnsafeBufferPointer(rebasing: all[..<(all.count - JSONParser.padding)]))) != nil
    }
  }

  @Test(arguments: [
    "{}", "[]", "0", "-0", "1.5e-3", "1E+9", "true", " null ", #""""#, #""\u00e9\ud83d\ude00\/""#, "[1,[2,{}],\"a\"]",
    "{\"a\":{\"b\":[null]}}", "123456789012345678901234567890", "1e999", "{\"a\":1,\"a\":2}", "\"é价😀\"",
    "\t[ 1 , 2 ]\r\n",
  ])
  func validTextIsRead(_ text: String) throws { #expect(try parses(text)) }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1 2]", "[1]]", "{} {}", "01", "+1", ".5",
    "1.", "1e",
    "--1", "tru", "nulll", "True", "NaN", "Infinity", "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"", "\"\\u0000\"", "\"a\nb\"", "\"a\"b", "1\"a\"", "[1,,2]", "{\"a\":1 \"b\":2}", "[\"a\":1]",
    "{1:2}",
    "\u{FEFF}{}", "//", "[1]//",
  ])
  func invalidTextIsRefused(_ text: String) throws { #expect(try !parses(text)) }

  @Test func stringsAndNumbersHaveTheirValues() throws {
    let parser = try JSONParser()
    let text = #"{"a":"x\n\u00e9\ud83d\ude00\"","b":-12,"c":2.5e1,"d":"","e":1e15}"#
    let bytes = Array(text.utf8) + Array(repeating: 0, count: JSONParser.padding)
    try bytes.withUnsafeBufferPointer { all in
      let value = try parser.parse(UnsafeBufferPointer(rebasing: all[..<text.utf8.count]))
      var strings: [String?] = []
      var integers: [Int?] = []
      var children = value.firstChild
      while children.next() != nil, let value = children.next() {
        strings.append(value.string)
        integers.append(value.integer)
      }
      #expect(strings == ["x\né😀\"", nil, nil, "", nil])
      #expect(integers == [nil, -12, 25, nil, nil])
    }
  }
}

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
