internal import Glibc

/// How a table of comma-separated values leaves the program.
public struct CSVForm: Sendable, Hashable {
  /// Whether cells are kept from being formulas.
  public enum Guard: String, Sendable, Hashable, CaseIterable {
    /// With an apostrophe; see ``CSVText``.
    case formulas
    /// Every cell is what the audit holds, byte for byte.
    case none
  }

  public var guarding: Guard
  /// Whether the file begins with a byte order mark, by which spreadsheets know UTF-8.
  public var hasMark: Bool

  public init(guarding: Guard = .formulas, hasMark: Bool = false) {
    self.guarding = guarding
    self.hasMark = hasMark
  }

  /// U+FEFF in UTF-8.
  public static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The characters that a spreadsheet's cell holds, in units of UTF-16; what is longer is cut there.
  public static let longestCell = 32_767

  /// Whether a spreadsheet cuts a cell.
  public static func isLong(_ cell: UnsafeRawBufferPointer) -> Bool {
    // A unit of UTF-16 takes at least a byte.
    cell.count > longestCell && String(decoding: cell, as: UTF8.self).utf16.count > longestCell
  }

  /// That a spreadsheet does not show cells as they are.
  public static func words(ofLongCells count: Int) -> String {
    "\(NumberText.counted(count, "cell is", "cells are")) longer than the \(longestCell) characters of a spreadsheet's"
  }
}

/// One field of comma-separated values (RFC 4180), as it stands between two commas.
///
/// A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-` or `@`, in full width too, whatever blanks and
/// invisible characters stand before; and where its lists are separated by semicolons, each piece of a cell between
/// semicolons, tabs and ends of lines may become a cell. Where a piece could be a formula, the field gets an apostrophe
/// in front, and so does each such piece further on. What began with an apostrophe before gets another: whoever takes one
/// away where a field begins with it, and in such a field after every semicolon, tab and end of a line, has the text as
/// it was.
public enum CSVText {
  /// - Parameter allowsNumbers: Whether a field that is a number stays as it is: its sign is no formula. Only where the
  ///   program wrote it; a stranger's "+1" is words.
  public static func quoted(
    _ field: String, allowsNumbers: Bool = false, guarding: CSVForm.Guard = .formulas
  ) -> String {
    var buffer = OutputBuffer(capacity: 64)
    var field = field
    field.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let isPlain = allowsNumbers && isNumber(bytes)
      append(bytes, to: &buffer, guarding: isPlain ? .none : guarding)
    }
    return String(decoding: buffer.contents, as: UTF8.self)
  }

  public static func append(
    _ field: UnsafeRawBufferPointer, to buffer: inout OutputBuffer, guarding: CSVForm.Guard = .formulas
  ) {
    guard let first = field.first, let last = field.last else { return }
    let hasQuotes = contains(field, 34)
    let guards = guarding == .formulas
    var isGuarded = guards && ([9, 10, 13].contains(first) || isRisky(field, from: 0))
    var hasEnds = false
    var place = 0
    while let separator = nextSeparator(in: field, from: place), !hasEnds || guards && !isGuarded {
      place = separator + 1
      if field[separator] == 10 || field[separator] == 13 { hasEnds = true }
      if guards, !isGuarded { isGuarded = isRisky(field, from: place) }
    }
    let isQuoted = hasQuotes || hasEnds || first == 32 || last == 32 || contains(field, 44)
    if isQuoted { buffer.append(34) }
    if isGuarded { buffer.append(39) }
    if !hasQuotes, !isGuarded {
      buffer.append(field)
    } else {
      for (place, byte) in field.enumerated() {
        if byte == 34 { buffer.append(34) }
        buffer.append(byte)
        if isGuarded, separates(byte), isRisky(field, from: place + 1) { buffer.append(39) }
      }
    }
    if isQuoted { buffer.append(34) }
  }

  private static func contains(_ field: UnsafeRawBufferPointer, _ byte: Int32) -> Bool {
    field.baseAddress.map { memchr($0, byte, field.count) != nil } ?? false
  }

  /// What ends a cell where a file is read with another separator.
  private static func separates(_ byte: UInt8) -> Bool { byte == 59 || byte == 9 || byte == 10 || byte == 13 }

  /// The first such byte from `start` on, looked for eight bytes at a time.
  private static func nextSeparator(in field: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var place = start
    while place + 8 <= field.count {
      let word = UInt64(littleEndian: field.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // The highest bit of every byte below 14 and of every semicolon, and of some that stand behind one.
      let controls = (word &- 14 &* ones) & ~word
      let others = word ^ 59 &* ones
      var marks = (controls | (others &- ones) & ~others) & highest
      while marks != 0 {
        let found = place + marks.trailingZeroBitCount / 8
        if separates(field[found]) { return found }
        marks &= marks &- 1
      }
      place += 8
    }
    return field[place...].firstIndex(where: separates)
  }

  /// Whether the piece that begins at `start` could be a formula, or could be mistaken for one that was guarded.
  private static func isRisky(_ field: UnsafeRawBufferPointer, from start: Int) -> Bool {
    guard start < field.count else { return false }
    if field[start] == 39 { return true }
    var place = start
    while place < field.count {
      let width = blankWidth(field, place)
      guard width > 0 else { break }
      place += width
    }
    guard place < field.count else { return false }
    switch field[place] {
    // No formula begins with a sign and a bracket that closes, but ";-)" is common.
    case 61, 43, 45, 64: return start == 0 || place + 1 == field.count || field[place + 1] != 41
    // ＋ － ＝ ＠
    case 0xEF where place + 2 < field.count && field[place + 1] == 0xBC:
      return [0x8B, 0x8D, 0x9D, 0xA0].contains(field[place + 2])
    default: return false
    }
  }

  /// How many bytes a blank or invisible character takes that begins at `place`; 0 for any other.
  private static func blankWidth(_ field: UnsafeRawBufferPointer, _ place: Int) -> Int {
    let byte = field[place]
    if byte < 0x80 { return byte <= 32 && !separates(byte) || byte == 127 ? 1 : 0 }
    if TextFolding.isIdeographLead(byte) { return 0 }
    let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard byte >= 0xC2, place + width <= field.count else { return 0 }
    let bytes = UnsafeRawBufferPointer(rebasing: field[place..<place + width])
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return 0 }
    let properties = scalar.properties
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || [.control, .format].contains(properties.generalCategory) ? width : 0
  }

  /// Decimal digits alone: "-inf" and "-0x1p3" are numbers for Swift, but not for a spreadsheet.
  private static func isNumber(_ field: UnsafeRawBufferPointer) -> Bool {
    field.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
      && Double(String(decoding: field, as: UTF8.self)) != nil
  }
}
