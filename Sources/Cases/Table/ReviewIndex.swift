/// The reviews of an audit by the rows of its case table.
///
/// A review belongs to a conversation's turn and a simulator's draw, and so to one row an instrument; in a table of whole
/// conversations those are placed that are of one. An empty review is none.
public struct ReviewIndex: Sendable, Hashable {
  /// The reviews of every row that has one, in the order of the reviewers' names.
  public private(set) var byRow: [Int: [Review]] = [:]
  /// Reviews of cases that the table does not have, such as those that no instrument labelled.
  public private(set) var unplaced: [Review] = []
  /// Whose read marks count; `nil` for everybody's.
  public var reader: String?

  public init() {}

  /// - Parameter conversation: The row in ``CaseTable/conversations`` of a conversation's id.
  public init(_ reviews: some Sequence<Review>, in table: CaseTable, conversation: (String) -> Int?) {
    for review in reviews {
      if let place = conversation(review.conversation) {
        save(review, conversation: place, in: table)
      } else if !review.isEmpty {
        unplaced.append(review)
      }
    }
  }

  /// Puts a review in the place of an earlier one of the same case and reviewer; an empty one takes that away.
  ///
  /// - Parameter conversation: The row of its conversation in ``CaseTable/conversations``.
  /// - Complexity: O(pairs of the conversation).
  public mutating func save(_ review: Review, conversation: Int, in table: CaseTable) {
    let rows = table.rows(
      conversation: conversation, turn: review.turn, simulator: review.simulator, draw: review.draw)
    for row in rows {
      var reviews = byRow.removeValue(forKey: row) ?? []
      reviews.removeAll { $0.reviewer == review.reviewer }
      if !review.isEmpty {
        reviews.insert(review, at: reviews.firstIndex { $0.reviewer > review.reviewer } ?? reviews.count)
      }
      if !reviews.isEmpty { byRow[row] = reviews }
    }
    if rows.isEmpty { saveUnplaced(review) }
  }

  /// The reviews of the case in `row`.
  public subscript(row: Int) -> [Review] { byRow[row] ?? [] }

  /// Those that say more than that the case was read.
  public func spoken(_ row: Int) -> [Review] { self[row].filter { !$0.saysNothing } }

  /// Whether anyone flagged the case in `row`.
  public func isFlagged(_ row: Int) -> Bool { self[row].contains(where: \.flag) }

  /// The rows with a review for which `holds` is true.
  public func rows(capacity: Int, where holds: (Review) -> Bool) -> RowSet {
    var rows = RowSet(capacity: capacity)
    for (row, reviews) in byRow where row < capacity && reviews.contains(where: holds) { rows.insert(row) }
    return rows
  }

  /// The same among the reviews of whose read marks count.
  func ownRows(capacity: Int, where holds: (Review) -> Bool) -> RowSet {
    rows(capacity: capacity) { isOwn($0) && holds($0) }
  }

  func isOwn(_ review: Review) -> Bool { reader == nil || review.reviewer == reader }

  /// Every tag with the number of rows that have it.
  public var tags: [String: Int] {
    byRow.values.reduce(into: [:]) { counts, reviews in
      for tag in Set(reviews.flatMap(\.tags)) { counts[tag, default: 0] += 1 }
    }
  }

  /// Every reviewer with the number of rows that they reviewed.
  public var reviewers: [String: Int] {
    byRow.values.reduce(into: [:]) { counts, reviews in
      for review in reviews { counts[review.reviewer, default: 0] += 1 }
    }
  }

  private mutating func saveUnplaced(_ review: Review) {
    unplaced.removeAll {
      $0.conversation == review.conversation && $0.turn == review.turn && $0.simulator == review.simulator
        && $0.draw == review.draw && $0.reviewer == review.reviewer
    }
    if !review.isEmpty { unplaced.append(review) }
  }
}

extension CaseTable {
  /// The rows of one simulator's draw at one probe point: one an instrument.
  public func rows(conversation: Int, turn: Int, simulator: String, draw: Int) -> [Int] {
    guard conversations.key.indices.contains(conversation) else { return [] }
    let range = conversations.firstPair[conversation]..<conversations.firstPair[conversation + 1]
    if listsConversations { return simulator.isEmpty ? range.map(Int.init) : [] }
    return range.lazy.map(Int.init).filter { row in
      let series = series[Int(pairs.series[row])]
      return Int(pairs.turn[row]) == turn && series.simulator == simulator && series.draw == draw
    }
  }

  /// The rows of a probe point, of every simulator, draw and instrument.
  public func rows(conversation: Int, turn: Int) -> [Int] {
    guard conversations.key.indices.contains(conversation) else { return [] }
    let range = conversations.firstPair[conversation]..<conversations.firstPair[conversation + 1]
    return range.lazy.map(Int.init).filter { Int(pairs.turn[$0]) == turn }
  }
}
