/// A set of row numbers of a ``CaseTable``, as bits: row `r` is bit `r % 64` of word `r / 64`.
///
/// Bits at and beyond ``capacity`` are always zero.
public struct RowSet: Sendable, Hashable {
  /// The number of rows that could be in it.
  public let capacity: Int
  public internal(set) var words: [UInt64]

  /// No row, or every row, of `capacity` rows.
  public init(capacity: Int, full: Bool = false) {
    self.capacity = capacity
    words = Array(repeating: full ? UInt64.max : 0, count: (capacity + 63) / 64)
    clearTail()
  }

  /// The rows whose bits are set.
  ///
  /// - Parameter words: As many as `capacity` needs; bits beyond it are ignored.
  init(capacity: Int, words: [UInt64]) {
    precondition(words.count == (capacity + 63) / 64)
    self.capacity = capacity
    self.words = words
    clearTail()
  }

  /// - Complexity: O(*capacity* / 64).
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  public func contains(_ row: Int) -> Bool { words[row >> 6] & (1 << UInt64(row & 63)) != 0 }

  public mutating func insert(_ row: Int) {
    precondition(row < capacity)
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  public mutating func remove(_ row: Int) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }

  public mutating func formIntersection(_ other: RowSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  public mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  public mutating func invert() {
    for index in words.indices { words[index] = ~words[index] }
    clearTail()
  }

  /// Calls `body` with each row, ascending.
  public func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 | rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  private mutating func clearTail() {
    let used = capacity & 63
    if used != 0, let last = words.indices.last { words[last] &= (1 << UInt64(used)) - 1 }
  }
}
