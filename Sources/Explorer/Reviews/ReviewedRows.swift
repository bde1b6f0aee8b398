import Cases

/// Which rows of the listed table the reviewer has read, and which anyone flagged.
struct ReviewedRows: Sendable, Equatable {
  private(set) var read: Set<Int> = []
  private(set) var flagged: Set<Int> = []

  init() {}

  init(_ book: ReviewBook, in table: CaseTable) {
    for reviewed in book.cases { take(reviewed, of: book, in: table) }
  }

  /// Takes what the book says of a case now.
  mutating func take(_ reviewed: ReviewedCase, of book: ReviewBook, in table: CaseTable) {
    let isRead = book.own(reviewed).seen
    let isFlagged = book.isFlagged(reviewed)
    for row in book.rows(of: reviewed, in: table) {
      if isRead { read.insert(row) } else { read.remove(row) }
      if isFlagged { flagged.insert(row) } else { flagged.remove(row) }
    }
  }
}

extension RowSet {
  /// How many of some rows are in it.
  func count(of rows: Set<Int>) -> Int { rows.count(where: holds) }

  /// Whether a row, which need not be one of its table's, is in it.
  func holds(_ row: Int) -> Bool { row < capacity && contains(row) }
}
