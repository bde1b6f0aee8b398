/// How a dictionary-coded column writes a value: the index of the value in its dictionary, or one of two marks.
///
/// Dictionaries therefore hold at most ``maximumValues`` values.
public enum Code {
  /// Nothing was labelled, or the label is invalid.
  public static let missing: UInt8 = 255
  /// There was no reply to label: a real exit probe, or a simulator that chose silence. Only in stage columns.
  public static let noReply: UInt8 = 254
  /// The largest number of values that a dictionary may hold.
  public static let maximumValues = 254
}
