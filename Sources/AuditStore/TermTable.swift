internal import DecisionFidelity

/// Numbers the terms of a segment in order of first appearance.
///
/// Terms of up to eight bytes, nearly all there are, are their own key: a look-up is one access to memory.
struct TermTable {
  private var keys: [UInt64]
  /// Number + 1 of the term in each slot; 0 is free. A power of two, at most half full.
  private var numbers: [UInt32]
  private var used = 0
  private var longTerms = StringTable()
  /// The numbers of long terms by their number in `longTerms`.
  private var longNumbers: [UInt32] = []
  private let seed = UInt64.random(in: .min ... .max) | 1
  /// All terms with a zero before, between and after them.
  private(set) var text: [UInt8] = [0]
  /// Where each term starts in `text`.
  private(set) var starts: [UInt32] = []

  init() {
    keys = Array(repeating: 0, count: 1 << 12)
    numbers = Array(repeating: 0, count: 1 << 12)
  }

  var count: Int { starts.count }

  /// The number of a term, added if it is new. Terms hold no zero.
  ///
  /// - Parameter text: Where the term stands; eight bytes can be read from its start on.
  mutating func intern(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> (number: Int, isNew: Bool) {
    let term = UnsafeRawBufferPointer(rebasing: text[range])
    if term.count > 8 { return internLong(term) }
    let shift = UInt64(8 * (8 - term.count))
    let key = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)) << shift
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash(key)) & mask
    while numbers[slot] != 0 {
      if keys[slot] == key { return (Int(numbers[slot]) - 1, false) }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    numbers[slot] = UInt32(starts.count + 1)
    used += 1
    append(term)
    if used * 2 > keys.count { grow() }
    return (starts.count - 1, true)
  }

  private mutating func internLong(_ term: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    let entry = term.withMemoryRebound(to: UInt8.self) { longTerms.intern($0) }
    if !entry.isNew { return (Int(longNumbers[Int(entry.number)]), false) }
    longNumbers.append(UInt32(starts.count))
    append(term)
    return (starts.count - 1, true)
  }

  private mutating func append(_ term: UnsafeRawBufferPointer) {
    starts.append(UInt32(text.count))
    text.append(contentsOf: term)
    text.append(0)
  }

  private func hash(_ key: UInt64) -> UInt64 {
    let product = (key ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    numbers = Array(repeating: 0, count: oldKeys.count * 2)
    let mask = keys.count - 1
    for (key, number) in zip(oldKeys, oldNumbers) where number != 0 {
      var slot = Int(truncatingIfNeeded: hash(key)) & mask
      while numbers[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      numbers[slot] = number
    }
  }
}
