/// What to sort cases by.
public struct SortKey: Sendable, Hashable {
  /// A field with an order: see ``FilterField/isSortable``. Any other leaves the order as it is.
  public var field: FilterField
  public var descending: Bool

  public init(_ field: FilterField, descending: Bool = false) {
    self.field = field
    self.descending = descending
  }

  /// The worst misses first; cases that are equally bad in the order of the table.
  public static let standard = [SortKey(.severity, descending: true)]
}

extension CaseTable {
  /// The rows of a set, sorted.
  ///
  /// Stable: rows that all keys hold equal are in the order of the table. A value that is missing comes last, ascending
  /// and descending.
  /// - Parameters:
  ///   - keys: The first counts most.
  ///   - context: Asked for profile fields that are no columns of the table.
  /// - Throws: Why the context could not be asked.
  /// - Complexity: O(rows) a key, by counting.
  public func order(
    of rows: RowSet, by keys: [SortKey], in context: FilterContext
  ) throws(FilterError) -> [UInt32] {
    var all: [RowRanks] = []
    for key in keys {
      var further: ProfileColumn?
      if case .profile(let name) = key.field, furtherFields.contains(name) {
        do { further = try context.findProfile?(name) } catch {
          let field = key.field.description
          throw FilterError(
            text: field, range: 0..<field.count, message: "sorting by \(field) failed: \(error)")
        }
      }
      if let ranks = ranks(of: key, reviews: context.reviews, further: further) { all.append(ranks) }
    }
    return order(of: rows, by: all)
  }

  /// The same by what the table holds.
  public func order(of rows: RowSet, by keys: [SortKey], reviews: ReviewIndex = ReviewIndex()) -> [UInt32] {
    order(of: rows, by: keys.compactMap { ranks(of: $0, reviews: reviews) })
  }

  private func order(of rows: RowSet, by ranks: [RowRanks]) -> [UInt32] {
    var groups = ranks.grouped
    var order = sorted(rows, by: groups.popLast() ?? [])
    while let group = groups.popLast() { order = sorted(order, by: group) }
    return order
  }

  /// The rows of a set, sorted by ranks that stand in the order of the table so far.
  private func sorted(_ rows: RowSet, by ranks: [RowRanks]) -> [UInt32] {
    if ranks.count == 1, case .conversations(let ofConversations) = ranks[0].source {
      return sorted(rows, byConversation: ofConversations, slots: ranks[0].slots)
    }
    if ranks.slots <= RankedPiece.mostSlots { return sortedInPieces(rows, by: ranks) }
    return sorted(rows.words[...].rows(first: 0), by: ranks)
  }

  /// Sorts rows, least significant digits first, each by counting.
  private func sorted(_ rows: [UInt32], by ranks: [RowRanks]) -> [UInt32] {
    let bits = Int.bitWidth - max(ranks.slots - 1, 1).leadingZeroBitCount
    let passes = (bits + 11) / 12
    let width = (bits + passes - 1) / passes
    var numbered = ranks.numbers(of: rows, pairs).enumerated().map { UInt64($1) << 32 | UInt64(rows[$0]) }
    var sorted = numbered
    for pass in 0..<passes {
      scatter(numbered, by: UInt64(32 + pass * width), width, into: &sorted)
      swap(&numbered, &sorted)
    }
    return numbered.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Puts every number where the next of its digit goes.
  private func scatter(_ numbers: [UInt64], by shift: UInt64, _ width: Int, into sorted: inout [UInt64]) {
    let mask = UInt64(1) << UInt64(width) - 1
    var starts = [Int](repeating: 0, count: 1 << width)
    for number in numbers { starts[Int(truncatingIfNeeded: number &>> shift & mask)] &+= 1 }
    starts.sumUp()
    var next = starts.mutableSpan
    var sorted = sorted.mutableSpan
    for number in numbers {
      let digit = Int(truncatingIfNeeded: number &>> shift & mask)
      sorted[next[digit]] = number
      next[digit] &+= 1
    }
  }

  /// Sorts the conversations, and lists the rows of each.
  private func sorted(_ rows: RowSet, byConversation ranks: [UInt32], slots: Int) -> [UInt32] {
    var next = [Int](repeating: 0, count: slots)
    for rank in ranks { next[Int(rank)] += 1 }
    next.sumUp()
    var conversations = [UInt32](repeating: 0, count: ranks.count)
    for (conversation, rank) in ranks.enumerated() {
      conversations[next[Int(rank)]] = UInt32(truncatingIfNeeded: conversation)
      next[Int(rank)] += 1
    }
    var order: [UInt32] = []
    order.reserveCapacity(rows.count)
    let firstPair = self.conversations.firstPair
    for conversation in conversations {
      for row in firstPair[Int(conversation)]..<firstPair[Int(conversation) + 1] where rows.contains(Int(row)) {
        order.append(row)
      }
    }
    return order
  }

  /// Sorts pieces of the table, all processors at once, and joins them rank by rank.
  private func sortedInPieces(_ rows: RowSet, by ranks: [RowRanks]) -> [UInt32] {
    let pieces = concurrentChunks(of: rows.words.count, size: 1024) { range in
      RankedPiece(rows.words[range], first: range.lowerBound * 64, ranks: ranks, pairs)
    }
    var order: [UInt32] = []
    order.reserveCapacity(pieces.reduce(0) { $0 + $1.rows.count })
    for rank in 0..<ranks.slots {
      for piece in pieces { order += piece.rows[piece.range(of: rank)] }
    }
    return order
  }
}

/// The rows of a piece of the table in the order of few ranks.
private struct RankedPiece: Sendable {
  /// More ranks than this make joining the pieces slow.
  static let mostSlots = 512

  private(set) var rows: [UInt32]
  /// Where each rank ends in `rows`.
  private var ends: [Int]

  init(_ words: ArraySlice<UInt64>, first: Int, ranks: [RowRanks], _ pairs: PairColumns) {
    let listed = words.rows(first: first)
    let numbers = ranks.numbers(of: listed, pairs)
    var next = [Int](repeating: 0, count: ranks.slots)
    for number in numbers { next[Int(number)] &+= 1 }
    next.sumUp()
    var sorted = listed
    RankedPiece.scatter(listed, numbers, &sorted, &next)
    rows = sorted
    ends = next
  }

  /// Puts every row where the next of its rank goes.
  private static func scatter(_ rows: [UInt32], _ numbers: [UInt32], _ sorted: inout [UInt32], _ next: inout [Int]) {
    var sorted = sorted.mutableSpan
    var next = next.mutableSpan
    for index in rows.indices {
      let rank = Int(numbers[index])
      sorted[next[rank]] = rows[index]
      next[rank] &+= 1
    }
  }

  func range(of rank: Int) -> Range<Int> { (rank == 0 ? 0 : ends[rank - 1])..<ends[rank] }
}

extension [Int] {
  /// Replaces counts by where each begins: the sum of those before it.
  fileprivate mutating func sumUp() {
    var sum = 0
    for index in indices { (self[index], sum) = (sum, sum + self[index]) }
  }
}
