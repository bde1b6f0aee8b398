import Foundation
import Testing

@testable import ModelEndpoint

@Suite struct JSONBytesTests {
  @Test func whatIsWrittenReadsBackTheSame() throws {
    var generator = SystemRandomNumberGenerator()
    let scalars = (0..<400).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &generator)) }
    let odd = "\u{0}\u{1}\u{1F}\u{7F}\"\\/\n\r\t\u{2028}🙂e\u{301}" + String(String.UnicodeScalarView(scalars))
    let value = JSONValue.object([
      odd: .string(odd), "": .array([.null, .bool(true), .bool(false), .integer(.min), .integer(.max)]),
      "numbers": .array([0.1, 0.7, -2.5, 1e-7, 1.5e300, .pi].map { .number($0) }), "deep": .object(["a": .object([:])]),
    ])
    #expect(try JSONDecoder().decode(JSONValue.self, from: Data(value.bytes)) == value)
  }

  @Test func equalValuesAreEqualBytes() {
    let value = JSONValue.object(["b": .number(2), "a": .number(0.7), "ä": .number(-0.0), "A": .number(.nan)])
    #expect(String(decoding: value.bytes, as: UTF8.self) == #"{"A":"NaN","a":0.7,"b":2,"ä":0}"#)
  }
}
