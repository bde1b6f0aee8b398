/// What a file is that is no JSON lines in UTF-8, by its first bytes.
enum FileForm: Hashable {
  case utf16, utf32
  case archive(String)
  case jsonArray
  case severalLines

  /// - Parameter start: The first few thousand bytes, unpacked.
  init?(start: ArraySlice<UInt8>) {
    if let encoding = FileForm.encoding(of: start) {
      self = encoding
    } else if let (_, name) = FileForm.archives.first(where: { start.starts(with: $0.0) }) {
      self = .archive(name)
    } else if let form = FileForm.layout(of: start) {
      self = form
    } else {
      return nil
    }
  }

  /// What it is and what to do, as the rest of a sentence.
  var words: String {
    switch self {
    case .utf16: "is UTF-16; save it as UTF-8"
    case .utf32: "is UTF-32; save it as UTF-8"
    case .archive(let name): "is \(name); unpack or convert it to JSON lines (gzip may stay)"
    case .jsonArray: "is one JSON array; write one object a line, without brackets and commas (jq -c '.[]' does that)"
    case .severalLines: "is JSON over several lines; write one object a line (jq -c . does that)"
    }
  }

  /// Whether no JSON can be read in it at all.
  var isEncoding: Bool {
    switch self {
    case .utf16, .utf32, .archive: true
    case .jsonArray, .severalLines: false
    }
  }

  private static let archives: [([UInt8], String)] = [
    ([0x1F, 0x8B], "packed twice with gzip"), (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or a workbook"),
    ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "packed with xz"),
    (Array("BZh".utf8), "packed with bzip2"), (Array("PAR1".utf8), "a Parquet file"),
    (Array("SQLite format 3".utf8), "an SQLite database"), (Array("%PDF".utf8), "a PDF"),
  ]

  private static func encoding(of start: ArraySlice<UInt8>) -> FileForm? {
    let bytes = Array(start.prefix(64))
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
    // Without a mark: every other byte of what JSON begins with is zero.
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (false, true, true, true), (true, true, true, false): return .utf32
    case (false, true, false, true), (true, false, true, false): return .utf16
    default: return nil
    }
  }

  private static func layout(of start: ArraySlice<UInt8>) -> FileForm? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = (start.starts(with: mark) ? start.dropFirst(3) : start).drop(while: isSpace)
    if text.first == 91 {
      // A line may be an array by mistake; a file of objects in brackets is one.
      let inside = text.dropFirst().drop(while: isSpace)
      return inside.first == 123 || (inside.first == 93 && inside.dropFirst().allSatisfy(isSpace)) ? .jsonArray : nil
    }
    guard text.first == 123, let end = text.firstIndex(of: 10) else { return nil }
    let first = text[..<end].reversed().drop(while: isSpace).first
    let next = text[end...].drop(while: isSpace).first
    // A line that goes on where a key or a value of the same object stands.
    return first != 125 && (next == 34 || next == 91 || next == 93 || next == 125 || first == 123) ? .severalLines : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}
