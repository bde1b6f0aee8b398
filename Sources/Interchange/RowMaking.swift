internal import Dispatch
internal import JSON

/// Rows made of other files on a thread of their own, while those before are checked.
final class RowMaking: Sendable {
  enum Message: Sendable {
    case rows(MadeRows)
    /// So many bytes were read, whatever came of them.
    case reading(Int)
    /// What was left out on purpose.
    case finished([String: Int])
    case failed(ImportError)
  }

  private let pipe = Pipe<Message>(capacity: 3)
  private let thread = DispatchQueue(label: "walkaway.rows")

  /// Begins to make the rows of `file`.
  init(_ source: any RowSource, of file: BundleFiles.File) {
    let pipe = pipe
    thread.async { RowMaking.make(source, of: file, pipe) }
  }

  func receive() -> Message { pipe.receive() }

  /// Ends the making; returns when nothing is made any more.
  func stop() {
    pipe.stop()
    thread.sync {}
  }

  private static func make(_ source: any RowSource, of file: BundleFiles.File, _ pipe: Pipe<Message>) {
    var rows = MadeRows()
    do throws(ImportError) {
      let leftOut = try source.forEachRow(
        of: file,
        watch: { (count: Int) throws(ImportError) in
          guard pipe.send(.reading(count)) else { throw .cancelled }
        }
      ) { (row: SourceRow) throws(ImportError) -> Bool in
        rows.add(row)
        return rows.isFull ? send(&rows, pipe) : true
      }
      if send(&rows, pipe) { _ = pipe.send(.finished(leftOut)) }
    } catch {
      // Rows come before what ended them.
      if send(&rows, pipe) { _ = pipe.send(.failed(error)) }
    }
  }

  private static func send(_ rows: inout MadeRows, _ pipe: Pipe<Message>) -> Bool {
    defer { rows = MadeRows() }
    return pipe.send(.rows(rows), alone: rows.isLong)
  }
}

/// Some rows, with the bytes of their JSON.
struct MadeRows: Sendable {
  private enum Content {
    case json(Range<Int>)
    case refused(Refusal.Reason, key: String, explanation: String)
  }

  private var bytes: [UInt8] = []
  private var rows: [(file: String?, line: Int, content: Content)] = []

  /// In bytes, and in rows.
  private static let most = (bytes: 1 << 18, rows: 4096)

  var isFull: Bool { bytes.count >= MadeRows.most.bytes || rows.count >= MadeRows.most.rows }
  /// Whether nothing else should wait beside them.
  var isLong: Bool { bytes.count > 8 * MadeRows.most.bytes }

  mutating func add(_ row: SourceRow) {
    switch row.content {
    case .json(let json):
      let start = bytes.count
      bytes.append(contentsOf: json)
      rows.append((row.file, row.line, .json(start..<bytes.count)))
    case .refused(let reason, let key, let explanation):
      rows.append((row.file, row.line, .refused(reason, key: key, explanation: explanation)))
    }
  }

  /// Gives the rows in their order, until `body` says that no more are wanted; says whether it never did.
  mutating func forEach(_ body: (SourceRow) -> Bool) -> Bool {
    bytes.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    return bytes.withUnsafeBufferPointer { all in
      rows.allSatisfy { row in
        switch row.content {
        case .json(let range):
          body(SourceRow(file: row.file, line: row.line, content: .json(.init(rebasing: all[range]))))
        case .refused(let reason, let key, let explanation):
          body(
            SourceRow(
              file: row.file, line: row.line, content: .refused(reason, key: key, explanation: explanation)))
        }
      }
    }
  }
}
