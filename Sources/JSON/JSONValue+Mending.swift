extension JSONValue {
  /// Reads a text in which U+FFFD stands for what no text can hold: U+0000 and halves of surrogate pairs, escaped or
  /// not, and bytes that are no UTF-8. Nothing else of it changes.
  ///
  /// - Returns: The value, and how many characters were replaced.
  /// - Throws: ``JSONProblem`` where it is no JSON for another reason.
  public static func mending(_ text: [UInt8]) throws(JSONProblem) -> (value: JSONValue, replaced: Int) {
    // A mark of the byte order is no part of the value.
    var bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    var replaced = replaceEscapes(in: &bytes)
    // The second reading is for texts that cannot be read otherwise: most need none.
    if bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil {
      let before = bytes.count { $0 == 0xEF }
      bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("\u{0}", with: "\u{FFFD}").utf8)
      replaced += max(1, bytes.count { $0 == 0xEF } - before)
    }
    return (try JSONValue(parsing: bytes), replaced)
  }

  /// Writes `\ufffd` over every `\u0000` and every half of a surrogate pair, which are as long.
  private static func replaceEscapes(in bytes: inout [UInt8]) -> Int {
    let replacement = Array("\\ufffd".utf8)
    var replaced = 0
    var place = 0
    while let escape = bytes[place...].firstIndex(of: 92) {
      guard let unit = unit(at: escape, in: bytes) else {
        // The second of two backslashes begins no escape.
        place = min(escape + 2, bytes.count)
        continue
      }
      place = escape + 6
      if (0xD800...0xDBFF).contains(unit), let low = self.unit(at: place, in: bytes), (0xDC00...0xDFFF).contains(low) {
        place += 6
      } else if unit == 0 || (0xD800...0xDFFF).contains(unit) {
        bytes.replaceSubrange(escape..<place, with: replacement)
        replaced += 1
      }
    }
    return replaced
  }

  /// The unit that an escape with four digits at `place` stands for; `nil` where there is no such escape.
  private static func unit(at place: Int, in bytes: [UInt8]) -> UInt16? {
    guard place + 6 <= bytes.count, bytes[place] == 92, bytes[place + 1] == UInt8(ascii: "u"),
      bytes[place + 2] != UInt8(ascii: "+"), bytes[place + 2] != UInt8(ascii: "-")
    else { return nil }
    return UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16)
  }
}
