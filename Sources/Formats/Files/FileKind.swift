internal import Interchange

/// What a file in a folder is at the first look.
enum FileKind: Sendable {
  case archive, columns, json, table, text

  /// `nil` where it is nothing that is read.
  init?(of path: String) throws {
    var source = try ByteSource(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    defer { buffer.deallocate() }
    let count: Int
    do throws(ImportError) { count = try source.read(into: buffer) } catch { return nil }
    let bytes = Array(buffer[..<count])
    if let source = DuckDB.Source(start: bytes) {
      guard source == .parquet || source == .arrow else { return nil }
      self = .columns
      return
    }
    if try Archive.isArchive(path) {
      self = .archive
      return
    }
    guard let first = bytes.drop(while: { [32, 9, 10, 13, 0xEF, 0xBB, 0xBF].contains($0) }).first else { return nil }
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    if first == 123 || first == 91, ["json", "jsonl", "ndjson", "gz"].contains(ending) || first == 123 {
      self = .json
    } else if bytes.contains(0), TextEncoding(of: bytes[...]) == nil {
      return nil
    } else if ["csv", "tsv"].contains(ending) {
      self = .table
    } else if ending == "txt", path.hasSuffix("_chat.txt") || path.contains("WhatsApp") {
      self = .text
    } else {
      return nil
    }
  }
}
