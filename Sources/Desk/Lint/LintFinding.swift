public import Cases

/// A fault, and where it was found.
public struct LintFinding: Sendable, Equatable {
  /// `nil` where it is of all runs of a simulator.
  public var conversation: String?
  /// From 0, as everywhere in a bundle; of a probe that of the probed turn.
  public var turn: Int?
  /// `nil` in a log, whose user turns are taken for the simulator's.
  public var simulator: String?
  /// `nil` where it is of a whole conversation, or of all draws.
  public var draw: Int?
  public var fault: Fault
  /// Words of the turn, cut where it is long; empty where no turn is meant.
  public var excerpt: String
  /// For people.
  public var reason: String
}

extension LintFinding {
  private static let most = 160

  /// The place of a finding in its turn, with words around it.
  static func excerpt(_ range: Range<Int>, of text: UnsafeRawBufferPointer) -> String {
    let range = range.clamped(to: 0..<text.count)
    var start = max(0, range.lowerBound - 40)
    if text.count <= most { start = 0 }
    var end = min(text.count, max(start + most, min(range.upperBound, start + 2 * most)))
    // Not in the middle of a character.
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    let words = String(decoding: text[start..<end], as: UTF8.self)
    return (start > 0 ? "…" : "") + words + (end < text.count ? "…" : "")
  }
}
