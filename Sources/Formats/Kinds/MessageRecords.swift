internal import Interchange
internal import JSON

/// JSON with a record a message: what databases and queries give. Fields are told by the usual names of columns, or named
/// with `--columns`.
struct MessageRecords: LogFormat {
  let id = "message-records"
  let title = "JSON with a record a message"
  let signature = "records with a speaker and a text each"

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records,
      sample.all({ $0.members?.allSatisfy { $0.value.members == nil && $0.value.elements == nil } == true })
    else { return nil }
    let names = sample.first.members?.map(\.key) ?? []
    if Chatwoot.isHeader(names) { return nil }
    let places = MessageColumns(names, named: [:]).places
    guard let role = places[.role], let text = places[.text], places[.conversation] != nil else { return nil }
    return "its records are single messages with “\(names[role])” and “\(names[text])”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    for file in input.files {
      let spool = TurnSpool(file, size: file.size)
      let records = FlatRecords(input: LogInput(files: [file], options: input.options), mapping: mapping)
      try sink.untilEnough { (count: () throws(ImportError) -> Void) throws(ImportError) in
        try records.forEach(sink) { (row: FlatRow) throws(ImportError) in
          if let turn = try self.turn(of: row, mapping, sink) { try spool.add(turn) }
          try count()
        }
      }
      try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
        try sink.take(&conversation)
      }
      sink.leaveOut(changing: spool)
    }
  }

  private func turn(of row: FlatRow, _ mapping: Mapping, _ sink: LogSink) throws(ImportError) -> TurnRow? {
    let names = row.values.sides.map(\.name)
    let places = MessageColumns(names, named: mapping.columns).places
    func value(_ column: Mapping.Column) -> String? {
      if let path = mapping.columns[column] { return row[path]?.scalar }
      return places[column].flatMap { row[names[$0]]?.scalar }
    }
    for column in [Mapping.Column.role, .text] where value(column) == nil {
      // A call of a tool, or a row of another kind, says nothing.
      if column == .text, places[.text] != nil || mapping.columns[.text] != nil {
        sink.leaveOut("messages without a text")
        return nil
      }
      try sink.refuse(
        .missingColumn, file: row.file, line: row.line, key: column.rawValue,
        "is missing; there are \(names.map { "“\($0)”" }.joined(separator: ", "))")
      return nil
    }
    var turn = TurnRow(
      conversation: value(.conversation) ?? row.file.stem, speaker: value(.role) ?? "", text: value(.text) ?? "")
    turn.order = value(.order) ?? ""
    turn.at = value(.at) ?? ""
    turn.isNote = MessageColumns.isTrue(value(.note))
    turn.line = row.line
    let used = Set(
      [Mapping.Column.conversation, .order, .role, .text, .at, .note].compactMap {
        mapping.columns[$0] ?? places[$0].map { names[$0] }
      })
    for side in row.values.sides where !used.contains(side.name) {
      if let text = side.json.scalar { turn.sides.append((side.name, text)) }
    }
    return turn
  }
}
