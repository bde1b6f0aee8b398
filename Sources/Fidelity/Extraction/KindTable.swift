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
  /// Open addressing with linear probing; −1 is free. The size is a power of two.
  private var slots: [Int32]

  init() { slots = Array(repeating: -1, count: 256) }

  var count: Int { counts.count }

  func list(_ kind: Int) -> ArraySlice<UInt32> { codes[start[kind]..<start[kind + 1]] }

  /// Counts `list` `times` more.
  /// - Returns: The number of its kind.
  mutating func add(_ list: [UInt32], length: Int, times: Int = 1) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<length {
      hash = (hash ^ UInt64(list[index])) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let kind = Int(slots[slot])
      if hashes[kind] == hash, equals(kind, list, length) {
        counts[kind] += times
        return kind
      }
      slot = (slot + 1) & mask
    }
    let kind = counts.count
    slots[slot] = Int32(kind)
    hashes.append(hash)
    for index in 0..<length { codes.append(list[index]) }
    start.append(codes.count)
    counts.append(times)
    if counts.count * 2 > slots.count { grow() }
    return kind
  }

  mutating func add(_ list: [UInt32], times: Int = 1) -> Int { add(list, length: list.count, times: times) }

  private func equals(_ kind: Int, _ list: [UInt32], _ length: Int) -> Bool {
    let from = start[kind]
    guard start[kind + 1] - from == length else { return false }
    for index in 0..<length where codes[from + index] != list[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for kind in counts.indices {
      var slot = Int(truncatingIfNeeded: hashes[kind]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(kind)
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
    (0..<other.count).map { add(Array(other.list($0)), times: other.counts[$0]) }
  }
}
