internal import Interchange
internal import JSON

/// Pairs: a row holds what the real person said and what a simulator said in its place, and perhaps both stages.
///
/// Where the store has the conversations, rows are joined by conversation and turn. Else a conversation is made of its
/// rows: of each what the agent said before, where that is given, and what the person said.
struct PairRows: RowSource {
  let records: FlatRecords
  let constants: RecordConstants
  /// Whether the store has the conversations.
  let joins: Bool
  /// What the store has of the conversations.
  let prefixes: PrefixIndex?

  private static let conversation = [
    "conversation", "conversation_id", "dialogue_id", "dialog_id", "session_id", "chat_id",
  ]
  private static let turn = ["turn", "turn_index", "turn_id", "turn_idx", "position", "probe"]
  private static let real = ["real", "real_text", "human", "actual", "reference"]
  private static let sim = ["sim", "sim_text", "simulated", "simulated_text", "generated"]
  private static let context = ["context", "agent", "agent_text", "previous", "prompt"]
  private static let realStage = ["real_stage", "real_label", "stage_real"]
  private static let simStage = ["sim_stage", "simulated_stage", "sim_label", "stage_sim"]

  func forEachRow(
    of file: BundleFiles.File, watch: @escaping (Int) throws(ImportError) -> Void,
    _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int] {
    if joins, file.kind == .conversations { return [:] }
    return try LogRows.lending(body) { (body: @escaping (SourceRow) throws(ImportError) -> Bool) throws(ImportError) in
      // What is wrong with a row is told once, where conversations are made or, without them, with the simulated turns.
      let isFirst = file.kind == (joins ? .simulations : .conversations)
      let sink = LogSink(
        watch: watch, conversations: { (_: inout LogConversation) throws(ImportError) -> Bool in true },
        refusals: { (row: SourceRow) throws(ImportError) -> Bool in isFirst ? try body(row) : true })
      do throws(ImportError) {
        try forEachGroup(sink) { (group: [TurnRow]) throws(ImportError) in
          try write(group, file.kind, sink, body)
        }
      } catch {
        if !sink.isStopped { throw error }
      }
      return isFirst ? sink.leftOut : [:]
    }
  }

  /// The names of simulators and instruments, and the outcomes, that the rows bring.
  func census() throws(ImportError) -> (simulators: [String], instruments: [String], outcomes: OutcomeCounts) {
    var (simulators, instruments, outcomes) = (Set<String>(), Set<String>(), OutcomeCounts())
    let mapping = records.mapping
    try forEachGroup(nil) { (group: [TurnRow]) throws(ImportError) in
      for row in group {
        simulators.insert(row.fact("simulator") ?? "")
        if row.fact("real_stage") != nil || row.fact("sim_stage") != nil {
          instruments.insert(row.fact("instrument") ?? "")
        }
      }
      if mapping.outcome != nil { outcomes.add(group.lazy.compactMap { $0.fact("outcome") }.first) }
    }
    return (simulators.sorted(), instruments.sorted(), outcomes)
  }

  /// Gives the rows of each conversation, by their turn.
  private func forEachGroup(
    _ sink: LogSink?, _ body: ([TurnRow]) throws(ImportError) -> Void
  ) throws(ImportError) {
    guard let first = records.input.files.first else { return }
    let spool = TurnSpool(first, size: records.input.files.reduce(0) { $0 + $1.size })
    let mapping = records.mapping
    func value(_ column: Mapping.Column, _ usual: [String], in row: FlatRow) -> JSONValue? {
      mapping.columns[column].map { row[$0] } ?? usual.lazy.compactMap { row[$0] }.first
    }
    func text(_ column: Mapping.Column, _ usual: [String], in row: FlatRow) -> String? {
      value(column, usual, in: row)?.scalar
    }
    try records.forEach(sink) { (row: FlatRow) throws(ImportError) in
      let real = text(.real, PairRows.real, in: row)
      let sim = text(.sim, PairRows.sim, in: row)
      let columns = row.values.sides.map { "“\($0.name)”" }.joined(separator: ", ")
      // A column that is not there is no silence; an empty field is.
      let hasSim = (mapping.columns[.sim].map { [$0] } ?? PairRows.sim).contains(where: row.has)
      if !hasSim || real == nil && sim == nil {
        try sink?.refuse(
          .missingColumn, file: row.file, line: row.line, key: "real, sim",
          "\(hasSim ? "neither a real nor a simulated text" : "no simulated text"); there are \(columns)"
        )
        return
      }
      let name = text(.conversation, PairRows.conversation, in: row)
      guard name != nil || !joins else {
        try sink?.refuse(
          .missingColumn, file: row.file, line: row.line, key: "conversation",
          "does not say which conversation; there are \(columns)")
        return
      }
      if sim == nil { sink?.leaveOut("empty simulated texts, taken as silence") }
      let place = text(.turn, PairRows.turn, in: row) ?? ""
      if let prefixes, let name, let real, let turn = Int(place.trimmed), prefixes.contradicts(real, name, turn) {
        try sink?.refuse(
          .otherText, file: row.file, line: row.line, key: "real", "“\(real.prefix(40))” is not what turn \(turn) says")
        return
      }
      var turn = TurnRow(conversation: name ?? "row-\(row.line)", speaker: "user", text: real ?? "")
      turn.order = place
      turn.line = row.line
      func fact(_ name: String, _ value: String?) { if let value { turn.sides.append((name, value)) } }
      fact("real", real)
      fact("sim", sim)
      fact("context", text(.context, PairRows.context, in: row))
      fact("real_stage", text(.realStage, PairRows.realStage, in: row))
      fact("sim_stage", text(.simStage, PairRows.simStage, in: row))
      fact("simulator", text(.simulator, ["simulator"], in: row) ?? constants.simulator ?? "simulated")
      fact("instrument", text(.instrument, ["instrument"], in: row) ?? constants.instrument ?? "given")
      fact("draw", text(.draw, ["draw"], in: row))
      fact("customer", text(.customer, ["customer", "user_id", "customer_id"], in: row))
      if let outcome = mapping.outcome { fact("outcome", outcome.text(in: row.values)) }
      try spool.add(turn)
    }
    try spool.forEachGroup(body)
  }

