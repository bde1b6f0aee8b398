internal import Interchange
internal import JSON

/// DeepEval's conversational goldens and test cases: `[{"scenario", "turns": [{"role", "content"}], …}]`. The turns may
/// be a string, and goldens that nobody played yet have none. Its simulator plays the scenario. The expected outcome is a
/// wish.
struct DeepEval: LogFormat {
  let id = "deepeval"
  let title = "DeepEval conversations"
  let signature = "“scenario” and “turns”, in a header or in records"
  let hasSimulators = true
  let isTried = false
  let modelVerdicts = ["expected_outcome", "expectedOutcome", "metrics_data", "metricsData"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = [
      "name", "persona", "additional_metadata", "additionalMetadata", "custom_column_key_values",
      "customColumnKeyValues",
    ].map { FieldPath(known: $0) }
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    if sample.layout == .table, sample.header.contains("scenario"), sample.header.contains("turns") {
      return "its header has “scenario” and “turns”"
    }
    guard sample.layout == .records || sample.layout == .object,
      sample.all({ $0["turns"] != nil && ($0["scenario"] != nil || $0.isGolden) && Self.isTurns($0["turns"]) })
    else { return nil }
    return "its records hold “scenario” and “turns”"
  }

  /// Nothing, a text, or a list with roles and contents.
  private static func isTurns(_ value: JSONValue?) -> Bool {
    guard let value, value != .null, value.string == nil else { return true }
    return value.elements?.isEmpty == true || value.isList(of: "role", "content")
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    for file in input.files {
      if try LogSample(of: LogInput(files: [file], options: input.options)).layout == .table {
        try readTable(file, input, mapping, sink)
      } else {
        try readRecords(file, input, sink)
      }
    }
  }

  private func readRecords(_ file: LogFile, _ input: LogInput, _ sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let reader = DeepEvalTurns()
    var records = try JSONRecords(file, of: input, sink: sink)
    while let record = try records.next() {
      guard let value = try sink.object(record, of: file) else { continue }
      conversation.begin(file, line: record.line)
      conversation.simulated = Self.simulated
      guard let held = value["turns"], held.isString || !held.elements.isEmpty else {
        sink.leaveOut(Self.unplayed)
        continue
      }
      if held.isString {
        reader.add(held.string ?? "", to: &conversation, sink)
      } else {
        reader.messages.add(held, to: &conversation, sink)
      }
      conversation.sides(of: value, but: ["turns"])
      try sink.take(&conversation)
    }
  }

  private func readTable(
    _ file: LogFile, _ input: LogInput, _ mapping: Mapping, _ sink: LogSink
  ) throws(ImportError) {
    let reader = DeepEvalTurns()
    var header: [String] = []
    try Tables.forEachRow(of: file, input, mapping, sink) { (row: TableRows.Row) throws(ImportError) in
      if header.isEmpty {
        header = row.fields.map(\.trimmed)
        return
      }
      guard header.count == row.count else {
        try sink.refuse(row, in: file, headerCount: header.count)
        return
      }
      var conversation = LogConversation()
      conversation.begin(file, line: row.number)
      conversation.simulated = Self.simulated
      for (name, text) in zip(header, row.fields) where !text.isEmpty {
        if name == "turns" {
          reader.add(text, to: &conversation, sink)
        } else {
          conversation.side(name, JSONValue.string(text))
        }
      }
      if conversation.turns.isEmpty { sink.leaveOut(Self.unplayed) } else { try sink.take(&conversation) }
    }
  }

  private static let unplayed = "goldens without turns"
  private static let simulated = LogConversation.Simulated(simulator: "deepeval")
}

/// Reads turns that are a text.
private struct DeepEvalTurns {
  let messages = ChatMessages()
  private let nested = NestedJSON()

  /// JSON, or what older versions wrote: a line a turn.
  func add(_ text: String, to conversation: inout LogConversation, _ sink: LogSink) {
    if let list = nested.view(of: text), list.kind == .array {
      messages.add(list, to: &conversation, sink)
    } else {
      for turn in SpokenLines(text).turns { conversation.add(turn.speaker, turn.text.utf8) }
    }
  }
}

/// A conversation as a text with a line a turn: `user: Hello`. Lines without a speaker go on with the turn before.
struct SpokenLines {
  private(set) var turns: [(speaker: String, text: String)] = []

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == "-" || $0 == " " || $0 == "*" }
      if let colon = words.firstIndex(of: ":"), Mapping.usual[words[..<colon].trimmed.lowercased()] != nil {
        turns.append((words[..<colon].trimmed, words[words.index(after: colon)...].trimmed))
      } else if let last = turns.indices.last {
        turns[last].text += "\n" + line
      }
    }
    for place in turns.indices { turns[place].text = turns[place].text.trimmed }
  }
}

extension JSONValue {
  fileprivate var isGolden: Bool { self["expected_outcome"] != nil || self["expectedOutcome"] != nil }
}
