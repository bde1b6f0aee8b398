internal import Interchange
internal import JSON

/// One object of a log: a record of JSON, or a row of a table by its header.
struct LogObject {
  var value: JSONValue
  var file: LogFile
  var line: Int
  /// The key of the outermost object under which it stands; `nil` where there is no such object.
  var key: String?

  subscript(key: String) -> JSONValue? { value.filled(key) }
}

/// The objects of a log's files, however they lie there: one a line, in an array, in a list under a key of one object,
/// one alone, or as rows of a table whose cells are texts.
struct LogObjects {
  let input: LogInput
  let mapping: Mapping
  /// The keys of an outermost object under which the objects stand.
  var lists: Set<String> = []
  /// Further lists beside those, whose elements are given too.
  var beside: Set<String> = []
  /// Whether rows may have a value more than the header has names.
  var mayBeWider = false

  /// Calls `body` with every object.
  ///
  /// - Parameter isQuiet: For a first look: what cannot be read is not refused, because a second reading does it.
  func forEach(
    _ sink: LogSink, isQuiet: Bool = false, _ body: (LogObject) throws(ImportError) -> Void
  ) throws(ImportError) {
    for file in input.files where file.size > 0 {
      if try LogObjects.isJSON(file, input) {
        try forEachRecord(of: file, sink, isQuiet, body)
      } else {
        try forEachRow(of: file, sink, isQuiet, body)
      }
    }
  }

  private func forEachRecord(
    of file: LogFile, _ sink: LogSink, _ isQuiet: Bool, _ body: (LogObject) throws(ImportError) -> Void
  ) throws(ImportError) {
    let isWrapped = try isWrapped(file)
    let wanted = lists.union(beside)
    var records = try JSONRecords(file, of: input, expanding: isWrapped ? wanted : [], sink: sink)
    while let record = try records.next() {
      if let key = record.key, !wanted.contains(key) { continue }
      if case .success(let view) = record.value, view.kind == .object {
        try body(LogObject(value: JSONValue(view), file: file, line: record.line, key: record.key))
      } else if !isQuiet {
        _ = try sink.object(record, of: file)
      }
    }
  }

  /// Whether the file is one object that holds the others.
  private func isWrapped(_ file: LogFile) throws(ImportError) -> Bool {
    if lists.isEmpty { return false }
    var records = try JSONRecords(file, of: input, expanding: lists, sink: nil)
    while let record = try records.next() {
      guard let key = record.key else { return false }
      guard lists.contains(key), case .success(let view) = record.value else { continue }
      if view.kind == .object || view.kind == .array { return true }
    }
    return false
  }

  private func forEachRow(
    of file: LogFile, _ sink: LogSink, _ isQuiet: Bool, _ body: (LogObject) throws(ImportError) -> Void
  ) throws(ImportError) {
    var header: [String] = []
    try Tables.forEachRow(of: file, input, mapping, sink) { (row: TableRows.Row) throws(ImportError) in
      if header.isEmpty {
        header = row.fields.map(\.trimmed)
        return
      }
      let surplus = row.count - header.count
      guard surplus == 0 || surplus == 1 && mayBeWider else {
        if isQuiet { return }
        try sink.refuse(row, in: file, headerCount: header.count)
        return
      }
      let members = zip(header, row.fields).filter { !$0.1.isEmpty }.map { JSONValue.Member($0.0, .string($0.1)) }
      try body(LogObject(value: .object(members), file: file, line: row.number, key: nil))
    }
  }

  /// Whether the first byte that is no blank opens an object or an array.
  private static func isJSON(_ file: LogFile, _ input: LogInput) throws(ImportError) -> Bool {
    let start = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    defer { start.deallocate() }
    var source = try ByteSource(path: file.path, maximum: input.options.maximumExpanded)
    let count = try source.read(into: start)
    let first = start[..<count].first { ![32, 9, 10, 13, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == 123 || first == 91
  }
}

extension LogSample {
  /// The first objects as ``LogObjects`` gives them, rows of a table among them.
  func objects(under lists: String...) -> [JSONValue] {
    if layout == .table {
      guard let header = rows.first?.map(\.trimmed) else { return [] }
      return rows.dropFirst().map { row in
        .object(zip(header, row).filter { !$0.1.isEmpty }.map { JSONValue.Member($0.0, .string($0.1)) })
      }
    }
    guard layout == .object || layout == .records else { return [] }
    if layout == .object, let wrapped = lists.lazy.compactMap({ self.first[$0] }).first {
      if wrapped.members != nil { return [wrapped] }
      if let elements = wrapped.elements, elements.first?.members != nil { return elements }
    }
    return records
  }
}
