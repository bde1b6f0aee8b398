internal import Interchange

/// CSV or TSV with a row a message. Columns are told by usual names, or named with `--columns`.
struct MessageTable: LogFormat {
  let id = "csv"
  let title = "a table with a row a message (CSV)"
  let signature = "a header with a speaker and a text"

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .table, !WeChatTable.isHeader(sample.header), !Chatwoot.isHeader(sample.header) else {
      return nil
    }
    let found = MessageColumns(sample.rows[0], named: [:]).places
    guard let role = found[.role], let text = found[.text] else { return nil }
    return "its header has “\(sample.rows[0][role])” and “\(sample.rows[0][text])”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    for file in input.files {
      let spool = TurnSpool(file, size: file.size)
      try sink.untilEnough { (count: () throws(ImportError) -> Void) throws(ImportError) in
        try readRows(of: file, input, mapping, sink, into: spool, count)
      }
      try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
        try sink.take(&conversation)
      }
      sink.leaveOut(changing: spool)
    }
  }

  /// - Parameter count: Called behind every row.
  private func readRows(
    of file: LogFile, _ input: LogInput, _ mapping: Mapping, _ sink: LogSink, into spool: TurnSpool,
    _ count: () throws(ImportError) -> Void
  ) throws(ImportError) {
    var header: [String] = []
    var places: [Mapping.Column: Int] = [:]
    var facts: [(place: Int, name: Int)] = []
    // The columns of a row's parts, told once.
    var columns: (conversation: Int?, order: Int?, role: Int?, text: Int?, at: Int?, note: Int?)
    try Tables.forEachRow(of: file, input, mapping, sink) { (row: TableRows.Row) throws(ImportError) in
      if header.isEmpty {
        header = row.fields
        places = MessageColumns(header, named: mapping.columns).places
        try check(places, header, mapping, file)
        columns = (
          places[.conversation], places[.order], places[.role], places[.text], places[.at], places[.note]
        )
        let used = Set([.conversation, .order, .role, .text, .at, .note].compactMap { places[$0] })
        facts = header.indices.filter { !used.contains($0) }.map { ($0, spool.number(ofSide: header[$0])) }
        return
      }
      guard row.count == header.count else {
        try sink.refuse(row, in: file, headerCount: header.count)
        return
      }
      try row.withFields { (fields: TableRows.Fields) throws(ImportError) in
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        func field(_ column: Int?) -> UnsafeRawBufferPointer { column.map { fields[$0] } ?? none }
        let name = columns.conversation.map { fields[$0].trimmed }
        if let place = columns.conversation, name?.isEmpty == true {
          return try sink.refuse(.missingKey, file: file, line: row.number, key: header[place], "is empty")
        }
        let note = columns.note.map { String(decoding: fields[$0], as: UTF8.self) }
        try spool.add(conversation: name) { turn in
          turn.begin(line: row.number, isNote: MessageColumns.isTrue(note))
          if let name { turn.add(name) } else { turn.add(file.stem) }
          turn.add(field(columns.order).trimmed)
          turn.add(none)
          turn.add(field(columns.role).trimmed)
          turn.add(field(columns.text))
          turn.add(field(columns.at))
          for fact in facts where !fields[fact.place].isEmpty { turn.side(fact.name, fields[fact.place]) }
        }
      }
      try count()
    }
  }

  private func check(
    _ places: [Mapping.Column: Int], _ header: [String], _ mapping: Mapping, _ file: LogFile
  ) throws(ImportError) {
    for (column, name) in mapping.columns where places[column] == nil {
      throw .unmapped(
        path: file.path,
        explanation: "has no column “\(name)”; it has \(header.map { "“\($0)”" }.joined(separator: ", "))")
    }
    let missing = [Mapping.Column.role, .text].filter { places[$0] == nil }.map(\.rawValue)
    guard missing.isEmpty else {
      throw .unmapped(
        path: file.path,
        explanation: "does not say which column is the \(missing.joined(separator: " and the ")); name it, such as "
          + "--columns conversation=…,role=…,text=…; it has \(header.map { "“\($0)”" }.joined(separator: ", "))")
    }
  }
}

/// Tables row by row.
enum Tables {
  static func forEachRow(
    of file: LogFile, _ input: LogInput, _ mapping: Mapping, _ sink: LogSink?,
    _ body: (TableRows.Row) throws(ImportError) -> Void
  ) throws(ImportError) {
    var source = try DecodedSource(
      file, of: input, encoding: mapping.encoding.map(TextEncoding.init(name:)), watch: sink?.watch)
    var table: TableRows?
    func give(_ row: TableRows.Row) throws(ImportError) {
      guard let sink, !row.isText else { return try body(row) }
      try sink.refuse(.brokenText, file: file, line: row.number, "holds bytes that are no UTF-8")
    }
    while true {
      let bytes = try source.next()
      if bytes.isEmpty { break }
      let rows =
        table
        ?? TableRows(
          mapping.separator.map(TableForm.init(separator:)) ?? TableForm(Array(bytes.prefix(1 << 16)))
            ?? TableForm(separator: 44))
      table = rows
      for row in rows.rows(in: bytes) { try give(row) }
      if rows.pending > input.options.maximumLineLength {
        throw .unmapped(
          path: file.path, explanation: "has a row that is longer than what is read at once: a quote was not closed")
      }
    }
    let last = table?.number ?? 1
    guard let end = table?.end() else { return }
    guard end.isWhole else {
      throw .unmapped(
        path: file.path,
        explanation:
          "a quote that opens in row \(last) is never closed; close it, or double the quotes inside of a text")
    }
    for row in end.rows { try give(row) }
  }
}
