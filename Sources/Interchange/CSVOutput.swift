/// Appends comma-separated values to bytes (RFC 4180: CRLF, quotes doubled).
///
/// Text that a spreadsheet would take for a formula, because it starts with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, gets an apostrophe in front. Numbers do not.
struct CSVOutput {
  var bytes: [UInt8] = []
  private var isFirst = true

  mutating func endLine() {
    bytes.append(13)
    bytes.append(10)
    isFirst = true
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func empty() { separate() }

  mutating func integer(_ number: Int) {
    separate()
    if number >= 0, number < 10 {
      bytes.append(48 + UInt8(number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  mutating func number(_ number: Double) {
    separate()
    if let whole = Int(exactly: number), number.magnitude < 1e15 {
      bytes.append(contentsOf: String(whole).utf8)
    } else {
      bytes.append(contentsOf: "\(number)".utf8)
    }
  }

  /// Bytes that ``field(_:)`` made.
  mutating func ready(_ field: [UInt8]) {
    separate()
    bytes.append(contentsOf: field)
  }

  mutating func text(_ text: UnsafeRawBufferPointer?) {
    separate()
    if let text { CSVOutput.append(text, to: &bytes) }
  }

  mutating func text(_ text: String) {
    separate()
    bytes.append(contentsOf: CSVOutput.field(text))
  }

  /// A text as it stands between two commas.
  static func field(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    return bytes
  }

  private mutating func separate() {
    if !isFirst { bytes.append(44) }
    isFirst = false
  }

  private static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    guard let first = text.first else { return }
    let isFormula = first == 61 || first == 43 || first == 45 || first == 64 || first == 9 || first == 13
    var special: UInt8 = first == 32 || text[text.count - 1] == 32 ? 1 : 0
    for byte in text { special |= byte == 34 ? 3 : byte == 44 || byte == 10 || byte == 13 ? 1 : 0 }
    if special == 0 {
      if isFormula { bytes.append(39) }
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(34)
    if isFormula { bytes.append(39) }
    if special & 2 == 0 {
      bytes.append(contentsOf: text)
    } else {
      for byte in text {
        if byte == 34 { bytes.append(34) }
        bytes.append(byte)
      }
    }
    bytes.append(34)
  }
}
