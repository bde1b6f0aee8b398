import Synchronization

/// The rows of one table at which words were found, so that a list, its facets and its count search once.
///
/// Whoever asks for words that are being looked for waits for them.
public final class FoundText: Sendable {
  private struct Kept {
    var rows: [TextQuery: RowSet] = [:]
    /// The last asked for last.
    var order: [TextQuery] = []
  }

  private let kept = Mutex(Kept())
  /// More are not kept: a set of four million rows is half a megabyte.
  private static let limit = 16

  public init() {}

  func rows(of query: TextQuery, _ search: () throws -> RowSet) throws -> RowSet {
    try kept.withLock { kept in
      kept.order.removeAll { $0 == query }
      let rows = try kept.rows[query] ?? search()
      kept.rows[query] = rows
      kept.order.append(query)
      if kept.order.count > FoundText.limit { kept.rows[kept.order.removeFirst()] = nil }
      return rows
    }
  }
}