  private func write(
    _ group: [TurnRow], _ kind: BundleFiles.Kind, _ sink: LogSink, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) {
    let turns = PairTurns(group, joins: joins)
    var json = JSONRow()
    switch kind {
    case .conversations:
      json.begin()
      json.add("id", .string(group[0].conversation))
      for key in ["outcome", "customer"] {
        if let value = group.lazy.compactMap({ $0.fact(key) }).first { json.add(key, .string(value)) }
      }
      json.add("turns", .array(turns.turns.map { ["role": .string($0.role), "text": .string($0.text)] }))
      try sink.goOn(try json.end(file: nil, line: group[0].line, body))
    case .simulations:
      for (row, turn) in zip(group, turns.places) {
        json.begin()
        json.add("conversation", .string(row.conversation))
        json.add("turn", turn)
        json.add("simulator", .string(row.fact("simulator") ?? ""))
        if let draw = row.fact("draw") { json.add("draw", RecordKey.Kind.wholeNumber.value(of: .string(draw))) }
        json.add("text", row.fact("sim").map { .string($0) } ?? .null)
        try sink.goOn(try json.end(file: nil, line: row.line, body))
      }
    case .labels:
      var labelled: Set<String> = []
      for (row, turn) in zip(group, turns.places) {
        for (source, stage) in [("real", "real_stage"), (row.fact("simulator") ?? "", "sim_stage")] {
          guard let stage = row.fact(stage) else { continue }
          let instrument = row.fact("instrument") ?? ""
          // Rows of several simulators say the real person's stage each.
          if source == "real", !labelled.insert("\(turn.scalar ?? "") \(instrument) \(stage)").inserted { continue }
          json.begin()
          json.add("conversation", .string(row.conversation))
          json.add("turn", turn)
          json.add("source", .string(source))
          if source != "real", let draw = row.fact("draw") {
            json.add("draw", RecordKey.Kind.wholeNumber.value(of: .string(draw)))
          }
          json.add("instrument", .string(instrument))
          json.add("stage", .string(stage))
          try sink.goOn(try json.end(file: nil, line: row.line, body))
        }
      }
    case .reviews: break
    }
  }
}

/// The turns that the rows of one conversation make, and which of them each row is of.
private struct PairTurns {
  private(set) var turns: [(role: String, text: String)] = []
  private(set) var places: [JSONValue] = []

  init(_ group: [TurnRow], joins: Bool) {
    if joins {
      places = group.map { RecordKey.Kind.wholeNumber.value(of: .string($0.order)) }
      return
    }
    var last: (order: String, place: Int)?
    for row in group {
      // Rows of several simulators or draws are of one turn.
      if let last, last.order == row.order, !row.order.isEmpty {
        places.append(.integer(last.place))
        continue
      }
      if let context = row.fact("context") { turns.append(("agent", context)) }
      places.append(.integer(turns.count))
      last = (row.order, turns.count)
      if let real = row.fact("real") { turns.append(("user", real)) }
    }
  }
}

extension TurnRow {
  fileprivate func fact(_ name: String) -> String? { sides.first { $0.name == name }?.value }
}
