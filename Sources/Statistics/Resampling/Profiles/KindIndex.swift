/// Finds the distinct rows of units, and how many units have each: an open-addressing hash table over packed rows.
///
/// Kinds are numbered in the order of their first unit, so that the result depends on the input alone.
struct KindIndex {
  let width: Int
  /// The rows, kind by kind.
  private(set) var words: [UInt64] = []
  private(set) var strata: [UInt8] = []
  /// The number of units of each kind.
  private(set) var counts: [Int] = []
  /// The kind of each unit, where that was asked for.
  private(set) var kindOfUnit: [Int32] = []

  /// - Parameters:
  ///   - strata: The stratum of each unit; units of different strata are of different kinds.
  ///   - width: The number of words in a row.
  ///   - limit: The number of kinds beyond which it is given up.
  ///   - keepsUnits: Whether ``kindOfUnit`` is wanted.
  ///   - multiplicity: How many units a unit stands for.
  ///   - word: The word of a unit at a place in its row.
  /// - Returns: `nil` where there are more kinds than `limit`.
  @inline(__always)
  init?(
    strata unitStrata: [UInt8], width: Int, limit: Int = .max, keepsUnits: Bool = false,
    multiplicity: (_ unit: Int) -> Int = { _ in 1 }, word: (_ unit: Int, _ place: Int) -> UInt64
  ) {
    self.width = width
    var slots = [Int32](repeating: -1, count: 1 << 10)
    var hashes: [UInt64] = []
    var mask = UInt64(slots.count - 1)
    for unit in unitStrata.indices {
      let stratum = unitStrata[unit]
      var hash = UInt64(stratum) &* 0x9E37_79B9_7F4A_7C15
      for place in 0..<width {
        hash = (hash ^ word(unit, place)) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
      }
      var slot = Int(truncatingIfNeeded: hash & mask)
      while true {
        let kind = Int(slots[slot])
        if kind < 0 {
          guard counts.count < limit else { return nil }
          slots[slot] = Int32(truncatingIfNeeded: counts.count)
          if keepsUnits { kindOfUnit.append(Int32(truncatingIfNeeded: counts.count)) }
          counts.append(multiplicity(unit))
          strata.append(stratum)
          hashes.append(hash)
          for place in 0..<width { words.append(word(unit, place)) }
          if counts.count * 2 > slots.count {
            slots = KindIndex.slots(for: hashes, count: slots.count * 4)
            mask = UInt64(slots.count - 1)
          }
          break
        }
        if hashes[kind] == hash, strata[kind] == stratum, isEqual(kind, unit, word) {
          counts[kind] &+= multiplicity(unit)
          if keepsUnits { kindOfUnit.append(Int32(truncatingIfNeeded: kind)) }
          break
        }
        slot = (slot &+ 1) & Int(truncatingIfNeeded: mask)
      }
    }
  }

  @inline(__always)
  private func isEqual(_ kind: Int, _ unit: Int, _ word: (Int, Int) -> UInt64) -> Bool {
    for place in 0..<width where words[kind &* width &+ place] != word(unit, place) { return false }
    return true
  }

  private static func slots(for hashes: [UInt64], count: Int) -> [Int32] {
    var slots = [Int32](repeating: -1, count: count)
    for (kind, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: kind)
    }
    return slots
  }
}
