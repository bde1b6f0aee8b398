internal import Cases
internal import GRDB
internal import Text

/// The simulated turns of a store as they are compared, one text behind another beside the case table's columns.
///
/// Of many short rows SQLite takes far longer than looking for words in them does. Like the columns they are a cache:
/// where they are not exactly what was written for the store's records, the rows are searched.
struct SearchTexts {
  /// Simulated turns below which the rows are searched: they are few.
  static let fewest = 16_384
  /// Bytes of texts in one chunk, about: what one processor reads at a time.
  static let chunkSize = 1 << 20
  /// Between two texts: no byte of UTF-8, so that no words reach over it.
  static let separator: UInt8 = 0xFF

  private static let texts = "search.text"
  private static let entries = "search.entry"

  let chunks: Int
  let checksums: ColumnChecksums

  /// Writes the texts of all simulations, and returns the number of chunks; 0 of few.
  static func write(from db: Database, to columns: inout ColumnWriter) throws -> Int {
    let count = try Row.fetchOne(db, sql: "SELECT count(*) FROM simulation")?.integer(0, of: "simulation") ?? 0
    guard count >= fewest else { return 0 }
    let rows = try RawStatement(db, "SELECT key, text FROM simulation WHERE text IS NOT NULL ORDER BY key")
    var (texts, entries): ([UInt8], [UInt8]) = ([], [])
    texts.reserveCapacity(chunkSize * 5 / 4)
    var (chunk, last) = (0, Int64(0))
    func flush() throws {
      try columns.write(texts, SearchTexts.texts, chunk)
      try columns.write(entries, SearchTexts.entries, chunk)
      texts.removeAll(keepingCapacity: true)
      entries.removeAll(keepingCapacity: true)
      (chunk, last) = (chunk + 1, 0)
    }
    var buffer = FoldingBuffer()
    while try rows.step() {
      let (key, folded) = (rows.int64(0), buffer.fold(rows.bytes(1)))
      // No row of this program has such a key.
      guard key >= last else { return 0 }
      Packing.append(Int(key - last), to: &entries)
      Packing.append(folded.count, to: &entries)
      texts.append(contentsOf: folded)
      texts.append(separator)
      last = key
      if texts.count >= chunkSize { try flush() }
    }
    if !texts.isEmpty { try flush() }
    return chunk
  }

  /// The turns of one chunk whose texts hold the words, in the order of their keys.
  ///
  /// - Throws: ``BrokenColumn`` where the chunk is not what was written.
  func hits(of needle: TextNeedle, inChunk chunk: Int, _ db: Database) throws -> [TextHits.SimulatedTurn] {
    let reader = ColumnReader(db, checksums: checksums)
    let texts = try reader.chunk(of: SearchTexts.texts, chunk)
    let entries = try reader.chunk(of: SearchTexts.entries, chunk)
    var hits: [TextHits.SimulatedTurn] = []
    try texts.withUnsafeBufferPointer { texts in
      try entries.withUnsafeBytes { entries in
        var (place, key, end) = (0, 0, 0)
        while let found = needle.first(inFolded: texts, from: end) {
          while end <= found {
            guard let step = Packing.number(in: entries, at: &place),
              let count = Packing.number(in: entries, at: &place)
            else { throw BrokenColumn() }
            (key, end) = (key &+ step, end &+ count &+ 1)
            guard count < texts.count, end <= texts.count else { throw BrokenColumn() }
          }
          hits.append(.init(key: Int64(key)))
        }
      }
    }
    return hits
  }
}
