/// Strangers' text inside Markdown: shown as it was written, with nothing in it taken for markup.
public enum MarkdownText {
  /// Text for one line: a heading, a table cell, a list item.
  public static func inline(_ text: String) -> String {
    var buffer = OutputBuffer(capacity: 64)
    var text = text
    text.withUTF8 { appendInline(UnsafeRawBufferPointer($0), to: &buffer) }
    return String(decoding: buffer.contents, as: UTF8.self)
  }

  /// The text as a fenced block, whatever fences it holds itself.
  public static func fenced(_ text: String) -> String {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == 96 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(VisibleText.lines(text))\n\(fence)"
  }

  /// Appends text for one line: a heading, a table cell, a list item.
  public static func appendInline(_ text: UnsafeRawBufferPointer, to buffer: inout OutputBuffer) {
    var isFirst = true
    forEachLine(of: text) { line in
      if !isFirst { buffer.append(" ") }
      isFirst = false
      appendLine(line, to: &buffer)
    }
  }

  /// Appends text as a quotation, every line of its own.
  public static func appendQuotation(_ text: UnsafeRawBufferPointer, to buffer: inout OutputBuffer) {
    var isFirst = true
    forEachLine(of: text) { line in
      if !isFirst { buffer.append(10) }
      isFirst = false
      buffer.append(62)
      guard line.count > 0 else { return }
      buffer.append(32)
      appendLine(line, to: &buffer)
      buffer.append("  ")
    }
  }

  /// Splits at line feeds, U+0085, U+2028 and U+2029.
  private static func forEachLine(of text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    var place = 0
    while place < text.count {
      let width = breakWidth(text, place)
      if width > 0 {
        body(UnsafeRawBufferPointer(rebasing: text[start..<place]))
        start = place + width
      }
      place += max(width, 1)
    }
    body(UnsafeRawBufferPointer(rebasing: text[start...]))
  }

  private static func breakWidth(_ text: UnsafeRawBufferPointer, _ place: Int) -> Int {
    switch text[place] {
    case 10: 1
    case 0xC2: place + 1 < text.count && text[place + 1] == 0x85 ? 2 : 0
    case 0xE2:
      place + 2 < text.count && text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8 ? 3 : 0
    default: 0
    }
  }

  private static func appendLine(_ line: UnsafeRawBufferPointer, to buffer: inout OutputBuffer) {
    var place = 0
    while place < line.count, line[place] == 32 { place += 1 }
    place = appendStart(of: line, at: place, to: &buffer)
    var plain = place
    while place < line.count {
      let byte = line[place]
      if isPlain(byte) {
        place += 1
        continue
      }
      buffer.append(UnsafeRawBufferPointer(rebasing: line[plain..<place]))
      place += appendSpecial(line, at: place, to: &buffer)
      plain = place
    }
    buffer.append(UnsafeRawBufferPointer(rebasing: line[plain...]))
  }

  /// Escapes what at the start of a line would make a list, a heading or a rule. Returns the place behind it.
  private static func appendStart(
    of line: UnsafeRawBufferPointer, at start: Int, to buffer: inout OutputBuffer
  ) -> Int {
    var place = start
    while place < line.count, line[place] >= 48, line[place] <= 57 { place += 1 }
    guard place < line.count else { return start }
    let mark = line[place]
    // A number is the mark of a list only where a blank follows it: 0.1.0 is none.
    let isList = place > start && (mark == 46 || mark == 41) && (place + 1 == line.count || line[place + 1] <= 32)
    let isRule = place == start && (mark == 45 || mark == 43 || mark == 35 || mark == 61)
    guard isList || isRule else { return start }
    buffer.append(UnsafeRawBufferPointer(rebasing: line[start..<place]))
    buffer.append(92)
    buffer.append(mark)
    return place + 1
  }

  private static func isPlain(_ byte: UInt8) -> Bool { plain[Int(byte)] }

  private static let plain: [Bool] = (0..<256).map { byte in
    byte >= 0x20 && byte != 0x7F && !"&<>\\`*_[]|~$@/.".utf8.contains(UInt8(byte))
      && ![0xC2, 0xD8, 0xE2, 0xEF, 0xF3].contains(byte)
  }

  /// Appends the scalar at `place`, which may need an escape. Returns its width.
  private static func appendSpecial(
    _ line: UnsafeRawBufferPointer, at place: Int, to buffer: inout OutputBuffer
  ) -> Int {
    let byte = line[place]
    let before = place > 0 ? line[place - 1] : 32
    let next = place + 1 < line.count ? line[place + 1] : 32
    switch byte {
    case 38: buffer.append("&amp;")
    case 60: buffer.append("&lt;")
    case 62: buffer.append("&gt;")
    // Addresses would become links.
    case 64: buffer.append("&#64;")
    case 47 where before == 58: buffer.append("&#47;")
    case 46 where before | 0x20 == 119: buffer.append("&#46;")
    case 47, 46: buffer.append(byte)
    // Brackets alone are no link, and intervals stay readable; notes, alerts and references are.
    case 91 where next != 33 && next != 94: buffer.append(byte)
    case 93 where next != 40 && next != 91 && next != 58: buffer.append(byte)
    // Within a word an underscore is no markup, and words such as child_age stay readable.
    case 95 where isLetter(before) && isLetter(next): buffer.append(byte)
    case 9: buffer.append(32)
    case 13: break
    case 0..<32:
      // The picture of the control character, U+2400 and on.
      buffer.append(0xE2)
      buffer.append(0x90)
      buffer.append(0x80 | byte)
    case 127: buffer.append("\u{2421}")
    case 0x80...: return appendScalar(line, at: place, to: &buffer)
    default:
      buffer.append(92)
      buffer.append(byte)
    }
    return 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// Appends a scalar beyond ASCII; what steers the direction of text or is a control character becomes visible.
  private static func appendScalar(
    _ line: UnsafeRawBufferPointer, at place: Int, to buffer: inout OutputBuffer
  ) -> Int {
    let width = min(line[place] < 0xE0 ? 2 : line[place] < 0xF0 ? 3 : 4, line.count - place)
    let bytes = UnsafeRawBufferPointer(rebasing: line[place..<place + width])
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return width }
    if let picture = VisibleText.picture(of: scalar) { buffer.append(picture) } else { buffer.append(bytes) }
    return width
  }
}
