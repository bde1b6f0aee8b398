/// The words with which a simulator says that it does not reply, however they are dressed.
///
/// Models write `[No Reply].` or `**"[no reply]"**` where they were told to write `[no reply]`: letter case, quotes,
/// emphasis, brackets and a final stop mean nothing.
public struct SilenceWords: Sendable, Hashable {
  private let folded: [UInt8]

  /// `nil` where the words are nothing but dress.
  public init?(_ words: String) {
    folded = SilenceWords.folded(words)
    if folded.isEmpty { return nil }
  }

  /// Whether `text` says nothing but these words.
  public func mean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // No dress is longer than this: most turns are told by their length alone.
    guard text.count >= folded.count, text.count <= 2 * folded.count + 64 else { return false }
    let text = String(decoding: text, as: UTF8.self)
    // What does not begin like them is told without folding the rest.
    guard let first = text.first(where: { !SilenceWords.isDress($0) }), folded.starts(with: first.lowercased().utf8)
    else { return false }
    return SilenceWords.folded(text) == folded
  }

  public func mean(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(mean)
  }

  private static func folded(_ text: String) -> [UInt8] {
    let inner = text.drop(while: isDress)
    var words = ""
    for part in inner.split(whereSeparator: \.isWhitespace) { words += (words.isEmpty ? "" : " ") + part }
    while let last = words.last, isDress(last) { words.removeLast() }
    return Array(words.lowercased().utf8)
  }

  private static func isDress(_ character: Character) -> Bool {
    character.isWhitespace || character.isInvisible
      || "\"'`*_~#[](){}<>«»“”„‘’「」『』【】（）《》［］｛｝〔〕〈〉＊\\.。…!！-–—:：".contains(character)
  }
}

extension Character {
  /// Whether nobody sees it: zero-width spaces and joiners, marks of the byte order.
  public var isInvisible: Bool { unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) }
}
