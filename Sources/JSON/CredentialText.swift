/// Secrets inside of texts, by what they look like.
public enum CredentialText {
  public static let mark = "[removed]"

  /// The text with its secrets masked; `nil` where it holds none.
  ///
  /// - Parameter text: UTF-8, of whoever wrote it: of any length, one word or many.
  /// - Complexity: O(bytes); words that bear no mark of a secret are passed by as bytes.
  public static func masked(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard mayHold(text) else { return nil }
    if let begin = keyBegins.first(in: text), keyIsPrivate.first(in: text, from: begin) != nil {
      return Array(text[..<begin]) + mark.utf8
    }
    var result: [UInt8] = []
    var copied = 0
    var before = 0..<0
    var words = CredentialWords(text)
    while let word = words.next() {
      defer { before = word }
      guard bearsMark(text, word, after: before) else { continue }
      let own = String(decoding: UnsafeBufferPointer(rebasing: text[word]), as: UTF8.self)
      let earlier = String(decoding: UnsafeBufferPointer(rebasing: text[before]), as: UTF8.self)
      let isAlone = word.count + before.count + 2 >= text.count
      guard let range = secret(in: own[...], after: earlier[...], isAlone: isAlone) else { continue }
      result += text[copied..<word.lowerBound + own.utf8.distance(from: own.startIndex, to: range.lowerBound)]
      result += mark.utf8
      copied = word.lowerBound + own.utf8.distance(from: own.startIndex, to: range.upperBound)
    }
    return copied == 0 ? nil : result + text[copied...]
  }

  /// The same for a text in memory.
  public static func masked(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { masked($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether it is worth a closer look: every kind of secret leaves its mark.
  private static func mayHold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8, let base = text.baseAddress else { return false }
    let places = 1..<text.count - 1
    // What stands at three places before, and at one behind.
    let inBlocks = 3..<places.upperBound
    guard inBlocks.count >= ByteBlock.width else { return places.contains { isMark(text, $0) } }
    if isMark(text, 1) || isMark(text, 2) { return true }
    return ByteBlock.contains(inBlocks) { place in
      mayHoldMark(ByteBlock(base, at: place))
        && (place..<place + ByteBlock.width).contains { isMark(text, $0) }
    }
  }

  /// As ``isMark(_:_:)``, of many places at once; of the names of schemes it looks at the last three letters.
  @inline(__always)
  private static func mayHoldMark(_ block: ByteBlock) -> Bool {
    let (bytes, before, after) = (block.bytes(), block.bytes(-1), block.bytes(1))
    var marks = bytes.equals(61) .| bytes.equals(95)
    marks .|= bytes.equals(58) .& .!(after.isBelow(33) .| after.equals(34))
    let hyphens = bytes.equals(45)
    if hyphens.isMarked {
      for letter in beforeHyphen { marks .|= hyphens .& before.equals(letter) }
    }
    marks .|= bytes.equals(121) .& before.equals(101) .& after.equals(74)
    marks .|= before.equals(65) .& (bytes.equals(75) .| bytes.equals(83) .| bytes.equals(73))
    marks .|= bytes.equals(71) .& before.equals(83) .& after.equals(46)
    let (last, middle, first) = (before.with(32), block.bytes(-2).with(32), block.bytes(-3).with(32))
    let bearer = last.equals(114) .& middle.equals(101) .& first.equals(114)
    let basic = last.equals(99) .& middle.equals(105) .& first.equals(115)
    return (marks .| (bytes.equals(32) .& (bearer .| basic))).isMarked
  }

  private static func isMark(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let (before, after) = (text[place - 1], text[place + 1])
    return switch text[place] {
    // `=`, `_`
    case 61, 95: true
    // `a:b`, `://`
    case 58: after > 32 && after != 34
    // `sk-`, `xoxb-`, `--flag`, `-----BEGIN`
    case 45: beforeHyphen.contains(before)
    // `eyJ`
    case 121: before == 101 && after == 74
    // `AKIA`, `ASIA`, `AIza`
    case 75, 83, 73: before == 65
    // `SG.`
    case 71: before == 83 && after == 46
    // `Bearer x`, `Basic x`
    case 32: isScheme(text, 0..<place)
    default: false
    }
  }

  /// k, h, b, p, a, i, x, t and a hyphen.
  private static let beforeHyphen: [UInt8] = [107, 104, 98, 112, 97, 105, 120, 116, 45]

  /// Whether a word may be a secret or hold one: by its own look, or by the word before it.
  private static func bearsMark(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, after before: Range<Int>)
    -> Bool
  {
    mayHold(UnsafeBufferPointer(rebasing: text[word])) || isScheme(text, before)
      || (!before.isEmpty && text[before.lowerBound] == 45)
  }

  /// Whether a part of the text ends in the name of a scheme of HTTP's, whatever its case.
  private static func isScheme(_ text: UnsafeBufferPointer<UInt8>, _ part: Range<Int>) -> Bool {
    guard let last = text[part].last.map({ $0 | 32 }) else { return false }
    return last == 114 && ends(text[part], in: "bearer") || last == 99 && ends(text[part], in: "basic")
  }

  private static func ends(_ part: Slice<UnsafeBufferPointer<UInt8>>, in word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard part.count >= count else { return false }
    return (0..<count).allSatisfy { part[part.endIndex - count + $0] | 32 == word.utf8Start[$0] }
  }

  private static let keyBegins = ByteNeedle("-----BEGIN ")
  private static let keyIsPrivate = ByteNeedle("PRIVATE KEY-----")

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
