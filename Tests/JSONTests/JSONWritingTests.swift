import JSON
import Testing

@Suite struct JSONWritingTests {
  @Test func everyControlIsEscapedWhereATextIsForPeople() throws {
    for value in (0x00...0x9F).map({ UInt32($0) }) + [0x2027, 0x2028, 0x2029, 0x202A] {
      let scalar = try #require(Unicode.Scalar(value))
      let text = JSONValue.string("a\(Character(scalar))z").json(indented: false)
      let expected: String
      switch value {
      case 0x22, 0x5C: expected = "\"a\\\(Character(scalar))z\""
      case 0x0A: expected = #""a\nz""#
      case 0x0D: expected = #""a\rz""#
      case 0x09: expected = #""a\tz""#
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
        let digits = String(value, radix: 16)
        expected = "\"a\\u" + String(repeating: "0", count: 4 - digits.count) + digits + "z\""
      default: expected = "\"a\(Character(scalar))z\""
      }
      #expect(text == expected)
      #expect(try JSONValue(parsing: text) == .string("a\(Character(scalar))z"))
    }
  }

  /// Texts are looked at in blocks: a character is found wherever it stands, the last place included.
  @Test(arguments: ["\u{1F}", "\"", "\\", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}"])
  func aCharacterIsEscapedAtEveryPlace(_ character: String) {
    let escaped = JSONValue.string(character).json().dropFirst().dropLast()
    for place in 0..<40 {
      for rest in 0..<20 {
        let (before, after) = (String(repeating: "中", count: place), String(repeating: "x", count: rest))
        #expect(JSONValue.string(before + character + after).json() == "\"\(before)\(escaped)\(after)\"")
      }
    }
  }

  @Test func whatLooksLikeAnEscapedCharacterStaysAsItIs() {
    for text in ["\u{A0}", "\u{BF}é", "“\u{3028}”", "‚\u{2068}", "中文😀", "\u{10028}"] {
      #expect(JSONValue.string(text).json() == "\"\(text)\"")
    }
  }

  @Test func theCanonicalFormEscapesNoMoreThanItMust() {
    let value = JSONValue.string("\u{8}\t\n\u{C}\r\u{0}\u{1F}\"\\/\u{7F}\u{9B}\u{2028}")
    #expect(value.canonical == "\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u{7F}\u{9B}\u{2028}\"")
  }

  @Test func canonicalKeysAreSortedByTheirBytesAndThereOnce() throws {
    let value: JSONValue = ["b": .integer(1), "é": [:], "a": .null, "成": .string("x"), "b": ["z": .null, "A": .null]]
    #expect(value.canonical == #"{"a":null,"b":{"A":null,"z":null},"é":{},"成":"x"}"#)
    // One character for String, two keys for everybody else.
    let accents: JSONValue = ["e\u{301}": .integer(1), "\u{E9}": .integer(2)]
    #expect(Array(accents.canonical.utf8) == Array("{\"e\u{301}\":1,\"\u{E9}\":2}".utf8))
  }

  @Test func shortThingsStayOnOneLine() {
    let value: JSONValue = [
      "a": .array([.integer(1), .string("x"), .null]), "b": ["reason": .string("none")], "c": .array([]), "d": [:],
      "e": .array([.array([.number(0.5)]), .array([])]), "f": ["g": .array([.bool(true)])],
    ]
    #expect(
      value.json() == """
        {
          "a": [1, "x", null],
          "b": {"reason": "none"},
          "c": [],
          "d": {},
          "e": [
            [0.5],
            []
          ],
          "f": {
            "g": [true]
          }
        }
        """)
    #expect(
      value.json(indented: false)
        == #"{"a":[1,"x",null],"b":{"reason":"none"},"c":[],"d":{},"e":[[0.5],[]],"f":{"g":[true]}}"#)
  }

  @Test func numbersAreTheShortestThatReadBackTheSame() {
    let values: [(Double, String)] = [
      (0.1, "0.1"), (5, "5"), (-2, "-2"), (-0.0, "0"), (1e16, "1e+16"), (999_999_999_999_999, "999999999999999"),
      (1e-7, "1e-07"), (.nan, "null"), (.infinity, "null"),
      (.leastNonzeroMagnitude, "5e-324"),
    ]
    for (number, text) in values { #expect(JSONValue.number(number).json() == text) }
    #expect(JSONValue.integer(.min).json() == "-9223372036854775808")
    #expect([0.5].map(JSONValue.number) == [.number("0.5")])
  }
}
