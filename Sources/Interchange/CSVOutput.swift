internal import Text

/// Appends comma-separated values to bytes (RFC 4180: CRLF, fields as ``CSVText`` has them).
struct CSVOutput: ~Copyable {
  private let form: CSVForm
  private var buffer = OutputBuffer()
  private var isFirst = true
  /// Texts that are longer than a spreadsheet's cell.
  private(set) var longCells = 0

  init(_ form: CSVForm) {
    self.form = form
  }

  /// Begins a file.
  mutating func begin() {
    if form.hasMark { CSVForm.mark.withUnsafeBytes { buffer.append($0) } }
  }

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

  /// A field that was made ready before.
  mutating func field(_ number: Int, of texts: borrowing CodeTexts) {
    separate()
    texts.withText(number) { buffer.append($0) }
  }

  /// Text that needs no quotes.
  mutating func literal(_ text: StaticString) {
    separate()
    buffer.append(text)
  }

  mutating func text(_ text: UnsafeRawBufferPointer?) {
    separate()
    if let text { append(text) }
  }

  mutating func text(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func text(_ cell: borrowing CSVCell) {
    separate()
    buffer.append(cell.buffer.contents)
    if cell.isLong { longCells += 1 }
  }

  private mutating func append(_ text: UnsafeRawBufferPointer) {
    CSVText.append(text, to: &buffer, guarding: form.guarding)
    if CSVForm.isLong(text) { longCells += 1 }
  }

  private mutating func separate() {
    if !isFirst { buffer.append(44) }
    isFirst = false
  }
}

/// One text that several lines have, as it stands between two commas.
struct CSVCell: ~Copyable {
  fileprivate var buffer = OutputBuffer()
  fileprivate var isLong = false

  mutating func set(_ text: UnsafeRawBufferPointer, _ form: CSVForm) {
    buffer.removeAll()
    CSVText.append(text, to: &buffer, guarding: form.guarding)
    isLong = CSVForm.isLong(text)
  }
}
