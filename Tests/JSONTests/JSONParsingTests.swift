import JSON
import Testing

@Suite struct JSONParsingTests {
  @Test func numbersKeepTheirDigits() throws {
    let texts = [
      "0", "-0", "1.50", "1e+5", "18446744073709551615", "-9223372036854775808", "123456789012345678901234567890",
      "1e400",
    ]
    for text in texts { #expect(try JSONValue(parsing: text) == .number(text)) }
    #expect(
      try JSONValue(parsing: "[\(texts.joined(separator: ","))]").canonical == "[\(texts.joined(separator: ","))]")
  }

  @Test func wholeNumbersAreExactAndTooLargeOnesNone() {
    #expect(JSONValue.number("-9223372036854775808").integer == .min)
    #expect(JSONValue.number("1.20e1").integer == 12)
    #expect(JSONValue.number("12.5").integer == nil)
    #expect(JSONValue.number("18446744073709551615").integer == nil)
    #expect(JSONValue.number("18446744073709551615").double == 0x1p64)
    #expect(JSONValue.number("1e400").double == nil)
    #expect(JSONValue.number("1e-400").double == 0)
    #expect(JSONValue.string("1").double == nil)
  }

  @Test func membersOfOneKeyAreAllKept() throws {
    let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value.members?.map(\.key) == ["a", "b", "a"])
    #expect(value["a"] == .integer(3))
    #expect(value.json(indented: false) == #"{"a":1,"b":2,"a":3}"#)
    #expect(value.canonical == #"{"a":3,"b":2}"#)
  }

  /// Escapes are looked for in the whole text at once: each belongs to the string that it stands in.
  @Test func onlyStringsWithEscapesHaveThem() throws {
    for count in 1..<6 {
      for escaped in 0..<1 << count {
        let words = (0..<count).map { number in "w\(number)" + (escaped & 1 << number != 0 ? "\\n" : "") }
        let text = "[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        let value = try JSONValue(parsing: text)
        for (number, word) in words.enumerated() {
          #expect(value[number] == .string(word.replacing("\\n", with: "\n")), "\(text)")
        }
      }
    }
  }

  @Test func escapesAreRead() throws {
    let text = #"["\u0041\/\b\t\n\f\r\u0001\"\\\uD83D\uDE00\u0000"]"#
    #expect(try JSONValue(parsing: text)[0] == .string("A/\u{8}\t\n\u{C}\r\u{1}\"\\😀\u{0}"))
  }

  @Test(arguments: [
    #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, #""\ud800x""#, #""\ud83d\ud83d""#, #"{"\udfff":1}"#,
  ])
  func halfASurrogatePairIsRefused(text: String) {
    #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONProblem)?.explanation == "half of a surrogate pair" }
  }

  @Test func deepNestingIsAnErrorNoCrash() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    let deepest = Int(JSONParser.maximumDepth)
    #expect(try JSONValue(parsing: nested(deepest)).json(indented: false) == nested(deepest))
    for depth in [deepest + 1, 1_000_000] {
      #expect { try JSONValue(parsing: nested(depth)) } throws: {
        ($0 as? JSONProblem)?.explanation == "nested deeper than \(deepest) levels"
      }
    }
    #expect(throws: JSONProblem.self) { try JSONValue(parsing: String(repeating: #"{"a":"#, count: 100_000)) }
  }

  @Test(arguments: [
    ("", 1, 0, "nothing there"), ("[1]\n\n x", 3, 6, "an unexpected character"),
    ("{\"a\":\n  NaN}", 2, 8, "NaN, which JSON does not know"),
    ("[1,\n-Infinity]", 2, 4, "-Infinity, which JSON does not know"),
    ("Infinity", 1, 0, "Infinity, which JSON does not know"), ("[\n01]", 2, 2, "a number that is none"),
    ("{\"a\":1,", 1, 7, "the text ends too early"), ("[\"\n\"]", 1, 2, "a control character in a string"),
    ("[\"\\x\"]", 1, 2, "a backslash that escapes nothing"), ("[\n\"a", 2, 4, "a string without an end"),
  ])
  func aProblemHasItsPlaceAndItsName(text: String, line: Int, offset: Int, explanation: String) {
    #expect { try JSONValue(parsing: text) } throws: { error in
      guard let problem = error as? JSONProblem else { return false }
      return (problem.line, problem.offset, problem.explanation) == (line, offset, explanation)
        && "\(problem)" == "line \(line), byte \(offset): \(explanation)"
    }
  }

  @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0, 0x22]])
  func whatIsNoTextIsRefused(bytes: [UInt8]) {
    #expect(throws: JSONProblem.self) { try JSONValue(parsing: bytes) }
  }

  /// Any value, with every kind of character and number.
  private func value(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> JSONValue {
    func text() -> String {
      let scalars = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
        let limits: [UInt32] = [0x20, 0xFF, 0x2FFF, 0x10FFFF]
        return Unicode.Scalar(UInt32.random(in: 0...limits.randomElement(using: &generator)!, using: &generator))
      }
      return String(String.UnicodeScalarView(scalars))
    }
    switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .integer(.random(in: .min ... .max, using: &generator))
    case 3: return .number(Double(bitPattern: .random(in: 0...UInt64.max, using: &generator)))
    case 4, 5: return .string(text())
    case 6: return .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth - 1, &generator) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in .init(text(), value(depth - 1, &generator)) })
    }
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let value = value(5, &generator)
      for text in [value.json(), value.json(indented: false)] { #expect(try JSONValue(parsing: text) == value) }
      #expect(try JSONValue(parsing: value.canonicalBytes).canonical == value.canonical)
    }
  }
}
