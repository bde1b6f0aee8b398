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

extension FilterField {
  /// Whether cases can be sorted by it.
  ///
  /// Stages sort by depth, numbers by size, profile values by number where all are numbers and else by text, yes after
  /// no, the store's names in the order of the import, other values as the audit lists them.
  public var isSortable: Bool {
    switch kind {
    case .text: false
    default:
      self != .stage && self != .emotion && self != .blocker && self != .exit && self != .tag && self != .reviewer
    }
  }
}

extension CaseTable {
  /// The rows of a set, sorted.
  ///
  /// Stable: rows that all keys hold equal are in the order of the table. A value that is missing comes last, ascending
  /// and descending.
  /// - Parameter keys: The first counts most.
  /// - Complexity: O(rows) a key, by counting.
  public func order(of rows: RowSet, by keys: [SortKey], reviews: ReviewIndex = ReviewIndex()) -> [UInt32] {
    var order: [UInt32] = []
    order.reserveCapacity(rows.count)
    rows.forEach { order.append(UInt32(truncatingIfNeeded: $0)) }
    var ranks = keys.compactMap { self.ranks(of: $0, reviews: reviews) }
    while !ranks.isEmpty {
      // The last keys whose ranks together fit one number are sorted by at once.
      var first = ranks.count - 1
      var slots = ranks[first].slots
      while first > 0, slots * ranks[first - 1].slots <= 1 << 32 {
        first -= 1
        slots *= ranks[first].slots
      }
      var numbers = [UInt32](repeating: 0, count: order.count)
      for rank in ranks[first...] { rank.append(to: &numbers, for: order, of: pairs) }
      order = order.sorted(by: numbers, below: slots)
      ranks.removeLast(ranks.count - first)
    }
    return order
  }
}

extension [UInt32] {
  /// The elements in the order of the numbers that stand beside them; equal numbers keep their order.
  ///
  /// Least significant digits first, each by counting.
  /// - Parameter limit: More than any of the numbers.
  fileprivate func sorted(by numbers: [UInt32], below limit: Int) -> [UInt32] {
    let bits = Int.bitWidth - Swift.max(limit - 1, 1).leadingZeroBitCount
    let passes = (bits + 11) / 12
    let width = (bits + passes - 1) / passes
    var elements = self
    var numbers = numbers
    for pass in 0..<passes {
      let shift = UInt32(pass * width)
      let mask = UInt32(1) << UInt32(width) - 1
      var next = [Int](repeating: 0, count: 1 << width)
      for number in numbers { next[Int(number &>> shift & mask)] += 1 }
      var sum = 0
      for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
      var sortedElements = [UInt32](repeating: 0, count: count)
      var sortedNumbers = pass + 1 < passes ? [UInt32](repeating: 0, count: count) : []
      for (element, number) in zip(elements, numbers) {
        let digit = Int(number &>> shift & mask)
        let place = next[digit]
        next[digit] = place + 1
        sortedElements[place] = element
        if pass + 1 < passes { sortedNumbers[place] = number }
      }
      elements = sortedElements
      numbers = sortedNumbers
    }
    return elements
  }
}
