/// One field of comma-separated values as text.
public enum CSVField {
  /// The field as RFC 4180 wants it, with an apostrophe before what a spreadsheet would take for a formula.
  ///
  /// What reads as a number stays as it is: its sign is no formula.
  public static func quoted(_ field: String) -> String {
    var field = field
    if let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(field) == nil {
      field = "'" + field
    }
    guard field.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
