/// Secrets inside of texts, by what they look like.
public enum CredentialText {
  public static let mark = "[removed]"

  /// Whether it is worth a closer look: one pass over the bytes, in which every kind of secret leaves its mark.
  public static func mayHold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8 else { return false }
    for place in 1..<text.count - 1 {
      let (before, byte, after) = (text[place - 1], text[place], text[place + 1])
      switch byte {
      // `=`, `_`
      case 61, 95: return true
      // `a:b`, `://`
      case 58: if after > 32, after != 34 { return true }
      // `sk-`, `xoxb-`, `--flag`, `-----BEGIN`
      case 45: if [107, 98, 112, 97, 105, 120, 116, 45].contains(before) { return true }
      // `eyJ`
      case 121: if before == 101, after == 74 { return true }
      // `AKIA`, `ASIA`, `AIza`
      case 75, 83, 73: if before == 65 { return true }
      // `SG.`
      case 71: if before == 83, after == 46 { return true }
      // `Bearer x`, `Basic x`
      case 32:
        if before | 32 == 114, ends(text, at: place, in: "bearer") { return true }
        if before | 32 == 99, ends(text, at: place, in: "basic") { return true }
      default: break
      }
    }
    return false
  }

  /// Whether a word stands before a place, whatever its case.
  private static func ends(_ text: UnsafeBufferPointer<UInt8>, at place: Int, in word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place >= count else { return false }
    return (0..<count).allSatisfy { text[place - count + $0] | 32 == word.utf8Start[$0] }
  }

  /// The text with its secrets masked; `nil` where it holds none.
  public static func masked(_ text: String) -> String? {
    if let range = text.firstRange(of: "-----BEGIN "), text[range.upperBound...].contains("PRIVATE KEY-----") {
      return String(text[..<range.lowerBound]) + mark
    }
    var ranges: [Range<String.Index>] = []
    let length = text.count
    var before: Substring = ""
    var words = Words(text)
    while let word = words.next() {
      if let range = secret(in: word, after: before, isAlone: word.count + before.count + 2 >= length) {
        ranges.append(range)
      }
      before = word
    }
    guard !ranges.isEmpty else { return nil }
    var result = ""
    var place = text.startIndex
    for range in ranges where range.lowerBound >= place {
      result += text[place..<range.lowerBound] + mark
      place = range.upperBound
    }
    return result + text[place...]
  }

  /// - Parameters:
  ///   - before: The word before it.
  ///   - isAlone: Whether the text is hardly more than this word, or this and the one before.
  private static func secret(in word: Substring, after before: Substring, isAlone: Bool) -> Range<String.Index>? {
    if isKey(word, isAlone: isAlone) { return word.startIndex..<word.endIndex }
    let scheme = before.lowercased()
    let isLong = word.count >= 16 && word.hasDigit
    if scheme == "bearer", isLong || (isAlone && word.count >= 8 && word.hasDigit) { return word.range }
    if scheme == "basic", word.count >= 8, word.hasDigit || word.hasSuffix("="), isAlone || isLong { return word.range }
    if before.hasPrefix("-"), word.count >= 8, CredentialName.strength(of: String(before)) != .none {
      return word.range
    }
    if let range = word.firstRange(of: "://") {
      return userOfAddress(word[range.upperBound...]) ?? value(in: word)
    }
    return value(in: word)
  }

  /// `user:password` of an address.
  private static func userOfAddress(_ rest: Substring) -> Range<String.Index>? {
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@"), authority[..<at].contains(":") else { return nil }
    return authority.startIndex..<at
  }

  /// What is assigned to a secret's name: `api_key=…`, in an address or a command.
  private static func value(in word: Substring) -> Range<String.Index>? {
    for part in word.split(whereSeparator: { $0 == "?" || $0 == "&" || $0 == ";" }) {
      guard let sign = part.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
      let value = part[part.index(after: sign)...]
      if value.count >= 8, !value.hasPrefix("/"), CredentialName.strength(of: String(part[..<sign])) != .none {
        return value.range
      }
    }
    return nil
  }

  private static func isKey(_ word: Substring, isAlone: Bool) -> Bool {
    if word.hasPrefix("sk-") {
      let rest = word.dropFirst(3)
      return rest.count >= 8 && rest.isKeyText && (isAlone || rest.hasDigit)
    }
    if word.hasPrefix("eyJ") { return word.count >= 30 && word.filter { $0 == "." }.count == 2 }
    return prefixes.contains { prefix, least in
      word.hasPrefix(prefix) && word.count >= prefix.count + least && word.dropFirst(prefix.count).isKeyText
    }
  }

  /// How keys of well-known services begin, and how many characters follow at least.
  private static let prefixes: [(String, Int)] = [
    ("sk_live_", 8), ("sk_test_", 8), ("rk_live_", 8), ("ghp_", 20), ("gho_", 20), ("ghu_", 20), ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20), ("glpat-", 16), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xapp-", 10), ("hf_", 20),
    ("gsk_", 20), ("AIza", 30), ("AKIA", 16), ("ASIA", 16), ("r8_", 20), ("npm_", 30), ("pypi-", 40), ("nvapi-", 20),
    ("xai-", 20), ("pplx-", 20), ("lsv2_", 20), ("dop_v1_", 20), ("SG.", 30),
  ]

  /// What stands between blanks, quotes, brackets and commas.
  private struct Words: IteratorProtocol {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func next() -> Substring? {
      rest = rest.drop(while: Words.isBetween)
      guard !rest.isEmpty else { return nil }
      var word = rest.prefix { !Words.isBetween($0) }
      rest = rest[word.endIndex...]
      while let last = word.last, last == "." || last == ":" || last == ";" { word.removeLast() }
      return word.isEmpty ? next() : word
    }

    private static func isBetween(_ character: Character) -> Bool {
      character.isWhitespace || "\"'`,()[]{}<>|，。；：、“”".contains(character)
    }
  }
}

extension Substring {
  fileprivate var range: Range<String.Index> { startIndex..<endIndex }
  fileprivate var hasDigit: Bool { utf8.contains { (48...57).contains($0) } }

  /// Letters, digits and what keys have between them.
  fileprivate var isKeyText: Bool {
    utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
        || byte == 46
    }
  }
}
