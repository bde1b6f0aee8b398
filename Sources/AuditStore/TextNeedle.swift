internal import JSON
internal import Text

/// Words to find in UTF-8, in any letter case, width and form of normalization.
struct TextNeedle: Sendable {
  private let folded: ByteNeedle
  /// The longest run of ideographs: where a text does not hold it as it is, it does not hold the words.
  private let ideographs: ByteNeedle?

  /// `nil` for no words.
  init?(_ words: String) {
    let bytes = TextFolding.folded(words)
    if bytes.isEmpty { return nil }
    folded = ByteNeedle(bytes)
    let run = TextNeedle.longestIdeographs(in: bytes)
    ideographs = run.isEmpty ? nil : ByteNeedle(run)
  }

  /// Whether the words hold a line feed, and so could reach over the end of a turn.
  var canSpanTurns: Bool { folded.bytes.contains(10) }

  func occurs(in text: UnsafeRawBufferPointer, buffer: inout FoldingBuffer) -> Bool {
    if let ideographs {
      guard ideographs.first(in: text.assumingMemoryBound(to: UInt8.self)) != nil else { return false }
      if ideographs.bytes.count == folded.bytes.count { return true }
    }
    return folded.first(in: buffer.fold(text)) != nil
  }

  /// Where the words first begin, at `start` or behind it, in text that is folded.
  func first(inFolded text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? { folded.first(in: text, from: start) }

  private static func longestIdeographs(in bytes: [UInt8]) -> [UInt8] {
    var (longest, start, place) = (0..<0, 0, 0)
    while place < bytes.count {
      if TextFolding.isIdeographLead(bytes[place]) {
        place += 3
        if place - start > longest.count { longest = start..<place }
      } else {
        place += 1
        start = place
      }
    }
    return Array(bytes[longest])
  }
}
