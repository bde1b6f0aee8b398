/// What a probe point is called where nobody may learn more of it: an id could tell whose conversation it is, or how it
/// ended.
public enum ProbeName {
  public static func of(conversation: String, turn: Int) -> String {
    "p-" + SHA256.hexadecimal(of: "probe\u{0}\(turn)\u{0}\(conversation)".utf8).prefix(32)
  }

  /// Whether a text has the form of such a name.
  public static func isOne(_ text: String) -> Bool {
    text.utf8.count == 34 && text.hasPrefix("p-")
      && text.utf8.dropFirst(2).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
