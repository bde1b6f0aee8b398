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
        try readRows(of: file, input, mapping, sink) { (turn: TurnRow) throws(ImportError) in
          try spool.add(turn)
          try count()
        }
      }
      try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
        try sink.take(&conversation)
      }
      sink.leaveOut(changing: spool)
    }
  }

  private func readRows(
    of file: LogFile, _ input: LogInput, _ mapping: Mapping, _ sink: LogSink,
    _ body: (TurnRow) throws(ImportError) -> Void
  ) throws(ImportError) {
    var header: [String] = []
    var places: [Mapping.Column: Int] = [:]
    var facts: [Int] = []
    try Tables.forEachRow(of: file, input, mapping, sink) { (row: TableRows.Row) throws(ImportError) in
      if header.isEmpty {
        header = row.fields
        places = MessageColumns(header, named: mapping.columns).places
        try check(places, header, mapping, file)
        let used = Set([.conversation, .order, .role, .text, .at, .note].compactMap { places[$0] })
        facts = header.indices.filter { !used.contains($0) }
        return
      }
      guard row.fields.count == header.count else {
        try sink.refuse(
          .otherWidth, file: file, line: row.number,
          "has \(row.fields.count) fields where the header has \(header.count)")
        return
      }
      func field(_ column: Mapping.Column) -> String { places[column].map { row.fields[$0] } ?? "" }
      let name = field(.conversation).trimmed
      if name.isEmpty, places[.conversation] != nil {
        try sink.refuse(.missingKey, file: file, line: row.number, key: header[places[.conversation] ?? 0], "is empty")
        return
      }
      var turn = TurnRow(
        conversation: places[.conversation] == nil ? file.stem : name, speaker: field(.role).trimmed, text: field(.text)
      )
      turn.order = field(.order).trimmed
      turn.at = field(.at)
      turn.isNote = MessageColumns.isTrue(field(.note))
      turn.line = row.number
      for place in facts where !row.fields[place].isEmpty { turn.sides.append((header[place], row.fields[place])) }
      try body(turn)
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
    while true {
      let bytes = try source.next()
      if bytes.isEmpty { break }
      let rows =
        table
        ?? TableRows(
          mapping.separator.map(TableForm.init(separator:)) ?? TableForm(Array(bytes.prefix(1 << 16)))
            ?? TableForm(separator: 44))
      table = rows
      for row in rows.rows(in: bytes) { try body(row) }
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
    for row in end.rows { try body(row) }
  }
}
