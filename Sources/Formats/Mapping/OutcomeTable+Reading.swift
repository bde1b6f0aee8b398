public import Interchange
internal import JSON

extension OutcomeTable {
  /// Reads the outcomes from a table or from JSON.
  ///
  /// - Parameters:
  ///   - key: The column or field that names the conversation.
  ///   - outcome: The column or field of the outcome, or a question such as `amount>0`.
  public init(
    _ file: LogFile, key: String, outcome: FieldPath, mapping: Mapping, options: ImportOptions
  ) throws(ImportError) {
    let input = LogInput(files: [file], options: options)
    asks = outcome.test != nil
    if try LogSample(of: input).layout == .table {
      try readTable(file, input, key: key, outcome, mapping)
    } else {
      try readRecords(file, input, key: key, outcome)
    }
  }

  private mutating func readTable(
    _ file: LogFile, _ input: LogInput, key: String, _ outcome: FieldPath, _ mapping: Mapping
  ) throws(ImportError) {
    var header: [String] = []
    var conversation = LogConversation()
    var table = self
    try Tables.forEachRow(of: file, input, mapping, nil) { (row: TableRows.Row) throws(ImportError) in
      guard row.isText else {
        throw .unmapped(
          path: file.path,
          explanation: "holds bytes that are no UTF-8 in row \(row.number); name its encoding with --encoding")
      }
      if header.isEmpty {
        header = row.fields.map(\.trimmed)
        for name in [key, outcome.path] where !header.contains(name) {
          throw .unmapped(
            path: file.path,
            explanation: "has no column “\(name)”; it has \(header.map { "“\($0)”" }.joined(separator: ", "))")
        }
        return
      }
      conversation.begin(file, line: row.number)
      for (name, value) in zip(header, row.fields) { conversation.side(name, JSONValue.string(value)) }
      table.add(conversation, key: key, outcome)
    }
    self = table
  }

  private mutating func readRecords(
    _ file: LogFile, _ input: LogInput, key: String, _ outcome: FieldPath
  ) throws(ImportError) {
    var records = try JSONRecords(file, of: input, sink: nil)
    var conversation = LogConversation()
    while let record = try records.next() {
      guard case .success(let value) = record.value, value.kind == .object else { continue }
      conversation.begin(file, line: record.line)
      conversation.sides(of: value, but: [])
      add(conversation, key: key, outcome)
    }
  }

  private mutating func add(_ row: LogConversation, key: String, _ outcome: FieldPath) {
    guard let name = FieldPath(known: key).text(in: row), !name.isEmpty, let value = outcome.text(in: row),
      !value.isEmpty
    else { return }
    add(name, value)
  }
}
