extension String {
  /// The key that this one is a misspelling of: one or two edits away, whatever the letter case.
  ///
  /// Stricter than ``nearest(in:)``: files have keys that mean nothing here on purpose.
  public func misspelt(_ keys: some Sequence<String>) -> String? {
    let typed = Array(lowercased().prefix(64))
    let limit = typed.count < 5 ? 1 : 2
    var best: (key: String, edits: Int)?
    for key in keys {
      let edits = typed.edits(to: Array(key.lowercased()))
      if edits <= limit, edits < best?.edits ?? .max { best = (key, edits) }
    }
    return best?.key
  }

  /// The name that was probably meant: the one with the fewest edits, where these are few for its length.
  ///
  /// A name that begins with, or holds, what was typed counts as one edit away. Looks at 1000 names and 64 characters
  /// at most, so that no text makes it slow.
  func nearest(in names: some Sequence<String>) -> String? {
    let typed = Array(lowercased().prefix(64))
    guard !typed.isEmpty else { return nil }
    let limit = Swift.max(1, typed.count / 3)
    var best: (name: String, edits: Int)?
    for name in names.prefix(1000) {
      let candidate = Array(name.lowercased().prefix(64))
      let isPart = typed.count >= 2 && String(candidate).contains(String(typed))
      let edits = isPart ? 1 : typed.edits(to: candidate)
      if edits <= limit, edits < best?.edits ?? .max { best = (name, edits) }
    }
    return best?.name
  }
}

extension [Character] {
  /// Insertions, deletions, replacements and swaps of neighbours that make one text of the other.
  ///
  /// > F. J. Damerau. "A technique for computer detection and correction of spelling errors." 1964,
  /// > doi:10.1145/363958.363994 (here: the variant that edits no part twice).
  fileprivate func edits(to other: [Character]) -> Int {
    var previous = [Int](repeating: 0, count: other.count + 1)
    var current = Array<Int>(0...other.count)
    for (row, character) in enumerated() {
      let before = previous
      previous = current
      current[0] = row + 1
      for (column, target) in other.enumerated() {
        var cost = Swift.min(previous[column + 1] + 1, current[column] + 1)
        cost = Swift.min(cost, previous[column] + (character == target ? 0 : 1))
        if row > 0, column > 0, character == other[column - 1], self[row - 1] == target {
          cost = Swift.min(cost, before[column - 1] + 1)
        }
        current[column + 1] = cost
      }
    }
    return current[other.count]
  }
}
