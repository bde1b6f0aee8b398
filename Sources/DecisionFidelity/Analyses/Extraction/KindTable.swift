/// Distinct lists of codes, each with how often it came.
///
/// Audits of any size have few kinds of conversation: equal lists are stored once, in one flat array, so that adding a
/// list that is already there allocates nothing. A list that fits into 64 bits is found by one look at one place.
struct KindTable: Sendable {
  /// The codes of kind `k` are `codes[start[k] ..< start[k + 1]]`.
  private(set) var codes: [UInt32] = []
  private(set) var start: [Int] = [0]
  /// How often each kind came.
  private(set) var counts: [Int] = []
  /// By open addressing with linear probing; sizes are powers of two.
  private var short: [ShortSlot]
  private var shortCount = 0
  private var long: [Int32]
  private var longHashes: [UInt64] = []
  private let bits: Int

  private struct ShortSlot {
    var key: UInt64
    /// −1 is free.
    var kind: Int
  }

  /// - Parameter codeLimit: Every code is below it.
  init(codeLimit: Int = 1 << 32) {
    bits = max(1, Int.bitWidth - codeLimit.leadingZeroBitCount)
    short = Array(repeating: ShortSlot(key: 0, kind: -1), count: 64)
    long = Array(repeating: -1, count: 64)
  }

  var count: Int { counts.count }

  func list(_ kind: Int) -> ArraySlice<UInt32> { codes[start[kind]..<start[kind + 1]] }

  mutating func add(_ list: [UInt32], times: Int = 1) -> Int { add(list.span, times: times) }

  /// Counts `list` `times` more.
  /// - Returns: The number of its kind.
  mutating func add(_ list: Span<UInt32>, times: Int = 1) -> Int {
    list.count * bits <= 64 ? addShort(list, times: times) : addLong(list, times: times)
  }

  private mutating func addShort(_ list: Span<UInt32>, times: Int) -> Int {
    var key: UInt64 = 0
    // Codes count from 1, so that no list is the beginning of another's key.
    for index in list.indices { key = key << UInt64(bits) | UInt64(list[index] &+ 1) }
    let mask = short.count - 1
    var slot = Int(truncatingIfNeeded: KindTable.mixed(key) >> 32) & mask
    while short[slot].kind >= 0 {
      if short[slot].key == key {
        let kind = short[slot].kind
        counts[kind] &+= times
        return kind
      }
      slot = (slot &+ 1) & mask
    }
    let kind = append(list, times: times)
    short[slot] = ShortSlot(key: key, kind: kind)
    shortCount += 1
    if shortCount * 2 > short.count { growShort() }
    return kind
  }

  private mutating func addLong(_ list: Span<UInt32>, times: Int) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in list.indices { hash = KindTable.mixed(hash ^ UInt64(list[index])) }
    let mask = long.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while long[slot] >= 0 {
      let kind = Int(long[slot])
      if longHashes[kind] == hash, equals(kind, list) {
        counts[kind] &+= times
        return kind
      }
      slot = (slot &+ 1) & mask
    }
    let kind = append(list, times: times)
    while longHashes.count < kind { longHashes.append(0) }
    longHashes.append(hash)
    long[slot] = Int32(kind)
    if (kind + 1) * 2 > long.count { growLong() }
    return kind
  }

  private mutating func append(_ list: Span<UInt32>, times: Int) -> Int {
    for index in list.indices { codes.append(list[index]) }
    start.append(codes.count)
    counts.append(times)
    return counts.count - 1
  }

  private func equals(_ kind: Int, _ list: Span<UInt32>) -> Bool {
    let from = start[kind]
    guard start[kind + 1] - from == list.count else { return false }
    for index in list.indices where codes[from + index] != list[index] { return false }
    return true
  }

  private mutating func growShort() {
    let old = short
    short = Array(repeating: ShortSlot(key: 0, kind: -1), count: old.count * 4)
    let mask = short.count - 1
    for entry in old where entry.kind >= 0 {
      var slot = Int(truncatingIfNeeded: KindTable.mixed(entry.key) >> 32) & mask
      while short[slot].kind >= 0 { slot = (slot &+ 1) & mask }
      short[slot] = entry
    }
  }

  private mutating func growLong() {
    let old = long
    long = Array(repeating: -1, count: old.count * 4)
    let mask = long.count - 1
    for kind in old where kind >= 0 {
      var slot = Int(truncatingIfNeeded: longHashes[Int(kind)] >> 32) & mask
      while long[slot] >= 0 { slot = (slot &+ 1) & mask }
      long[slot] = kind
    }
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 29
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
      add(codes.extracting(other.start[kind]..<other.start[kind + 1]), times: other.counts[kind])
    }
  }
}
