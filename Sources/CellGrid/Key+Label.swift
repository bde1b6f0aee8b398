extension Key {
  /// Reads what ``label`` writes: `j`, `^D`, `Alt-b`, `↑`, `PgDn`, `Space`, `F5`.
  public init?(label: String) {
    if label.count == 1, let character = label.first, !character.isWhitespace, Key.named[label] == nil {
      self = .character(character)
    } else if let named = Key.named[label] {
      self = named
    } else if label.hasPrefix("^"), label.count == 2, let character = label.lowercased().last {
      self = .control(character)
    } else if label.hasPrefix("Alt-"), label.count == 5, let character = label.last {
      self = .alt(character)
    } else if label.hasPrefix("F"), let number = Int(label.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}
