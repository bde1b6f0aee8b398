extension CaseTable {
  /// Counts the rows of a set by the values of profile fields: through the number of rows that each conversation has
  /// in the set.
  ///
  /// - Returns: By the field's name; by code, with the missing at the end. Not the fields with too many values.
  func profileCounts(of fields: [FilterField], in rows: RowSet) -> [String: [Int]] {
    let columns = fields.compactMap(profileColumn).filter { $0.values.count <= FacetTally.mostProfileValues }
    guard !columns.isEmpty else { return [:] }
    let zero = columns.map { [Int](repeating: 0, count: $0.values.count + 1) }
    let sums = concurrentChunks(of: conversations.count, size: 1 << 15) { range in
      let weights = range.map { conversation in
        rows.count(in: Int(conversations.firstPair[conversation])..<Int(conversations.firstPair[conversation + 1]))
      }
      var sums = zero
      for (number, column) in columns.enumerated() {
        column.add(weights, from: range.lowerBound, to: &sums[number])
      }
      return sums
    }.reduce(into: zero) { sums, more in
      for column in sums.indices {
        for value in sums[column].indices { sums[column][value] += more[column][value] }
      }
    }
    return Dictionary(zip(columns.map(\.name), sums)) { first, _ in first }
  }
}

extension ProfileColumn {
  /// Adds the weights of consecutive conversations to the sums of their values.
  fileprivate func add(_ weights: [Int], from first: Int, to sums: inout [Int]) {
    let last = UInt32(sums.count - 1)
    for (offset, weight) in weights.enumerated() { sums[Int(min(codes[first + offset], last))] += weight }
  }
}

extension RowSet {
  /// The number of rows of a range that are in it.
  @inline(__always)
  func count(in range: Range<Int>) -> Int {
    var count = 0
    var bit = range.lowerBound
    while bit < range.upperBound {
      let end = min(range.upperBound, (bit | 63) + 1)
      let mask = (UInt64.max >> UInt64(64 - (end - bit))) << UInt64(bit & 63)
      count += (words[bit >> 6] & mask).nonzeroBitCount
      bit = end
    }
    return count
  }
}
