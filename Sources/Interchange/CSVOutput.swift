internal import Text

/// Appends comma-separated values to bytes (RFC 4180: CRLF, quotes doubled).
///
/// Text that a spreadsheet would take for a formula, because it starts with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, gets an apostrophe in front. Numbers do not.
struct CSVOutput: ~Copyable {
  private var buffer = OutputBuffer()
  private var isFirst = true

  var count: Int { buffer.count }
  var bytes: [UInt8] { buffer.bytes }

  mutating func endLine() {
    buffer.append(13)
    buffer.append(10)
    isFirst = true
  }

  mutating func removeAll() { buffer.removeAll() }

  mutating func empty() { separate() }

  mutating func integer(_ number: Int) {
    separate()
    buffer.append(decimal: number)
  }

  mutating func number(_ number: Double?) {
    separate()
    if let number { buffer.append(decimal: number) }
  }

  /// A field of a list that was made ready before.
  mutating func field(_ number: Int, of list: CSVFields) {
    separate()
    list.withField(number) { buffer.append($0) }
  }

  /// Text that needs no quotes.
  mutating func literal(_ text: StaticString) {
    separate()
    buffer.append(text)
  }

  mutating func text(_ text: UnsafeRawBufferPointer?) {
    separate()
    if let text { CSVOutput.append(text, to: &buffer) }
  }

  mutating func text(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { CSVOutput.append(UnsafeRawBufferPointer($0), to: &buffer) }
  }

  /// A text as it stands between two commas.
  static func field(_ text: String) -> [UInt8] {
    var buffer = OutputBuffer(capacity: 64)
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &buffer) }
    return buffer.bytes
  }

  private mutating func separate() {
    if !isFirst { buffer.append(44) }
    isFirst = false
  }

  private static func append(_ text: UnsafeRawBufferPointer, to buffer: inout OutputBuffer) {
    guard let first = text.first else { return }
    let isFormula = first == 61 || first == 43 || first == 45 || first == 64 || first == 9 || first == 13
    var special: UInt8 = first == 32 || text[text.count - 1] == 32 ? 1 : 0
    for byte in text { special |= byte == 34 ? 3 : byte == 44 || byte == 10 || byte == 13 ? 1 : 0 }
    if special != 0 { buffer.append(34) }
    if isFormula { buffer.append(39) }
    if special & 2 == 0 {
      buffer.append(text)
    } else {
      for byte in text {
        if byte == 34 { buffer.append(34) }
        buffer.append(byte)
      }
    }
    if special != 0 { buffer.append(34) }
  }
}

/// Texts that occur again and again, as they stand between two commas.
struct CSVFields {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ texts: some Sequence<String>) {
    for text in texts {
      bytes.append(contentsOf: CSVOutput.field(text))
      ends.append(bytes.count)
    }
  }

  func withField(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let range = ends[number]..<ends[number + 1]
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
