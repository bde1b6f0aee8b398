internal import Interchange

/// The start of a file as text, for a look at it.
struct DecodedText {
  let text: String
  let encoding: TextEncoding?

  init(_ start: [UInt8]) {
    encoding = TextEncoding(of: start[...])
    var bytes: [UInt8] = []
    if let encoding, encoding != .utf8, let converter = TextConverter(from: encoding) {
      _ = converter.convert(start, isLast: false, into: &bytes)
    } else {
      bytes = start
    }
    let text = String(decoding: bytes, as: UTF8.self)
    self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}

/// The bytes of a text file in UTF-8, whatever its encoding.
struct DecodedSource: ~Copyable {
  private var source: ByteSource
  private let converter: TextConverter?
  private let path: String
  private let encoding: TextEncoding
  private let buffer: UnsafeMutableRawBufferPointer
  private var isFirst = true

  /// - Parameter encoding: Told by the first bytes where it is `nil`.
  /// - Throws: ``ImportError/notJSONLines(path:explanation:)`` for an encoding that nobody knows.
  init(
    _ file: LogFile, of input: LogInput, encoding: TextEncoding?, watch: ((Int) throws(ImportError) -> Void)?
  ) throws(ImportError) {
    let known = if let encoding { encoding } else { try DecodedSource.encoding(of: file, input) }
    let converter = known == .utf8 ? nil : TextConverter(from: known)
    if known != .utf8, converter == nil {
      throw .notJSONLines(path: file.path, explanation: "“\(known.name)” is no encoding that iconv knows")
    }
    source = try ByteSource(path: file.path, maximum: input.options.maximumExpanded, watch: watch)
    path = file.path
    buffer = .allocate(byteCount: 1 << 20, alignment: 16)
    self.encoding = known
    self.converter = converter
  }

  private static func encoding(of file: LogFile, _ input: LogInput) throws(ImportError) -> TextEncoding {
    let start = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { start.deallocate() }
    var source = try ByteSource(path: file.path, maximum: input.options.maximumExpanded)
    let count = try source.read(into: start)
    if let encoding = TextEncoding(of: Array(start[..<count])[...]) { return encoding }
    throw .notJSONLines(
      path: file.path,
      explanation: "is no UTF-8, UTF-16 or GB18030; name its encoding with --encoding, such as windows-1252")
  }

  deinit { buffer.deallocate() }

  /// The next bytes; empty at the end.
  mutating func next() throws(ImportError) -> ArraySlice<UInt8> {
    while true {
      let read = try source.read(into: buffer)
      let isLast = read == 0
      var bytes = Array(buffer[..<read])[...]
      if let converter {
        var text: [UInt8] = []
        guard converter.convert(Array(bytes), isLast: isLast, into: &text) else {
          throw .notJSONLines(path: path, explanation: "holds bytes that are no \(encoding.name)")
        }
        bytes = text[...]
      }
      if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      isFirst = false
      if !bytes.isEmpty || isLast { return bytes }
    }
  }
}
