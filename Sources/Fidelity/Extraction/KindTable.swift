import Cases

/// Distinct lists of codes, each with how often it came.
///
/// Audits of any size have few kinds of conversation: equal lists are stored once, in one flat array, so that adding a
/// list that is already there allocates nothing.
struct KindTable: Sendable {
  /// The codes of kind `k` are `codes[start[k] ..< start[k + 1]]`.
  private(set) var codes: [UInt32] = []
  private(set) var start: [Int] = [0]
  /// How often each kind came.
  private(set) var counts: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing with linear probing. The size is a power of two.
  private var slots: [Slot]

  /// A kind beside a part of its hash, so that another kind's codes are hardly ever looked at.
  private struct Slot {
    /// −1 is free.
    var kind: Int32 = -1
    var tag: UInt32 = 0

    static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
  }

  init() { slots = Array(repeating: Slot(), count: 256) }

  var count: Int { counts.count }

  func list(_ kind: Int) -> ArraySlice<UInt32> { codes[start[kind]..<start[kind + 1]] }

  /// Counts the first `length` codes of `list` `times` more.
  /// - Returns: The number of its kind.
  mutating func add(_ list: [UInt32], length: Int, times: Int = 1) -> Int {
    let list = list.span.extracting(first: length)
    return add(list, hash: KindTable.hash(list), times: times)
  }

  mutating func add(_ list: [UInt32], times: Int = 1) -> Int { add(list, length: list.count, times: times) }

  private static func hash(_ list: Span<UInt32>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func mix(_ value: UInt64) {
      hash = (hash ^ value) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    // Two codes a step: lists of numbers are long.
    var index = 0
    while index + 1 < list.count {
      mix(UInt64(list[index]) | UInt64(list[index + 1]) << 32)
      index += 2
    }
    if index < list.count { mix(UInt64(list[index])) }
    return hash
  }

  private mutating func add(_ list: Span<UInt32>, hash: UInt64, times: Int) -> Int {
    let (mask, tag) = (slots.count - 1, Slot.tag(hash))
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].kind >= 0 {
      let kind = Int(slots[place].kind)
      if slots[place].tag == tag, hashes[kind] == hash, equals(kind, list) {
        counts[kind] += times
        return kind
      }
      place = (place + 1) & mask
    }
    let kind = counts.count
    slots[place] = Slot(kind: Int32(kind), tag: tag)
    hashes.append(hash)
    list.withUnsafeBufferPointer { codes.append(contentsOf: $0) }
    start.append(codes.count)
    counts.append(times)
    if counts.count * 2 > slots.count { grow() }
    return kind
  }

  private func equals(_ kind: Int, _ list: Span<UInt32>) -> Bool {
    let from = start[kind]
    guard start[kind + 1] - from == list.count else { return false }
    for index in list.indices where codes[from + index] != list[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: Slot(), count: slots.count * 2)
    let mask = slots.count - 1
    for (kind, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place].kind >= 0 { place = (place + 1) & mask }
      slots[place] = Slot(kind: Int32(kind), tag: Slot.tag(hash))
    }
  }
}

extension KindTable {
  /// Adds every kind of `other`.
  ///
  /// Kinds keep the order in which they first came, so that tables of consecutive parts, merged in order, equal the
  /// table of the whole.
  /// - Returns: For each kind of `other` its number here.
  mutating func merge(_ other: KindTable) -> [Int] {
    let codes = other.codes.span
    return (0..<other.count).map { kind in
      add(
        codes.extracting(other.start[kind]..<other.start[kind + 1]), hash: other.hashes[kind], times: other.counts[kind]
      )
    }
  }
}
