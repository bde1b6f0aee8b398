/// Where a quotation occurs in a text.
public enum Quotation {
  /// The ranges of bytes at which `words` stand in `text`, none overlapping another; ASCII letters match in either case,
  /// as where the explorer highlights a signal. No words occur nowhere.
  ///
  /// - Complexity: O(*text* + *words*), whatever they are.
  ///
  /// > D. E. Knuth, J. H. Morris, V. R. Pratt. "Fast Pattern Matching in Strings." 1977, doi:10.1137/0206024
  public static func occurrences(of words: [UInt8], in text: [UInt8], limit: Int = .max) -> [Range<Int>] {
    guard !words.isEmpty, words.count <= text.count else { return [] }
    let words = words.map(folded)
    let borders = borders(of: words)
    var found: [Range<Int>] = []
    var matched = 0
    for (place, byte) in text.enumerated() {
      let byte = folded(byte)
      while matched > 0, words[matched] != byte { matched = borders[matched - 1] }
      if words[matched] == byte { matched += 1 }
      guard matched == words.count else { continue }
      found.append(place + 1 - words.count..<place + 1)
      matched = 0
      if found.count == limit { break }
    }
    return found
  }

  /// For each prefix, how long the longest shorter prefix is that also ends it.
  private static func borders(of words: [UInt8]) -> [Int] {
    var borders = [0]
    for byte in words.dropFirst() {
      var length = borders[borders.count - 1]
      while length > 0, words[length] != byte { length = borders[length - 1] }
      borders.append(words[length] == byte ? length + 1 : 0)
    }
    return borders
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
