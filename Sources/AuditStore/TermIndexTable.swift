internal import DecisionFidelity
internal import GRDB
internal import GRDBSQLite

/// The segments of the text index as rows.
enum TermIndexTable {
  static func insert(_ segments: [TermIndexBuilder.Segment], into db: Database) throws {
    guard !segments.isEmpty else { return }
    let statement = try RawStatement(
      db,
      "INSERT INTO text_segment (kind, keys, terms, starts, ends, unindexed, postings) VALUES (?, ?, ?, ?, ?, ?, ?)")
    for segment in segments {
      try segment.keys.withUnsafeBytes { keys in
        try segment.terms.withUnsafeBytes { terms in
          try segment.starts.withUnsafeBytes { starts in
            try segment.ends.withUnsafeBytes { ends in
              try segment.unindexed.withUnsafeBytes { unindexed in
                try segment.postings.withUnsafeBytes { postings in
                  statement.bind(segment.kind.rawValue, 1)
                  statement.bindBlob(keys, 2)
                  statement.bindBlob(terms, 3)
                  statement.bindBlob(starts, 4)
                  statement.bindBlob(ends, 5)
                  statement.bindBlob(unindexed, 6)
                  statement.bindBlob(postings, 7)
                  _ = try statement.run()
                }
              }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with the keys of all texts of `kind` that may hold the query, in no order.
  ///
  /// - Parameter body: Gets a key, and whether the text holds the query for certain.
  static func forEachCandidate(
    _ query: TermQuery, _ kind: TermIndexBuilder.Kind, in db: Database,
    _ body: (_ key: Int64, _ isCertain: Bool) -> Void
  ) throws {
    let statement = try RawStatement(
      db, "SELECT rowid, keys, terms, starts, ends, unindexed FROM text_segment WHERE kind = ? ORDER BY number")
    statement.bind(kind.rawValue, 1)
    while try statement.step() {
      let segment = TermSegment(
        keys: statement.bytes(1), terms: statement.bytes(2), starts: statement.bytes(3), ends: statement.bytes(4),
        unindexed: statement.bytes(5))
      let postings = try PostingReader(db, row: statement.int64(0))
      let found = try segment.texts(matching: query) { try postings.read($0) }
      found.forEach { segment.report($0, isCertain: query.isOneTerm, body) }
      segment.forEachUnindexed { text in
        if !found.contains(text) { segment.report(text, isCertain: false, body) }
      }
    }
  }
}

/// Reads parts of a segment's postings.
private final class PostingReader {
  private var blob: OpaquePointer?
  private var bytes: [UInt8] = []

  init(_ db: Database, row: Int64) throws {
    let code = sqlite3_blob_open(db.sqliteConnection, "main", "text_segment", "postings", row, 0, &blob)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  deinit { sqlite3_blob_close(blob) }

  func read(_ range: Range<Int>) throws -> [UInt8] {
    guard !range.isEmpty else { return [] }
    guard range.upperBound <= Int(sqlite3_blob_bytes(blob)) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the text index is damaged")
    }
    return try Array(unsafeUninitializedCapacity: range.count) { buffer, count in
      let code = sqlite3_blob_read(blob, buffer.baseAddress, Int32(range.count), Int32(range.lowerBound))
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      count = range.count
    }
  }
}
