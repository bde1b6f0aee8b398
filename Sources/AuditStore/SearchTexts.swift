internal import Cases
internal import GRDB
internal import Text

/// The turns of a store's cases as they are compared, one text behind another beside the case table's columns.
///
/// Of many short rows SQLite takes far longer than looking for words in them does. Like the columns they are a cache:
/// where they are not exactly what was written for the store's records, the rows are searched.
struct SearchTexts {
  /// Whose turns.
  enum Side: String {
    /// The users' in real conversations.
    case real
    case simulated

    fileprivate var texts: String { "search.\(rawValue).text" }
    fileprivate var entries: String { "search.\(rawValue).entry" }
  }

  /// Simulated turns below which the rows are searched.
  static let fewest = 16_384

  private let checksums: ColumnChecksums

  /// - Parameter checksums: Those of all columns; `nil` where there is no text among them.
  init?(_ checksums: ColumnChecksums) {
    self.checksums = checksums
    if chunks(of: .simulated) == 0 { return nil }
  }

  /// What was written, and not what anybody says of it.
  func chunks(of side: Side) -> Int { checksums.count(of: side.texts) }

  /// Writes the texts, but of few simulated turns.
  static func write(from db: Database, to columns: inout ColumnWriter) throws {
    let count = try Row.fetchOne(db, sql: "SELECT count(*) FROM simulation")?.integer(0, of: "simulation") ?? 0
    guard count >= fewest else { return }
    var writer = SearchTextWriter(.real)
    let conversations = try RawStatement(db, "SELECT key, text, turns FROM conversation ORDER BY key")
    while try conversations.step() {
      let (key, text) = (UInt32(truncatingIfNeeded: conversations.int64(0)), conversations.bytes(1))
      var turn = 0
      PackedTurns.forEach(in: conversations.bytes(2)) { item in
        if item.role == .user {
          writer.add(text.clamped(item.text), key: RecordKey.pack(conversation: key, turn: turn, code: 0))
        }
        turn += 1
        return true
      }
      try writer.flush(to: &columns, ifAbove: SearchTextWriter.chunkSize)
    }
    try writer.flush(to: &columns, ifAbove: 0)
    writer = SearchTextWriter(.simulated)
    let simulations = try RawStatement(db, "SELECT key, text FROM simulation WHERE text IS NOT NULL ORDER BY key")
    while try simulations.step() {
      writer.add(simulations.bytes(1), key: simulations.int64(0))
      try writer.flush(to: &columns, ifAbove: SearchTextWriter.chunkSize)
    }
    try writer.flush(to: &columns, ifAbove: 0)
  }

  /// The keys of the turns of one chunk whose texts hold the words, ascending; see `RecordKey`.
  ///
  /// - Throws: ``BrokenColumn`` where the chunk is not what was written.
  func keys(of needle: TextNeedle, _ side: Side, inChunk chunk: Int, _ db: Database) throws -> [Int64] {
    let reader = ColumnReader(db, checksums: checksums)
    let texts = try reader.chunk(of: side.texts, chunk)
    let entries = try reader.chunk(of: side.entries, chunk)
    var keys: [Int64] = []
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
          keys.append(Int64(key))
        }
      }
    }
    return keys
  }
}

/// Puts the texts of one side into chunks.
private struct SearchTextWriter: ~Copyable {
  /// Bytes of texts in one chunk, about: what one processor reads at a time.
  static let chunkSize = 1 << 20
  /// Between two texts: no byte of UTF-8, so that no words reach over it.
  private static let separator: UInt8 = 0xFF

  private let side: SearchTexts.Side
  private var texts: [UInt8] = []
  /// Of every text how far its key is from the one before, and its length.
  private var entries: [UInt8] = []
  private var last: Int64 = 0
  private var chunk = 0
  private var buffer = FoldingBuffer()

  init(_ side: SearchTexts.Side) { self.side = side }

  /// - Parameter key: Above the one before, as keys of checked rows are.
  mutating func add(_ text: UnsafeRawBufferPointer, key: Int64) {
    let folded = buffer.fold(text)
    Packing.append(Int(key - last), to: &entries)
    Packing.append(folded.count, to: &entries)
    texts.append(contentsOf: folded)
    texts.append(SearchTextWriter.separator)
    last = key
  }

  mutating func flush(to columns: inout ColumnWriter, ifAbove size: Int) throws {
    guard texts.count > size else { return }
    try columns.write(texts, side.texts, chunk)
    try columns.write(entries, side.entries, chunk)
    texts.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    (chunk, last) = (chunk + 1, 0)
  }
}
