extension CaseTable {
  /// Counts the rows of a set by what fields say of their conversations: through the number of rows that each conversation has
  /// in the set.
  ///
  /// - Returns: By code, with the missing at the end. Not the fields with too many values.
  func conversationCounts(of fields: [FilterField], in rows: RowSet) -> [FilterField: [Int]] {
    let counted = fields.compactMap { field in
      conversationColumn(of: field).flatMap {
        $0.values.count <= FacetTally.mostProfileValues ? (field: field, column: $0) : nil
      }
    }
    guard !counted.isEmpty else { return [:] }
    let columns = counted.map(\.column)
    let zero = columns.map { [Int](repeating: 0, count: $0.values.count + 1) }
    let sums = concurrentChunks(of: conversations.count, size: 1 << 15) { range in
      let weights = rows.counts(in: conversations.firstPair[range.lowerBound...range.upperBound])
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
    return Dictionary(zip(counted.map(\.field), sums)) { first, _ in first }
  }
}

extension ProfileColumn {
  /// Adds the weights of consecutive conversations to the sums of their values.
  fileprivate func add(_ weights: [UInt32], from first: Int, to sums: inout [Int]) {
    let last = UInt32(sums.count - 1)
    let codes = codes.span.extracting(first..<first + weights.count)
    var sums = sums.mutableSpan
    for index in weights.indices { sums[Int(min(codes[index], last))] &+= Int(weights[index]) }
  }
}

extension RowSet {
  /// The number of rows that are in it between each bound and the next.
  fileprivate func counts(in bounds: ArraySlice<UInt32>) -> [UInt32] {
    var counts: [UInt32] = []
    counts.reserveCapacity(bounds.count)
    let words = words.span
    var lower = Int(bounds.first ?? 0)
    for bound in bounds.dropFirst() {
      let upper = Int(bound)
      var count = 0
      while lower < upper {
        let end = min(upper, (lower | 63) + 1)
        let mask = (UInt64.max &>> UInt64(64 - (end - lower))) &<< UInt64(lower & 63)
        count &+= (words[lower >> 6] & mask).nonzeroBitCount
        lower = end
      }
      counts.append(UInt32(truncatingIfNeeded: count))
    }
    return counts
  }
}
