/// The letters by which stages are told apart, the same on the screen and in reports.
public enum StageLetters {
  /// One letter a name: its first, else the first of its rarer letters that is free, else any that is free.
  ///
  /// Letters that most words hold tell little apart, so that "engaging" beside "exploring" is G, not N.
  /// - Returns: As many letters as names, all different.
  public static func letters(for names: [String]) -> [Character] {
    var taken: Set<Character> = []
    return names.map { name in
      let letters = name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      let rare = letters.filter { !"EAIOUTNRSL".contains($0) }
      let candidates = Array(letters.prefix(1)) + Array(rare) + Array(letters) + spare
      let letter = candidates.first { !taken.contains($0) } ?? "?"
      taken.insert(letter)
      return letter
    }
  }

  /// Digits and letters of one cell each: Latin, then Latin Extended.
  private static let spare: [Character] = {
    let ranges: [ClosedRange<UInt32>] = [0x31...0x39, 0x41...0x5A, 0x61...0x7A, 0x0100...0x0137, 0x0180...0x0240]
    return ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }.map(Character.init)
  }()
}
