/// How alike two texts are in their words.
enum Likeness {
  /// Shared pairs of neighbouring words over all of them (Jaccard), both counted once; 0 where it cannot reach `least`.
  static func ofPairs(_ a: TextReading, _ b: TextReading, atLeast least: Double) -> Double {
    let (fewer, more) = a.words.count < b.words.count ? (a, b) : (b, a)
    guard fewer.words.count >= 2, Double(fewer.words.count) >= least * Double(more.words.count) else { return 0 }
    // Texts of equal words have equal signatures; each word that only one has can clear one bit in common.
    let shared = (a.signature & b.signature).nonzeroBitCount
    let all = (a.signature | b.signature).nonzeroBitCount
    guard Double(shared) >= (least - 0.2) * Double(all) else { return 0 }
    let first = pairs(of: a.words)
    let second = pairs(of: b.words)
    var (i, j, common) = (0, 0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] {
        common += 1
        i += 1
        j += 1
      } else if first[i] < second[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(common) / Double(first.count + second.count - common)
  }

  private static func pairs(of words: [UInt64]) -> [UInt64] {
    var pairs = zip(words, words.dropFirst()).map { ($0 &* 0x9e37_79b9_7f4a_7c15) ^ ($1 &+ 0x2545_f491_4f6c_dd1d) }
    pairs.sort()
    var kept = 0
    for pair in pairs where kept == 0 || pairs[kept - 1] != pair {
      pairs[kept] = pair
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
    return pairs
  }

  /// Whether the words stand in others' words, one after another.
  ///
  /// > D. E. Knuth, J. H. Morris, V. R. Pratt. "Fast Pattern Matching in Strings." 1977, doi:10.1137/0206024
  static func holds(_ others: [UInt64], _ words: [UInt64]) -> Bool {
    guard !words.isEmpty, words.count <= others.count else { return false }
    let borders = borders(of: words)
    var matched = 0
    for word in others {
      while matched > 0, words[matched] != word { matched = borders[matched - 1] }
      if words[matched] == word { matched += 1 }
      if matched == words.count { return true }
    }
    return false
  }

  /// How often a text says one and the same thing, where it is nothing but that; 1 where it is not.
  static func rounds(of words: [UInt64]) -> Int {
    guard words.count > 1 else { return 1 }
    // The longest proper prefix that is a suffix leaves the shortest period.
    return words.count / (words.count - borders(of: words)[words.count - 1])
  }

  /// Of each word the length of the longest proper prefix that ends there.
  private static func borders(of words: [UInt64]) -> [Int] {
    var borders = [Int](repeating: 0, count: words.count)
    for place in words.indices.dropFirst() {
      var border = borders[place - 1]
      while border > 0, words[border] != words[place] { border = borders[border - 1] }
      borders[place] = words[border] == words[place] ? border + 1 : 0
    }
    return borders
  }
}
