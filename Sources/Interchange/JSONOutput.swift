/// Appends JSON to bytes.
struct JSONOutput {
  var bytes: [UInt8] = []
  /// Whether the next member or element is the first of its object or array.
  private var isFirst = true

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  /// Ends a line of JSON lines.
  mutating func endLine() {
    bytes.append(10)
    isFirst = true
  }

  mutating func open(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(bracket.value))
    isFirst = true
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(bracket.value))
    isFirst = false
  }

  /// What comes before an element of an array.
  mutating func next() {
    if !isFirst { bytes.append(44) }
    isFirst = false
  }

  /// A key that needs no escapes.
  mutating func key(_ key: StaticString) {
    next()
    bytes.append(34)
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(34)
    bytes.append(58)
  }

  mutating func key(_ key: String) {
    next()
    string(key)
    bytes.append(58)
  }

  mutating func string(_ text: UnsafeRawBufferPointer) {
    bytes.append(34)
    var plain = 0
    for (place, byte) in text.enumerated() where byte < 0x20 || byte == 34 || byte == 92 || byte == 0x7F {
      bytes.append(contentsOf: text[plain..<place])
      escape(byte)
      plain = place + 1
    }
    bytes.append(contentsOf: text[plain...])
    bytes.append(34)
  }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  mutating func raw(_ text: UnsafeRawBufferPointer) { bytes.append(contentsOf: text) }
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func integer(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// A finite number; whole numbers without a point.
  mutating func number(_ number: Double) {
    if let whole = Int(exactly: number), number.magnitude < 1e15, !(number == 0 && number.sign == .minus) {
      integer(whole)
    } else {
      raw(number.isFinite ? "\(number)" : "null")
    }
  }

  mutating func null() { raw("null") }

  /// The members of an object that is kept as text.
  mutating func members(of object: UnsafeRawBufferPointer) {
    guard object.count > 2 else { return }
    next()
    bytes.append(contentsOf: object[1..<object.count - 1])
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
      raw(String(byte, radix: 16))
    }
  }
}
