/// What the measures of whole conversations are called, by their ids, and what is to be known of their labels.
public enum WholeWords {
  /// - Parameter id: Of a mean of user turns.
  /// - Parameter horizon: What it is restricted to, where it is.
  public static func length(_ id: String, horizon: Int) -> String {
    id == "restricted_mean" ? "restricted to \(horizon)" : id
  }

  /// - Parameter id: Of a measure of speech.
  public static func speech(_ id: String) -> String {
    switch id {
    case "characters": "characters a turn"
    case "short": "six characters or fewer"
    case "repeats": "repeated"
    case "distinct_words": "different words"
    default: id
    }
  }

  /// Communicative fidelity is no fidelity of decisions.
  public static let speechOnly = "How users speak says nothing of what they decide."

  /// Whose labels tell of whole conversations, and what they do not.
  public static func labels(of instrument: String) -> String {
    "Labels are those of \(instrument) on both sides. Who is labelled in more turns has more chances to do a thing in any "
      + "of them: read it beside what is labelled."
  }
}
