// Counting by pre-combined keys: up to three small columns make one byte a row, and one pass counts the bytes.

/// One digit of a key: a byte column with a dictionary.
///
/// In keys the marks that the column may hold come first, then the codes of the dictionary, then whatever is no code
/// of it: so nothing that a column may hold leaves the key's range.
struct KeyDigit: Sendable, Hashable {
  let column: ByteColumn
  /// The number of values in the dictionary.
  let values: Int
  /// How many marks come before the codes: codes move up by as many, and the marks wrap around to 0.
  fileprivate let marks: UInt8

  init(column: ByteColumn, values: Int) {
    self.column = column
    self.values = values
    marks = UInt8(column.marks.count)
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

  /// Puts digits together to few keys that a byte holds.
  var packed: [[KeyDigit]] {
    var packed: [[KeyDigit]] = []
    for digit in self {
      if let place = packed.firstIndex(where: { $0.count < 3 && $0.keys * digit.slots <= 256 }) {
        packed[place].append(digit)
      } else {
        packed.append([digit])
      }
    }
    return packed
  }
}

extension CaseTable {
  /// Counts the rows of a set by several keys at once.
  ///
  /// - Parameter keys: Each of one to three digits, with at most 256 different values; the first digit counts most.
  /// - Returns: One list a key, by the key's value.
  func counts(of rows: RowSet, by keys: [[KeyDigit]]) -> [[Int]] {
    let kernels = keys.map { KeyKernel($0, pairs) }
    let zero = keys.map { [Int](repeating: 0, count: $0.keys) }
    return concurrentChunks(of: rows.words.count, size: 1024) { range in
      kernels.map { $0.counts(of: rows.words[range]) }
    }.reduce(into: zero) { sums, counts in
      for key in sums.indices {
        for value in sums[key].indices { sums[key][value] += counts[key][value] }
      }
    }
  }

  /// Counts the rows of a set by series.
  func seriesCounts(of rows: RowSet) -> [Int] {
    let places = series.count
    let zero = [Int](repeating: 0, count: places)
    return concurrentChunks(of: rows.words.count, size: 1024) { range in
      // Two tallies by turns: neighbours often are of one series.
      var counts = [Int](repeating: 0, count: 2 * places)
      var sums = counts.mutableSpan
      let column = pairs.series.span
      for index in range {
        var word = rows.words[index]
        if word == .max {
          for row in index * 64..<index * 64 + 64 { sums[(row & 1) &* places &+ Int(column[row])] &+= 1 }
          continue
        }
        while word != 0 {
          let row = index * 64 + word.trailingZeroBitCount
          sums[(row & 1) &* places &+ Int(column[row])] &+= 1
          word &= word &- 1
        }
      }
      return counts
    }.reduce(into: zero) { sums, counts in
      for place in sums.indices { sums[place] += counts[place] + counts[places + place] }
    }
  }
}

/// Makes and counts the keys of rows, 64 a step.
private struct KeyKernel: Sendable {
  /// A column of the key, and what turns its codes into digits.
  struct Part {
    var column: [UInt8]
    var marks: UInt8 = 0
    /// 0 where there are fewer than three digits: such a part adds nothing.
    var last: UInt8 = 0
    var slots: UInt8 = 1

    @inline(__always)
    func digits(_ bytes: RawSpan, _ offset: Int) -> SIMD16<UInt8> {
      let codes = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self) &+ marks
      let last = SIMD16(repeating: last)
      return codes.replacing(with: last, where: codes .> last)
    }

    func digit(_ row: Int) -> UInt8 { min(column[row] &+ marks, last) }
  }

  let one: Part
  let two: Part
  let three: Part

  init(_ digits: [KeyDigit], _ pairs: PairColumns) {
    var parts = digits.map { digit in
      Part(
        column: pairs[digit.column], marks: digit.marks, last: digit.last,
        slots: UInt8(truncatingIfNeeded: digit.slots))
    }
    while parts.count < 3 { parts.append(Part(column: parts[0].column)) }
    (one, two, three) = (parts[0], parts[1], parts[2])
  }

  /// How often each key occurs among the rows whose bits are set.
  ///
  /// Four tallies, so that equal neighbours do not wait for each other.
  func counts(of words: ArraySlice<UInt64>) -> [Int] {
    var tallies = InlineArray<1024, UInt32>(repeating: 0)
    let (bytesOfOne, bytesOfTwo, bytesOfThree) = (one.column.span.bytes, two.column.span.bytes, three.column.span.bytes)
    var keys = InlineArray<8, UInt64>(repeating: 0)
    for index in words.indices {
      var word = words[index]
      let row = index * 64
      let count = word.nonzeroBitCount
      if count <= 4 || row + 64 > one.column.count {
        while word != 0 {
          tallies[Int(key(row + word.trailingZeroBitCount))] &+= 1
          word &= word &- 1
        }
        continue
      }
      for part in 0..<4 {
        let offset = row + part * 16
        var key = one.digits(bytesOfOne, offset) &* two.slots &+ two.digits(bytesOfTwo, offset)
        key = key &* three.slots &+ three.digits(bytesOfThree, offset)
        let halves = unsafeBitCast(key, to: SIMD2<UInt64>.self)
        keys[part * 2] = halves[0]
        keys[part * 2 + 1] = halves[1]
      }
      if count < 28 {
        while word != 0 {
          let bit = word.trailingZeroBitCount
          let key = UInt8(truncatingIfNeeded: keys[bit >> 3] >> UInt64((bit & 7) * 8))
          tallies[(bit & 3) << 8 | Int(key)] &+= 1
          word &= word &- 1
        }
      } else if word == .max {
        for eighth in 0..<8 { tally(keys[eighth], &tallies) }
      } else {
        for eighth in 0..<8 {
          tally(keys[eighth], UInt32(truncatingIfNeeded: word &>> UInt64(eighth * 8)), &tallies)
        }
      }
    }
    return (0..<256).map { key in (0..<4).reduce(0) { $0 + Int(tallies[$1 << 8 | key]) } }
  }

  private func key(_ row: Int) -> UInt8 {
    (one.digit(row) &* two.slots &+ two.digit(row)) &* three.slots &+ three.digit(row)
  }

  /// Counts eight keys.
  @inline(__always)
  private func tally(_ keys: UInt64, _ tallies: inout InlineArray<1024, UInt32>) {
    for place in 0..<8 {
      tallies[(place & 3) << 8 | Int(UInt8(truncatingIfNeeded: keys >> UInt64(place * 8)))] &+= 1
    }
  }

  /// Counts those of eight keys whose bits are set.
  @inline(__always)
  private func tally(_ keys: UInt64, _ bits: UInt32, _ tallies: inout InlineArray<1024, UInt32>) {
    for place in 0..<8 {
      let key = Int(UInt8(truncatingIfNeeded: keys >> UInt64(place * 8)))
      tallies[(place & 3) << 8 | key] &+= bits >> UInt32(place) & 1
    }
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
      var rest = word
      while rest != 0 {
        rows.append(row &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return rows
  }
}
