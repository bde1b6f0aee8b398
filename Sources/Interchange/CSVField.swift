/// One field of comma-separated values as text.
public enum CSVField {
  /// The field as ``CSVOutput`` writes text; what reads as a number stays as it is, its sign is no formula.
  public static func quoted(_ field: String) -> String {
    Double(field) == nil ? String(decoding: CSVOutput.field(field), as: UTF8.self) : field
  }
}
