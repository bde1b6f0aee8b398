internal import DecisionFidelity

/// One segment of the text index while it is being searched.
struct TermSegment {
  let keys: UnsafeRawBufferPointer
  let terms: UnsafeRawBufferPointer
  let starts: UnsafeRawBufferPointer
  let ends: UnsafeRawBufferPointer
  let unindexed: UnsafeRawBufferPointer

  var textCount: Int { keys.count / 8 }
  private var termCount: Int { min(starts.count, ends.count) / 4 }

  /// The numbers of the texts that hold every term of the query.
  func texts(
    matching query: TermQuery, postings: (Range<Int>) throws -> [UInt8]
  ) throws -> TextSet {
    var result = TextSet(count: textCount, isFull: true)
    for term in query.terms {
      var union = TextSet(count: textCount, isFull: false)
      try forEachTerm(matching: term.pattern) { number in
        union.insert(try postings(postingRange(of: number)))
      }
      result.formIntersection(union)
      if result.isEmpty { return result }
    }
    return result
  }

  func report(_ text: Int, isCertain: Bool, _ body: (Int64, Bool) -> Void) {
    body(keys.loadUnaligned(fromByteOffset: text * 8, as: Int64.self), isCertain)
  }

  func forEachUnindexed(_ body: (Int) -> Void) {
    for place in stride(from: 0, to: unindexed.count - 3, by: 4) {
      let text = Int(unindexed.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      if text < textCount { body(text) }
    }
  }

  /// Finds the pattern in the text of all terms, where a zero stands for an end of a term.
  private func forEachTerm(matching pattern: [UInt8], _ body: (Int) throws -> Void) throws {
    let finder = ByteFinder(pattern)
    var place = 0
    while let found = finder.find(in: terms, from: place) {
      // The first byte of the pattern that belongs to the term tells which one it is.
      let number = term(at: found + (pattern[0] == 0 ? 1 : 0))
      guard number < termCount else { return }
      try body(number)
      place = number + 1 < termCount ? start(of: number + 1) - 1 : terms.count
    }
  }

  /// The number of the term that covers `place`.
  private func term(at place: Int) -> Int {
    var low = 0
    var high = termCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if start(of: middle) <= place { low = middle } else { high = middle }
    }
    return low
  }

  private func start(of term: Int) -> Int {
    Int(starts.loadUnaligned(fromByteOffset: term * 4, as: UInt32.self))
  }

  private func postingRange(of term: Int) -> Range<Int> {
    let end = Int(ends.loadUnaligned(fromByteOffset: term * 4, as: UInt32.self))
    let start = term == 0 ? 0 : Int(ends.loadUnaligned(fromByteOffset: term * 4 - 4, as: UInt32.self))
    return min(start, end)..<end
  }
}

/// Numbers of texts of one segment, as bits.
struct TextSet {
  private let count: Int
  private var words: [UInt64]

  init(count: Int, isFull: Bool) {
    self.count = count
    words = Array(repeating: isFull ? UInt64.max : 0, count: (count + 63) / 64)
    if isFull, count & 63 != 0 { words[words.count - 1] = (1 << UInt64(count & 63)) - 1 }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ text: Int) -> Bool { words[text >> 6] & 1 << UInt64(text & 63) != 0 }

  /// Adds the texts of a run of postings.
  mutating func insert(_ postings: [UInt8]) {
    var text = 0
    var difference = 0
    var shift = 0
    for byte in postings {
      difference |= Int(byte & 0x7F) << shift
      if byte >= 0x80 {
        shift = min(shift + 7, 56)
        continue
      }
      text += difference
      if text >= 0, text < count { words[text >> 6] |= 1 << UInt64(text & 63) }
      difference = 0
      shift = 0
    }
  }

  mutating func formIntersection(_ other: TextSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 | rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
