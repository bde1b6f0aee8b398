// Counting by pre-combined keys: several small columns make one byte a row, and one pass counts the bytes.

/// One digit of a key: a byte column with a dictionary.
///
/// In keys the marks that the column may hold come first, then the codes of the dictionary, then whatever is no code
/// of it: so nothing that a column may hold leaves the key's range.
struct KeyDigit: Sendable, Hashable {
  enum Column: Sendable, Hashable {
    case bytes(ByteColumn)
    /// Where there are fewer than 256 series.
    case series
  }

  var column: Column
  /// The number of values in the dictionary.
  var values: Int

  /// How many marks come before the codes: codes move up by as many, and the marks wrap around to 0.
  fileprivate var marks: UInt8 {
    switch column {
    case .bytes(.realStage), .bytes(.simulatedStage): 2
    case .bytes(.stratum), .bytes(.position), .series: 0
    default: 1
    }
  }

  /// The number of different digits, at most 256.
  var slots: Int { Int(last) + 1 }

  /// The digit of whatever is no code of the dictionary; a full dictionary leaves none.
  fileprivate var last: UInt8 { UInt8(clamping: values + Int(marks)) }

  /// The code of a digit; what is no code of the dictionary counts as missing.
  func code(of digit: Int) -> UInt8 {
    digit == values + Int(marks) ? Code.missing : UInt8(truncatingIfNeeded: digit) &- marks
  }
}

/// A set of rows in one piece of the table, ready to be counted by several keys.
struct RowPiece {
  let rows: Range<Int>
  private let words: ArraySlice<UInt64>
  /// The rows one by one, where they are few.
  private let listed: [UInt32]?
  /// The number of rows.
  let count: Int

  /// - Parameter words: The words of the set that hold `rows`; these begin at a word's first bit.
  init(rows: Range<Int>, words: ArraySlice<UInt64>) {
    self.rows = rows
    self.words = words
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    listed = count * 5 < rows.count ? words.rows(first: rows.lowerBound) : nil
  }

  /// Adds the number of rows of each key to `counts`.
  ///
  /// - Parameter digits: The first counts most; the product of their slots is at most 256.
  func count(_ digits: [KeyDigit], of pairs: PairColumns, into counts: inout [Int]) {
    if count == 0 { return }
    var keys = [UInt8](repeating: 0, count: listed?.count ?? rows.count)
    for digit in digits {
      let (marks, limit) = (digit.marks, digit.last)
      let slots = UInt8(truncatingIfNeeded: digit.slots)
      switch (digit.column, listed) {
      case (.bytes(let column), nil):
        appendDigits(to: &keys, from: pairs[column], at: rows.lowerBound, marks: marks, limit: limit, slots: slots)
      case (.series, nil):
        appendDigits(to: &keys, from: pairs.series, at: rows.lowerBound, limit: limit, slots: slots)
      case (.bytes(let column), let listed?):
        let codes = pairs[column]
        for (index, row) in listed.enumerated() {
          keys[index] = keys[index] &* slots &+ min(codes[Int(row)] &+ marks, limit)
        }
      case (.series, let listed?):
        let codes = pairs.series
        for (index, row) in listed.enumerated() {
          keys[index] = keys[index] &* slots &+ UInt8(truncatingIfNeeded: min(codes[Int(row)], UInt16(limit)))
        }
      }
    }
    let sums = listed == nil ? countKeys(keys, words) : countKeys(keys)
    for (key, sum) in sums.enumerated().prefix(counts.count) { counts[key] += sum }
  }
}

