extension [UInt8] {
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// A number in decimal digits.
  mutating func append(number: Int) {
    if number < 0 {
      append(UInt8(ascii: "-"))
      append(number: -number)
    } else {
      if number >= 10 { append(number: number / 10) }
      append(UInt8(ascii: "0") + UInt8(number % 10))
    }
  }

  /// A number in decimal digits, with zeros in front up to `width`.
  mutating func append(number: Int, width: Int) {
    var limit = 1
    for _ in 1..<Swift.max(width, 1) { limit *= 10 }
    while limit > 1, number < limit {
      append(UInt8(ascii: "0"))
      limit /= 10
    }
    append(number: number)
  }

  /// A copy of some of its own bytes, at the end.
  mutating func append(copyOf range: Range<Int>, in source: [UInt8]) {
    append(contentsOf: source[range])
  }
}
