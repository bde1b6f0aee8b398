public import Text

/// Which characters of a string are escaped beyond `"`, `\` and the controls below U+0020.
public enum JSONEscapes: Sendable {
  /// U+007F to U+009F, which steer terminals, and U+2028 and U+2029, which end lines in some readers.
  case readable
  /// Nothing: the form that digests are made over, which other programs must be able to make as well. Backspace and form
  /// feed have their short escapes.
  case canonical
}

/// The one writer of JSON: appends to bytes.
public struct JSONOutput: ~Copyable {
  @usableFromInline var output: OutputBuffer
  /// Whether the next member or element is the first of its object or array.
  @usableFromInline var isFirst = true
  @usableFromInline let escapes: JSONEscapes

  public init(escapes: JSONEscapes = .readable, capacity: Int = 1 << 16) {
    self.escapes = escapes
    output = OutputBuffer(capacity: capacity)
  }

  @inlinable public var count: Int { output.count }
  public var bytes: [UInt8] { output.bytes }
  /// All bytes; lives until the next change.
  public var contents: UnsafeRawBufferPointer { output.contents }

  public mutating func removeAll() {
    output.removeAll()
    isFirst = true
  }

  /// Ends a line of JSON lines.
  @inlinable
  public mutating func endLine() {
    output.append(10)
    isFirst = true
  }

  @inlinable
  public mutating func open(_ bracket: Unicode.Scalar) {
    output.append(UInt8(truncatingIfNeeded: bracket.value))
    isFirst = true
  }

  @inlinable
  public mutating func close(_ bracket: Unicode.Scalar) {
    output.append(UInt8(truncatingIfNeeded: bracket.value))
    isFirst = false
  }

  /// What comes before an element of an array.
  @inlinable
  public mutating func next() {
    if !isFirst { output.append(44) }
    isFirst = false
  }

  /// A key that needs no escapes.
  @inlinable
  public mutating func key(_ key: StaticString) {
    next()
    output.append(34)
    output.append(key)
    output.append(34)
    output.append(58)
  }

  @inlinable
  public mutating func key(_ key: String) {
    next()
    string(key)
    output.append(58)
  }

  @inlinable
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  @inlinable public mutating func raw(_ text: UnsafeRawBufferPointer) { output.append(text) }
  @inlinable public mutating func raw(_ text: StaticString) { output.append(text) }
  @inlinable public mutating func raw(_ text: String) { output.append(text) }

  public mutating func integer(_ number: Int) { output.append(decimal: number) }

  /// A number; one that JSON cannot hold is null.
  public mutating func number(_ number: Double) {
    if number.isFinite { output.append(decimal: number) } else { null() }
  }

  @inlinable public mutating func flag(_ value: Bool) { value ? raw("true") : raw("false") }
  @inlinable public mutating func null() { raw("null") }

  /// The members of an object that is kept as text.
  public mutating func members(of object: UnsafeRawBufferPointer) {
    guard object.count > 2 else { return }
    next()
    output.append(UnsafeRawBufferPointer(rebasing: object[1..<object.count - 1]))
  }
}

extension JSONOutput {
  /// A string of UTF-8.
  public mutating func string(_ text: UnsafeRawBufferPointer) {
    output.append(34)
    if JSONOutput.mayNeedEscape(text) { appendEscaping(text) } else { output.append(text) }
    output.append(34)
  }

  /// `true` for some texts that need none: the lead bytes alone do not tell.
  private static func mayNeedEscape(_ text: UnsafeRawBufferPointer) -> Bool {
    let end = text.count - 1
    guard let base = text.baseAddress, end >= ByteBlock.width else { return text.indices.contains { marks(text, $0) } }
    if marks(text, end) { return true }
    return ByteBlock.contains(0..<end) { place in
      let block = ByteBlock(base, at: place)
      let (bytes, next) = (block.bytes(), block.bytes(1))
      var marks = bytes.isBelow(0x20) .| bytes.equals(34)
      marks .|= bytes.equals(92) .| bytes.equals(0x7F)
      // U+2028 and U+2029 end in 80 A8 and 80 A9.
      marks .|= bytes.equals(0xC2) .| (bytes.equals(0x80) .& next.with(1).equals(0xA9))
      return marks.isMarked
    }
  }

  private static func marks(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    let byte = text[place]
    if byte < 0x20 || byte == 34 || byte == 92 || byte == 0x7F || byte == 0xC2 { return true }
    return byte & 0xFE == 0xA8 && place > 0 && text[place - 1] == 0x80
  }

  private mutating func appendEscaping(_ text: UnsafeRawBufferPointer) {
    var plain = 0
    var place = 0
    while place < text.count {
      let width = escapedWidth(text, place)
      if width == 0 {
        place += 1
        continue
      }
      output.append(UnsafeRawBufferPointer(rebasing: text[plain..<place]))
      switch width {
      case 1: escape(text[place])
      case 2: unicode(UInt32(text[place + 1]))
      default: unicode(0x2000 | UInt32(text[place + 2] & 0x3F))
      }
      place += width
      plain = place
    }
    output.append(UnsafeRawBufferPointer(rebasing: text[plain...]))
  }

  /// How many bytes the character at `place` has if it is escaped, else 0.
  private func escapedWidth(_ text: UnsafeRawBufferPointer, _ place: Int) -> Int {
    let byte = text[place]
    if byte < 0x20 || byte == 34 || byte == 92 { return 1 }
    guard escapes == .readable, byte >= 0x7F else { return 0 }
    let left = text.count - place
    switch byte {
    case 0x7F: return 1
    case 0xC2 where left > 1 && text[place + 1] < 0xA0: return 2
    case 0xE2 where left > 2 && text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8: return 3
    default: return 0
    }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 34: raw("\\\"")
    case 92: raw("\\\\")
    case 10: raw("\\n")
    case 13: raw("\\r")
    case 9: raw("\\t")
    case 8 where escapes == .canonical: raw("\\b")
    case 12 where escapes == .canonical: raw("\\f")
    default: unicode(UInt32(byte))
    }
  }

  private mutating func unicode(_ scalar: UInt32) {
    let digits = String(scalar, radix: 16)
    raw("\\u")
    for _ in digits.utf8.count..<4 { output.append(48) }
    output.append(digits)
  }
}