extension ArraySlice<UInt64> {
  /// The rows whose bits are set, ascending.
  ///
  /// - Parameter first: The row of the first bit.
  func rows(first: Int) -> [UInt32] {
    var rows: [UInt32] = []
    let count = reduce(0) { $0 + $1.nonzeroBitCount }
    rows.reserveCapacity(count)
    for (index, word) in enumerated() {
      let row = UInt32(truncatingIfNeeded: first + index * 64)
      if word == .max {
        rows.append(contentsOf: row...row + 63)
        continue
      }
      var rest = word
      while rest != 0 {
        rows.append(row &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return rows
  }
}

/// `key = key × slots + digit` for consecutive rows.
private func appendDigits(
  to keys: inout [UInt8], from column: [UInt8], at first: Int, marks: UInt8, limit: UInt8, slots: UInt8
) {
  let column = column.span.extracting(first..<first + keys.count)
  var keys = keys.mutableSpan
  for index in keys.indices { keys[index] = keys[index] &* slots &+ min(column[index] &+ marks, limit) }
}

private func appendDigits(
  to keys: inout [UInt8], from column: [UInt16], at first: Int, limit: UInt8, slots: UInt8
) {
  let column = column.span.extracting(first..<first + keys.count)
  var keys = keys.mutableSpan
  for index in keys.indices {
    keys[index] = keys[index] &* slots &+ UInt8(truncatingIfNeeded: min(column[index], UInt16(limit)))
  }
}

/// How often each key occurs. Four tallies, so that equal neighbours do not wait for each other.
private func countKeys(_ keys: [UInt8]) -> [Int] {
  var tallies = InlineArray<1024, UInt32>(repeating: 0)
  let keys = keys.span
  for index in keys.indices { tallies[(index & 3) << 8 | Int(keys[index])] &+= 1 }
  return (0..<256).map { key in (0..<4).reduce(0) { $0 + Int(tallies[$1 << 8 | key]) } }
}

/// How often each key occurs among the rows whose bits are set.
private func countKeys(_ keys: [UInt8], _ words: ArraySlice<UInt64>) -> [Int] {
  var tallies = InlineArray<1024, UInt32>(repeating: 0)
  let bytes = keys.span.bytes
  let whole = keys.count / 64
  for (index, word) in words.enumerated() {
    guard word != 0 else { continue }
    guard index < whole else {
      for bit in 0..<(keys.count - index * 64) {
        tallies[Int(keys[index * 64 + bit])] &+= UInt32(truncatingIfNeeded: word >> UInt64(bit)) & 1
      }
      continue
    }
    for part in 0..<8 {
      let eight = bytes.unsafeLoadUnaligned(fromByteOffset: index * 64 + part * 8, as: UInt64.self)
      let bits = UInt32(truncatingIfNeeded: word >> UInt64(part * 8))
      tallies[Int(UInt8(truncatingIfNeeded: eight))] &+= bits & 1
      tallies[256 | Int(UInt8(truncatingIfNeeded: eight >> 8))] &+= bits >> 1 & 1
      tallies[512 | Int(UInt8(truncatingIfNeeded: eight >> 16))] &+= bits >> 2 & 1
      tallies[768 | Int(UInt8(truncatingIfNeeded: eight >> 24))] &+= bits >> 3 & 1
      tallies[Int(UInt8(truncatingIfNeeded: eight >> 32))] &+= bits >> 4 & 1
      tallies[256 | Int(UInt8(truncatingIfNeeded: eight >> 40))] &+= bits >> 5 & 1
      tallies[512 | Int(UInt8(truncatingIfNeeded: eight >> 48))] &+= bits >> 6 & 1
      tallies[768 | Int(UInt8(truncatingIfNeeded: eight >> 56))] &+= bits >> 7 & 1
    }
  }
  return (0..<256).map { key in (0..<4).reduce(0) { $0 + Int(tallies[$1 << 8 | key]) } }
}

extension CaseTable {
  /// Counts the rows of a set by several keys at once.
  ///
  /// - Parameter keys: Each with at most 256 different values.
  /// - Returns: One list a key, by the key's value.
  func counts(of rows: RowSet, by keys: [[KeyDigit]]) -> [[Int]] {
    let zero = keys.map { [Int](repeating: 0, count: $0.keys) }
    return concurrentChunks(of: rows.words.count, size: 1024) { range in
      let piece = RowPiece(rows: range.lowerBound * 64..<min(range.upperBound * 64, count), words: rows.words[range])
      var counts = zero
      for (index, digits) in keys.enumerated() { piece.count(digits, of: pairs, into: &counts[index]) }
      return counts
    }.reduce(into: zero) { sums, counts in
      for key in sums.indices {
        for value in sums[key].indices { sums[key][value] += counts[key][value] }
      }
    }
  }
}

extension [KeyDigit] {
  /// The number of different keys.
  var keys: Int { reduce(1) { $0 * $1.slots } }

  /// The codes that a key is made of.
  func codes(of key: Int) -> [UInt8] {
    var rest = key
    var codes: [UInt8] = []
    for digit in reversed() {
      codes.append(digit.code(of: rest % digit.slots))
      rest /= digit.slots
    }
    return codes.reversed()
  }

  /// Puts digits together to few keys of at most 256 values.
  var packed: [[KeyDigit]] {
    var packed: [[KeyDigit]] = []
    for digit in self {
      if let place = packed.firstIndex(where: { $0.keys * digit.slots <= 256 }) {
        packed[place].append(digit)
      } else {
        packed.append([digit])
      }
    }
    return packed
  }
}
