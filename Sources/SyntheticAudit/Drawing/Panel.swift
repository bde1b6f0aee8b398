/// A random choice of exactly `count` of `total` conversations.
struct Panel: Sendable {
  private let words: [UInt64]?

  /// Everything.
  static let all = Panel(words: nil)

  /// Selection sampling: one pass, each subset equally likely.
  ///
  /// > C. Fan, M. Muller, I. Rezucha. "Development of Sampling Plans by Using Sequential (Item by Item) Selection
  /// > Techniques and Digital Computers." 1962, doi:10.1080/01621459.1962.10480667
  init(choosing count: Int, of total: Int, _ random: inout Xoshiro256) {
    var bits = Array(repeating: UInt64(0), count: (total + 63) / 64)
    var needed = count
    for index in 0..<total where random.index(below: total - index) < needed {
      bits[index >> 6] |= 1 << UInt64(index & 63)
      needed -= 1
    }
    words = bits
  }

  private init(words: [UInt64]?) { self.words = words }

  func contains(_ index: Int) -> Bool {
    guard let words else { return true }
    return words[index >> 6] & (1 << UInt64(index & 63)) != 0
  }
}
