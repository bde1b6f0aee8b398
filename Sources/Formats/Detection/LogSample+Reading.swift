internal import Interchange
internal import JSON

extension LogSample {
  /// How many records are looked at.
  private static let mostRecords = 20
  /// How many members of an object that is too long to be read at once.
  private static let mostMembers = 1000
  /// How much of a table or a text, in bytes.
  private static let start = 1 << 16

  /// Looks at the first file that holds anything.
  init(of input: LogInput) throws(ImportError) {
    layout = .text
    names = input.files.map(\.name)
    for file in input.files where file.size > 0 {
      let start = try LogSample.start(of: file, input)
      if start.isEmpty { continue }
      if let form = LogSample.jsonStart(start) {
        try readRecords(of: file, input, isArray: form == 91)
        if !records.isEmpty { return }
      }
      let text = DecodedText(start).text
      lines = text.split(maxSplits: 50, omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r\n" }.prefix(50)
        .map(String.init)
      rows = TableForm(start).map { TableRows.first(of: text, $0, count: 20) } ?? []
      if rows.count > 1, (rows.first?.count ?? 0) > 1 { layout = .table }
      return
    }
  }

  static func start(of file: LogFile, _ input: LogInput) throws(ImportError) -> [UInt8] {
    var source = try ByteSource(path: file.path, maximum: input.options.maximumExpanded)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: start, alignment: 16)
    defer { buffer.deallocate() }
    var count = 0
    while count < start {
      let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if more == 0 { break }
      count += more
    }
    return Array(buffer[..<count])
  }

  /// The first byte that is no blank where it opens an object or an array.
  static func jsonStart(_ bytes: [UInt8]) -> UInt8? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let first = bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0).first { ![32, 9, 10, 13].contains($0) }
    return first == 123 || first == 91 ? first : nil
  }

  private mutating func readRecords(of file: LogFile, _ input: LogInput, isArray: Bool) throws(ImportError) {
    layout = .records
    var reader = try JSONRecords(file, of: input, sink: nil)
    var seen = 0
    while seen < LogSample.mostRecords {
      let record: JSONRecords.Record?
      do throws(ImportError) {
        record = try reader.next()
      } catch {
        if case .unmapped = error { break } else { throw error }
      }
      guard let record else { break }
      if case .success(let view) = record.value {
        // One that is none among objects is refused where it is read; it says nothing of the format.
        // A text may begin with a bracket as well, such as a chat's first date.
        seen += 1
        if view.kind == .object {
          records.append(JSONValue(view))
          places.append(record.line)
        }
      } else if case .failure(.tooLong(let limit)) = record.value {
        tooLong = tooLong ?? (record.line, limit)
      }
    }
    if records.isEmpty, tooLong != nil, !isArray {
      try readMembers(of: file, input)
      return
    }
    if records.isEmpty {
      layout = .text
      return
    }
    // An object alone: what it is made of is seen without its length.
    if records.count == 1, !isArray { layout = .object }
  }

  /// Of an object that is too long to be read at once: the first elements of its arrays.
  private mutating func readMembers(of file: LogFile, _ input: LogInput) throws(ImportError) {
    layout = .object
    var object = JSONValue.object([])
    var reader = try JSONRecords(file, of: input, expanding: LogSample.longLists, sink: nil)
    var count = 0
    // One whose members are the conversations has no end of them.
    while count < LogSample.mostMembers, let record = try reader.next() {
      count += 1
      guard let key = record.key, case .success(let view) = record.value else { continue }
      if LogSample.longLists.contains(key), view.kind != .array {
        // Elements of a list are no members to count.
        count -= 1
        if object[key] == nil { object[key] = .array([JSONValue(view)]) }
      } else {
        object[key] = JSONValue(view)
      }
    }
    records = [object]
  }

  /// The lists of long objects whose elements are conversations, or what they are made of.
  static let longLists: Set<String> = [
    "simulations", "tasks", "samples", "conversations", "data", "results", "tickets", "resourceSpans", "resourceLogs",
    "calls", "audits", "comments", "events", "ticket_events", "payload", "runs", "observations", "traces",
  ]
}
