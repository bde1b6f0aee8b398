/// Words to find in UTF-8, in any letter case.
struct TextNeedle {
  let query: TermQuery
  private let finder: ByteFinder

  /// `nil` for no words.
  init?(_ words: String) {
    var words = words
    var folded: [UInt8] = []
    words.withUTF8 { TextFolding.append($0, to: &folded) }
    if folded.isEmpty { return nil }
    finder = ByteFinder(folded)
    query = TermQuery(folded)
  }

  /// Whether the words hold a line feed, and so could reach over the end of a turn.
  var canSpanTurns: Bool { finder.pattern.contains(10) }

  /// - Parameter scratch: Any array; used for its memory.
  func occurs(in text: UnsafeRawBufferPointer, scratch: inout [UInt8]) -> Bool {
    guard text.count > 0 else { return false }
    scratch.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { TextFolding.append($0, to: &scratch) }
    return scratch.withUnsafeBytes { finder.find(in: $0) != nil }
  }
}
