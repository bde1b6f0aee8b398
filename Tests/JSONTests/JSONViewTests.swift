import JSON
import Testing

@Suite struct JSONViewTests {
  private func parses(_ text: String) throws -> Bool {
    let parser = JSONParser()
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
    let parser = JSONParser()
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

  /// Pieces of a long text end between escapes, wherever these lie.
  @Test(arguments: [#"\\"#, #"\n"#, #"\u00e9"#, #"\ud83d\ude00"#, #"a\ud83d\ude00\\u00e9\""#, #"\u00e9\ud83d\ude00a"#])
  func aLongTextWithEscapesIsTheSameInPieces(_ escapes: String) throws {
    let parser = JSONParser()
    for start in ["", "a", "ab", "abc", "abcd", "abcde", "abcdef"] {
      let text = "\"\(start)" + String(repeating: escapes, count: (2 << 20) / escapes.utf8.count) + "\""
      let bytes = Array(text.utf8) + Array(repeating: 0, count: JSONParser.padding)
      try bytes.withUnsafeBufferPointer { all in
        let value = try parser.parse(UnsafeBufferPointer(rebasing: all[..<text.utf8.count]))
        var pieces: [UInt8] = [7]
        #expect(value.append(to: &pieces))
        let whole = value.withString { [7] + $0 } ?? []
        #expect(pieces == whole)
      }
    }
  }
}
