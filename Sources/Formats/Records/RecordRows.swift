internal import Digest
internal import Interchange
internal import JSON

/// Labels, reviews or simulated turns that stand in a table or in JSON, a row each, as rows of a bundle.
struct RecordRows: RowSource {
  let records: FlatRecords
  let kind: LogKind
  let constants: RecordConstants
  /// Finds a probe by the exact words before it.
  let prefixes: PrefixIndex?

  func forEachRow(
    of file: BundleFiles.File, watch: @escaping (Int) throws(ImportError) -> Void,
    _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int] {
    try LogRows.lending(body) { (body: @escaping (SourceRow) throws(ImportError) -> Bool) throws(ImportError) in
      let sink = LogSink(
        watch: watch, conversations: { (_: inout LogConversation) throws(ImportError) -> Bool in true }, refusals: body)
      do throws(ImportError) {
        try read(into: sink, body)
      } catch {
        if !sink.isStopped { throw error }
      }
      return sink.leftOut
    }
  }

  private func read(
    into sink: LogSink, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) {
    let keys = RecordKey.keys(of: kind)
    var json = JSONRow()
    try records.forEach(sink) { (row: FlatRow) throws(ImportError) in
      json.begin()
      var place = place(of: row, keys)
      if case .failure(let problem) = place {
        let key = probe(of: row, keys) == nil ? "prefix" : "probe"
        try sink.refuse(problem.reason, file: row.file, line: row.line, key: key, problem.explanation)
        place = .success(nil)
        return
      }
      if kind == .simulations, !hasText(row) {
        let columns = row.values.sides.map { "“\($0.name)”" }.joined(separator: ", ")
        try sink.refuse(
          .missingColumn, file: row.file, line: row.line, key: "text", "no simulated text; there are \(columns)")
        return
      }
      for key in keys {
        if case .success(let found?) = place, key.name == "conversation" || key.name == "turn" {
          json.add(key.name, key.name == "turn" ? .integer(found.turn) : .string(found.conversation))
        } else if let value = value(of: key, in: row) {
          json.add(key.name, value)
        } else if kind == .simulations, key.name == "text" {
          sink.leaveOut("empty simulated texts, taken as silence")
          json.add("text", .null)
        }
      }
      try sink.goOn(try json.end(file: row.file.name, line: row.line, body))
    }
  }

  /// Whether a row has a place for the text: one that is missing is no silence.
  private func hasText(_ row: FlatRow) -> Bool {
    let names = RecordKey.keys(of: .simulations).first { $0.name == "text" }?.usual ?? []
    return (records.mapping.columns[.text].map { [$0] } ?? names).contains(where: row.has)
  }

  /// The names of simulators and instruments that the rows bring.
  func census() throws(ImportError) -> (simulators: [String], instruments: [String]) {
    var (simulators, instruments) = (Set<String>(), Set<String>())
    let keys = RecordKey.keys(of: kind)
    try records.forEach(nil) { (row: FlatRow) throws(ImportError) in
      for key in keys {
        guard ["simulator", "source", "instrument"].contains(key.name), let name = value(of: key, in: row)?.string
        else {
          continue
        }
        if key.name == "instrument" { instruments.insert(name) } else { simulators.insert(name) }
      }
    }
    return (simulators.subtracting(["real", "agent"]).sorted(), instruments.sorted())
  }

  /// The value of a key: of its column, or what is the same in all rows.
  private func value(of key: RecordKey, in row: FlatRow) -> JSONValue? {
    let named = records.mapping.columns[key.column]
    let found = named.map { row[$0] } ?? key.usual.lazy.compactMap { row[$0] }.first
    let value = found ?? constants.value(of: key.name)
    return value.map { key.kind.value(of: $0) }
  }

  /// The probe that the words before it name; `nil` where the row names conversation and turn itself.
  private func place(
    of row: FlatRow, _ keys: [RecordKey]
  ) -> Result<(conversation: String, turn: Int)?, PrefixIndex.Problem> {
    guard let prefixes else { return .success(nil) }
    if let name = probe(of: row, keys) { return prefixes.place(named: name) }
    guard let prefix = row["messages"] ?? row["prefix"] else { return .success(nil) }
    return prefixes.place(of: prefix)
  }

  /// The name of a probe in a row that names no conversation.
  private func probe(of row: FlatRow, _ keys: [RecordKey]) -> String? {
    guard let conversation = keys.first(where: { $0.name == "conversation" }), value(of: conversation, in: row) == nil
    else { return nil }
    return row["probe"]?.string.flatMap { ProbeName.isOne($0) ? $0 : nil }
  }
}

/// What is the same in every row, because somebody said so.
struct RecordConstants: Sendable, Hashable {
  var simulator: String?
  var instrument: String?

  func value(of key: String) -> JSONValue? {
    switch key {
    case "simulator": simulator.map { .string($0) }
    case "instrument": instrument.map { .string($0) }
    case "source": .string(simulator ?? "real")
    default: nil
    }
  }
}

extension RecordKey.Kind {
  /// The value as a bundle has it; one that cannot be read so stays as it is, and is refused for what it is.
  func value(of value: JSONValue) -> JSONValue {
    switch self {
    case .text: value.string == nil ? value.scalar.map { .string($0) } ?? value : .string(value.string?.trimmed ?? "")
    case .wholeNumber:
      value.integer.map { .integer($0) } ?? value.string.flatMap { Int($0.trimmed) }.map { .integer($0) } ?? value
    case .number: value.string.flatMap { Double($0.trimmed) }.map { .number($0) } ?? value
    case .flag: value.string.flatMap { RecordKey.Kind.flags[$0.lowercased().trimmed] }.map { .bool($0) } ?? value
    case .texts:
      value.string.map { text in
        .array(text.split { $0 == "," || $0 == ";" }.map { .string($0.trimmed) })
      } ?? value
    }
  }

  private static let flags = [
    "true": true, "yes": true, "1": true, "y": true, "x": true, "false": false, "no": false, "0": false, "n": false,
  ]
}
