internal import Interchange
internal import JSON

/// A row of a table, or an object of JSON, with its values by name.
struct FlatRow {
  let file: LogFile
  let line: Int
  /// Holds nothing but what stands in the row.
  let values: LogConversation

  /// Whether there is such a column or key, whatever it holds.
  func has(_ name: String) -> Bool { FieldPath(known: name).json(in: values) != nil }

  /// What stands in a column, or at a path of keys; `nil` where it is missing, null, or an empty field of a table.
  subscript(name: String) -> JSONValue? {
    guard let value = FieldPath(known: name).json(in: values), value != .null, value != .string("") else { return nil }
    return value
  }
}

/// The rows of tables and the objects of JSON files, alike.
struct FlatRecords {
  let input: LogInput
  let mapping: Mapping

  func forEach(_ sink: LogSink?, _ body: (FlatRow) throws(ImportError) -> Void) throws(ImportError) {
    for file in input.files {
      let sample = try LogSample(of: LogInput(files: [file], options: input.options))
      if sample.layout == .table || mapping.separator != nil {
        try forEachTableRow(of: file, sink, body)
      } else {
        try forEachObject(of: file, sink, body)
      }
    }
  }

  private func forEachTableRow(
    of file: LogFile, _ sink: LogSink?, _ body: (FlatRow) throws(ImportError) -> Void
  ) throws(ImportError) {
    var header: [String] = []
    try Tables.forEachRow(of: file, input, mapping, sink) { (row: TableRows.Row) throws(ImportError) in
      if header.isEmpty {
        header = row.fields.map(\.trimmed)
        return
      }
      guard row.count == header.count else {
        try sink?.refuse(row, in: file, headerCount: header.count)
        return
      }
      var values = LogConversation()
      values.begin(file, line: row.number)
      for (name, value) in zip(header, row.fields) { values.side(name, JSONValue.string(value)) }
      try body(FlatRow(file: file, line: row.number, values: values))
    }
  }

  private func forEachObject(
    of file: LogFile, _ sink: LogSink?, _ body: (FlatRow) throws(ImportError) -> Void
  ) throws(ImportError) {
    var records = try JSONRecords(file, of: input, sink: sink)
    while let record = try records.next() {
      guard let sink else {
        if case .success(let value) = record.value, value.kind == .object { try body(row(value, file, record.line)) }
        continue
      }
      if let value = try sink.object(record, of: file) { try body(row(value, file, record.line)) }
    }
  }

  private func row(_ value: JSONView, _ file: LogFile, _ line: Int) -> FlatRow {
    var values = LogConversation()
    values.begin(file, line: line)
    values.sides(of: value, but: [])
    return FlatRow(file: file, line: line, values: values)
  }
}
