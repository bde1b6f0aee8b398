/// Finds e-mail addresses that are written so that programs should not: `bob [at] example [dot] com`, `bob @ example . com`.
struct SpelledAddressSearch {
  let text: FoldedText
  private var units: [UInt8] { text.units }

  /// What stands for a sign, and whether it says so beyond doubt.
  private static let ats: TextWords = ["[at]", "(at)", "{at}", "<at>", "艾特", "@"]
  private static let dots: TextWords = ["[dot]", "(dot)", "{dot}", "<dot>", "[.]", "(.)", "点", "。", "."]
  private static let domains: Set<String> = [
    "com", "cn", "net", "org", "edu", "gov", "io", "info", "de", "uk", "fr", "co", "us", "me", "tw", "hk", "jp",
  ]

  /// Addresses outside of `taken`.
  func addresses(outside taken: TakenUnits) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for place in units.indices {
      guard let address = address(aroundSignAt: place), !taken.touch(address),
        address.lowerBound >= found.last?.upperBound ?? 0
      else { continue }
      found.append(address)
    }
    return found
  }

  private func address(aroundSignAt place: Int) -> Range<Int>? {
    guard let sign = sign(SpelledAddressSearch.ats, word: "at", at: place) else { return nil }
    // The name before the sign.
    var end = place
    while end > 0, end > place - 3, units[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > 0, units[start - 1].isWordUnit || units[start - 1].isOne(of: "._%+-") { start -= 1 }
    guard start < end else { return nil }
    guard let host = host(from: blanks(from: sign.end)) else { return nil }
    // "at" alone is a word like others, unless a dot is spelled too.
    return sign.isWord && !host.isSpelled ? nil : start..<host.end
  }

  /// Labels with dots between them, the last one of a known domain.
  private func host(from start: Int) -> (end: Int, isSpelled: Bool)? {
    var place = text.end(of: { $0.isWordUnit || $0 == 0x2D }, from: start)
    guard place > start else { return nil }
    var result: (end: Int, isSpelled: Bool)?
    var isSpelled = false
    for _ in 0..<4 {
      let dot = blanks(from: place)
      guard let sign = sign(SpelledAddressSearch.dots, word: "dot", at: dot) else { break }
      isSpelled = isSpelled || units[dot] != 0x2E
      let label = blanks(from: sign.end)
      let end = text.end(of: { $0.isWordUnit || $0 == 0x2D }, from: label)
      guard end > label else { break }
      place = end
      let name = String(decoding: units[label..<end].map { $0 | 0x20 }, as: UTF8.self)
      if SpelledAddressSearch.domains.contains(name) { result = (end, isSpelled) }
    }
    return result
  }

  private func blanks(from place: Int) -> Int { text.end(of: { $0 == 0x20 }, from: place, limit: 2) }

  /// The sign that stands at `place`, or the word for it between blanks.
  private func sign(_ signs: TextWords, word: TextWord, at place: Int) -> (end: Int, isWord: Bool)? {
    if let sign = signs.longest(in: text, at: place) { return (place + sign.count, false) }
    let end = place + word.count
    guard text.has(word, at: place), place > 0, units[place - 1] == 0x20, end < units.count, units[end] == 0x20 else {
      return nil
    }
    return (end, true)
  }
}
