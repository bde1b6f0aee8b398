/// The letters by which stages are told apart, the same on the screen and in reports.
public enum StageLetters {
  /// One letter a name: its first, else the first of its rarer letters that is free, else any of its own, for which others
  /// make room with another of theirs, else any that is free.
  ///
  /// Letters that most words hold tell little apart, so that "engaging" beside "exploring" is G, not N.
  /// - Returns: As many letters as names, all different.
  public static func letters(for names: [String]) -> [Character] {
    let own = names.map { name in
      let letters = name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return Array(letters.prefix(1) + letters.filter { !"EAIOUTNRSL".contains($0) } + letters)
    }
    var owners: [Character: Int] = [:]
    for name in own.indices where !give(name, one: own, of: &owners) {
      if let letter = spare.first(where: { owners[$0] == nil && !own.joined().contains($0) })
        ?? spare.first(where: {
          owners[$0] == nil
        })
      {
        owners[letter] = name
      }
    }
    let letters = Dictionary(owners.map { ($1, $0) }) { first, _ in first }
    return names.indices.map { letters[$0] ?? "?" }
  }

  /// Gives a name one of its own letters: a free one, else one whose owner can have another.
  private static func give(_ name: Int, one own: [[Character]], of owners: inout [Character: Int]) -> Bool {
    var asked: Set<Character> = []
    func find(_ name: Int) -> Bool {
      if let free = own[name].first(where: { owners[$0] == nil }) {
        owners[free] = name
        return true
      }
      for letter in own[name] where asked.insert(letter).inserted {
        guard let owner = owners[letter], own[owner].contains(letter), find(owner) else { continue }
        owners[letter] = name
        return true
      }
      return false
    }
    return find(name)
  }

  /// Digits and letters of one cell each: Latin, then Latin Extended.
  private static let spare: [Character] = {
    let ranges: [ClosedRange<UInt32>] = [0x31...0x39, 0x41...0x5A, 0x61...0x7A, 0x0100...0x0137, 0x0180...0x0240]
    return ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }.map(Character.init)
  }()
}
