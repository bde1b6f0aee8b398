/// Words of one look within a line.
public struct GuideSpan: Equatable, Sendable {
  public enum Look: Sendable { case plain, strong, emphasis, code, heading }

  public var text: String
  public var look: Look

  /// The spans of a paragraph: `code`, **strong**, *emphasis*; of a link its words.
  static func spans(of words: String) -> [GuideSpan] {
    var spans: [GuideSpan] = []
    let rest = words[...]
    func add(_ text: Substring, _ look: Look) {
      if !text.isEmpty { spans.append(GuideSpan(text: String(text), look: look)) }
    }
    var plain = rest.startIndex
    var place = rest.startIndex
    /// What stands between two marks that begin here.
    func enclosed(_ mark: String) -> (inside: Substring, end: Substring.Index)? {
      guard rest[place...].hasPrefix(mark) else { return nil }
      let start = rest.index(place, offsetBy: mark.count)
      guard start < rest.endIndex, !rest[start].isWhitespace,
        let end = rest[start...].firstRange(of: mark), end.lowerBound > start
      else { return nil }
      return (rest[start..<end.lowerBound], end.upperBound)
    }
    while place < rest.endIndex {
      let marks: [(String, Look)] = [("`", .code), ("**", .strong), ("*", .emphasis)]
      if let (look, found) = marks.lazy.compactMap({ mark in enclosed(mark.0).map { (mark.1, $0) } }).first {
        add(rest[plain..<place], .plain)
        if look == .code { add(found.inside, look) } else { spans += inner(found.inside, look) }
        place = found.end
        plain = place
      } else if rest[place] == "[", let close = rest[place...].firstRange(of: "]("),
        let end = rest[close.upperBound...].firstIndex(of: ")")
      {
        add(rest[plain..<place], .plain)
        add(rest[rest.index(after: place)..<close.lowerBound], .plain)
        place = rest.index(after: end)
        plain = place
      } else {
        place = rest.index(after: place)
      }
    }
    add(rest[plain...], .plain)
    return spans
  }

  /// Words that are marked as a whole may hold code.
  private static func inner(_ words: Substring, _ look: Look) -> [GuideSpan] {
    spans(of: String(words)).map { $0.look == .plain ? GuideSpan(text: $0.text, look: look) : $0 }
  }

  /// The words alone.
  static func plain(_ words: String) -> String { spans(of: words).map(\.text).joined() }
}
