/// Appends JSON to bytes.
struct JSONOutput: ~Copyable {
  private(set) var buffer = OutputBuffer()
  /// Whether the next member or element is the first of its object or array.
  private var isFirst = true

  mutating func removeAll() {
    buffer.removeAll()
    isFirst = true
  }

  /// Ends a line of JSON lines.
  mutating func endLine() {
    buffer.append(10)
    isFirst = true
  }

  mutating func open(_ bracket: Unicode.Scalar) {
    buffer.append(UInt8(bracket.value))
    isFirst = true
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    buffer.append(UInt8(bracket.value))
    isFirst = false
  }

  /// What comes before an element of an array.
  mutating func next() {
    if !isFirst { buffer.append(44) }
    isFirst = false
  }

  /// A key that needs no escapes.
  mutating func key(_ key: StaticString) {
    next()
    buffer.append(34)
    buffer.append(key)
    buffer.append(34)
    buffer.append(58)
  }

  mutating func key(_ key: String) {
    next()
    string(key)
    buffer.append(58)
  }

  mutating func string(_ text: UnsafeRawBufferPointer) {
    buffer.append(34)
    var needsEscape: UInt8 = 0
    for byte in text { needsEscape |= JSONOutput.needsEscape(byte) ? 1 : 0 }
    if needsEscape == 0 { buffer.append(text) } else { appendEscaping(text) }
    buffer.append(34)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 34 || byte == 92 || byte == 0x7F }

  private mutating func appendEscaping(_ text: UnsafeRawBufferPointer) {
    var plain = 0
    for place in 0..<text.count where JSONOutput.needsEscape(text[place]) {
      buffer.append(UnsafeRawBufferPointer(rebasing: text[plain..<place]))
      escape(text[place])
      plain = place + 1
    }
    buffer.append(UnsafeRawBufferPointer(rebasing: text[plain...]))
  }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  mutating func raw(_ text: UnsafeRawBufferPointer) { buffer.append(text) }
  mutating func raw(_ text: StaticString) { buffer.append(text) }

  mutating func integer(_ number: Int) { buffer.appendDecimal(number) }

  /// A number; one that JSON cannot hold is null.
  mutating func number(_ number: Double) {
    if number.isFinite { buffer.appendDecimal(number) } else { null() }
  }

  mutating func null() { raw("null") }

  /// The members of an object that is kept as text.
  mutating func members(of object: UnsafeRawBufferPointer) {
    guard object.count > 2 else { return }
    next()
    buffer.append(UnsafeRawBufferPointer(rebasing: object[1..<object.count - 1]))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 34: raw("\\\"")
    case 92: raw("\\\\")
    case 10: raw("\\n")
    case 13: raw("\\r")
    case 9: raw("\\t")
    default:
      raw("\\u00")
      raw(byte < 16 ? "0" : "")
      buffer.append(String(byte, radix: 16))
    }
  }
}
