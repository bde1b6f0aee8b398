/// One field of comma-separated values (RFC 4180), as it stands between two commas.
///
/// Text that a spreadsheet would take for a formula, because it starts with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, gets an apostrophe in front.
public enum CSVText {
  /// - Parameter allowsNumbers: Whether a field that is a number stays as it is: its sign is no formula. Only where the
  ///   program wrote it; a stranger's "+1" is words.
  public static func quoted(_ field: String, allowsNumbers: Bool = false) -> String {
    var buffer = OutputBuffer(capacity: 64)
    var field = field
    field.withUTF8 { append(UnsafeRawBufferPointer($0), to: &buffer, allowsNumbers: allowsNumbers) }
    return String(decoding: buffer.contents, as: UTF8.self)
  }

  public static func append(
    _ field: UnsafeRawBufferPointer, to buffer: inout OutputBuffer, allowsNumbers: Bool = false
  ) {
    guard let first = field.first else { return }
    var special: UInt8 = first == 32 || field[field.count - 1] == 32 ? 1 : 0
    for byte in field { special |= byte == 34 ? 3 : byte == 44 || byte == 10 || byte == 13 ? 1 : 0 }
    if special != 0 { buffer.append(34) }
    if isFormula(first), !(allowsNumbers && isNumber(field)) { buffer.append(39) }
    if special & 2 == 0 {
      buffer.append(field)
    } else {
      for byte in field {
        if byte == 34 { buffer.append(34) }
        buffer.append(byte)
      }
    }
    if special != 0 { buffer.append(34) }
  }

  private static func isFormula(_ first: UInt8) -> Bool {
    first == 61 || first == 43 || first == 45 || first == 64 || first == 9 || first == 13
  }

  /// Decimal digits alone: "-inf" and "-0x1p3" are numbers for Swift, but not for a spreadsheet.
  private static func isNumber(_ field: UnsafeRawBufferPointer) -> Bool {
    field.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
      && Double(String(decoding: field, as: UTF8.self)) != nil
  }
}
