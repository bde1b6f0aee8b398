/// One phrase of a grammar: literal bytes and slots, with the words that decide its label marked.
struct Phrase: Sendable, Equatable {
  enum Segment: Sendable, Equatable {
    case literal([UInt8])
    /// Index in the cast's slots.
    case slot(Int)
  }

  /// When a phrase may be said.
  enum Condition: Sendable {
    case always
    /// Only once the agent has named the price.
    case told
    /// Only before that.
    case untold
  }

  /// What is wrong with a line.
  struct Problem: Error {
    var words: String
  }

  var segments: [Segment]
  /// The segments that are the signal; all of them where none are marked.
  var signal: Range<Int>
  /// Whether it asks something, though it has no question mark.
  var asks: Bool
}

extension Phrase {
  /// Reads one line: `[…]` marks the signal, `{…}` is a slot.
  ///
  /// - Throws: ``Problem`` for an unknown slot, an unbalanced mark, or a character that JSON would have to escape.
  init(line: Substring, slots: [String: Int], asks: Bool) throws(Problem) {
    var segments: [Segment] = []
    var literal: [UInt8] = []
    var slot: [UInt8]?
    var start: Int?
    var end: Int?
    func flush() {
      if !literal.isEmpty { segments.append(.literal(literal)) }
      literal = []
    }
    func unbalanced() -> Problem { Problem(words: "unbalanced marks in “\(line)”") }
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "["):
        guard start == nil else { throw unbalanced() }
        flush()
        start = segments.count
      case UInt8(ascii: "]"):
        guard start != nil, end == nil else { throw unbalanced() }
        flush()
        end = segments.count
      case UInt8(ascii: "{"):
        guard slot == nil else { throw unbalanced() }
        flush()
        slot = []
      case UInt8(ascii: "}"):
        let name = String(decoding: slot ?? [], as: UTF8.self)
        guard let index = slots[name] else { throw Problem(words: "unknown slot “\(name)” in “\(line)”") }
        segments.append(.slot(index))
        slot = nil
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F:
        throw Problem(words: "“\(line)” holds a character that JSON escapes")
      default:
        if slot != nil { slot?.append(byte) } else { literal.append(byte) }
      }
    }
    flush()
    guard slot == nil, (start == nil) == (end == nil), !segments.isEmpty else { throw unbalanced() }
    self.segments = segments
    signal = start.flatMap { first in end.map { first..<$0 } } ?? 0..<segments.count
    self.asks = asks
  }
}
