internal import CEmbedded

/// The traditional characters that are written for simplified ones: the lists have the simplified.
enum TraditionalForms {
  private static let shipped = forms(in: String(cString: cembedded_traditional_characters()))

  /// A line is a simplified character and all that are written for it.
  private static func forms(in text: String) -> [Character: [Character]] {
    var forms: [Character: [Character]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("# ") {
      guard let simplified = line.first else { continue }
      forms[simplified] = Array(line.dropFirst())
    }
    return forms
  }

  /// The phrase in traditional characters throughout, in every way where one has several; nothing where it is the same.
  static func of(_ phrase: Substring) -> [Substring] {
    var written = [""]
    for character in phrase {
      written = (shipped[character] ?? [character]).flatMap { form in written.map { $0 + String(form) } }
    }
    return written.filter { $0 != phrase }.map { Substring($0) }
  }
}
