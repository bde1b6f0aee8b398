/// A filter made ready for one case table: tests of columns.
indirect enum RowTest: Sendable {
  case constant(Bool)
  case bytes(ByteColumn, CodeSet)
  case turns([ClosedRange<UInt16>])
  case series([ClosedRange<UInt16>])
  case stagePairs(StagePairs)
  /// Which values of a profile column are meant; the last entry says whether a missing one is.
  case profile(column: Int, values: [Bool])
  case rows(RowSet)
  case not(RowTest)
  case all([RowTest])
  case any([RowTest])
}

extension CaseTable {
  /// The rows for which `test` holds.
  func rows(where test: RowTest) -> RowSet {
    let pieces = concurrentChunks(of: (count + 63) / 64, size: 2048) { range in
      let rows = min(range.upperBound * 64, count) - range.lowerBound * 64
      var words = RowSet(capacity: rows, full: true).words
      narrow(&words, from: range.lowerBound, to: test)
      return words
    }
    var words: [UInt64] = []
    words.reserveCapacity((count + 63) / 64)
    for piece in pieces { words += piece }
    return RowSet(capacity: count, words: words)
  }

  /// Clears the bits of the rows for which `test` does not hold.
  ///
  /// - Parameters:
  ///   - words: Bits of the rows from `first * 64` on.
  ///   - first: The place of the first word in the whole set.
  private func narrow(_ words: inout [UInt64], from first: Int, to test: RowTest) {
    switch test {
    case .constant(let holds):
      if !holds { words = Array(repeating: 0, count: words.count) }
    case .bytes(let column, let codes):
      keepRows(of: &words, from: first, where: ByteRanges(pairs[column], codes.ranges))
    case .turns(let ranges):
      keepRows(of: &words, from: first, where: pairs.turn, isIn: ranges)
    case .series(let ranges):
      keepRows(of: &words, from: first, where: pairs.series, isIn: ranges)
    case .stagePairs(let stages):
      narrow(&words, from: first, to: stages)
    case .profile(let column, let values):
      keepConversations(of: &words, from: first, where: conversations.profile[column].codes, isIn: values)
    case .rows(let rows):
      for index in words.indices { words[index] &= rows.words[first + index] }
    case .not(let part):
      var held = words
      narrow(&held, from: first, to: part)
      for index in words.indices { words[index] &= ~held[index] }
    case .all(let parts):
      narrow(&words, from: first, toAll: parts)
    case .any(let parts):
      var held = [UInt64](repeating: 0, count: words.count)
      for part in parts {
        var more = words
        for index in words.indices { more[index] &= ~held[index] }
        guard more.contains(where: { $0 != 0 }) else { break }
        narrow(&more, from: first, to: part)
        for index in words.indices { held[index] |= more[index] }
      }
      words = held
    }
  }

  /// Tests byte columns first, three at a time.
  private func narrow(_ words: inout [UInt64], from first: Int, toAll parts: [RowTest]) {
    var bytes: [ByteRanges] = []
    var others: [RowTest] = []
    for part in parts {
      if case .bytes(let column, let codes) = part {
        bytes.append(ByteRanges(pairs[column], codes.ranges))
      } else {
        others.append(part)
      }
    }
    while let one = bytes.popLast() {
      if let two = bytes.popLast() {
        keepRows(of: &words, from: first, where: one, two, bytes.popLast() ?? two)
      } else {
        keepRows(of: &words, from: first, where: one)
      }
    }
    for part in others where words.contains(where: { $0 != 0 }) { narrow(&words, from: first, to: part) }
  }

  private func narrow(_ words: inout [UInt64], from first: Int, to stages: StagePairs) {
    if let kernel = StagePairKernel(stages, stages: description.schema.stages.count) {
      kernel.keepRows(of: &words, from: first, real: pairs.realStage, simulated: pairs.simulatedStage)
    } else {
      narrow(
        &words, from: first,
        to: .any(
          stages.rectangles.map {
            .all([.bytes(.realStage, $0.real), .bytes(.simulatedStage, $0.simulated)])
          }))
    }
  }

  /// Clears the bits of rows whose conversation has a value that is not meant.
  private func keepConversations(
    of words: inout [UInt64], from first: Int, where codes: [UInt32], isIn values: [Bool]
  ) {
    let rows = first * 64..<min((first + words.count) * 64, count)
    guard !rows.isEmpty else { return }
    var held = [UInt64](repeating: 0, count: words.count)
    let firstPair = conversations.firstPair
    var conversation = Int(pairs.conversation[rows.lowerBound])
    while conversation < codes.count, Int(firstPair[conversation]) < rows.upperBound {
      if values[min(Int(codes[conversation]), values.count - 1)] {
        let from = max(Int(firstPair[conversation]), rows.lowerBound) - rows.lowerBound
        let to = min(Int(firstPair[conversation + 1]), rows.upperBound) - rows.lowerBound
        held.insertBits(from..<to)
      }
      conversation += 1
    }
    for index in words.indices { words[index] &= held[index] }
  }
}

extension [UInt64] {
  /// Sets a run of bits.
  @inline(__always)
  mutating func insertBits(_ bits: Range<Int>) {
    var bit = bits.lowerBound
    while bit < bits.upperBound {
      let end = Swift.min(bits.upperBound, (bit | 63) + 1)
      self[bit >> 6] |= (UInt64.max >> UInt64(64 - (end - bit))) << UInt64(bit & 63)
      bit = end
    }
  }
}
