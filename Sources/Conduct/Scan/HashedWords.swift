/// Words that are hashes already, which `Set` would hash again at twice the cost of all the rest.
enum HashedWords {
  /// How many different words texts have together.
  ///
  /// - Parameter count: How many they have in all.
  static func distinct(of texts: some Sequence<[UInt64]>, count: Int) -> Int {
    guard count > 0 else { return 0 }
    var distinct = 0
    let bits = Int.bitWidth - (2 * count - 1).leadingZeroBitCount
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 1 << bits) { table in
      table.initialize(repeating: 0)
      for words in texts {
        // 0 marks a free place.
        for word in words where place(of: max(word, 1), in: table, bits: bits) { distinct += 1 }
      }
    }
    return distinct
  }

  /// Whether the word was not there yet.
  @inline(__always)
  private static func place(of word: UInt64, in table: UnsafeMutableBufferPointer<UInt64>, bits: Int) -> Bool {
    var slot = Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) >> UInt64(64 - bits))
    while table[slot] != 0 {
      if table[slot] == word { return false }
      slot = (slot + 1) & (table.count - 1)
    }
    table[slot] = word
    return true
  }
}
