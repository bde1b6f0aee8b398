internal import Cases

extension ColumnWriter {
  mutating func write(_ whole: WholeConversations) throws {
    guard !whole.isEmpty else { return }
    try write(whole.simulated, "w.c", profile: "w.profile")
    try write(whole.simulator, "w.simulator")
    try write(whole.replays, "w.replays")
    try write(whole.endedBy, "w.endedBy")
    try write(whole.inherits, "w.inherits")
    try write(whole.conduct.lastAct, "w.lastAct")
    try write(whole.conduct.characters, "w.characters")
    try write(whole.conduct.shortTurns, "w.shortTurns")
    try write(whole.conduct.questions, "w.questions")
    try write(whole.conduct.repeats, "w.repeats")
    try write(whole.conduct.words, "w.words")
    try write(whole.conduct.distinctWords, "w.distinctWords")
    try write(whole.conduct.faultyTurns, "w.faultyTurns")
    try write(whole.conduct.faults, "w.faults")
    guard !whole.labels.isEmpty else { return }
    try write(whole.labels.lastAct, "w.labels.act")
    try write(whole.labels.lastStage, "w.labels.stage")
    try write(whole.labels.turns, "w.labels.turns")
    try write(whole.labels.signs, "w.labels.signs")
    try write(whole.labels.stages, "w.labels.stages")
  }
}

extension ColumnReader {
  /// - Parameters:
  ///   - count: Of the simulated conversations; there are some.
  ///   - own: The columns of the others.
  ///   - instrument: That of the columns of labels; `nil` where there are none.
  func whole(
    _ count: Int, beside own: ConversationColumns, clusters: Int, fields: [String], simulators: [String],
    labelledBy instrument: Int?
  ) throws -> WholeConversations {
    var whole = WholeConversations()
    whole.simulated = try conversations(
      count, clusters: clusters, fields: fields, places: 1, prefix: "w.c", profile: "w.profile")
    whole.simulators = simulators
    whole.simulator = try column("w.simulator", count)
    whole.replays = try column("w.replays", count)
    whole.endedBy = try column("w.endedBy", count)
    whole.inherits = try column("w.inherits", count)
    let all = own.count + count
    whole.conduct.lastAct = try column("w.lastAct", all)
    whole.conduct.characters = try column("w.characters", all)
    whole.conduct.shortTurns = try column("w.shortTurns", all)
    whole.conduct.questions = try column("w.questions", all)
    whole.conduct.repeats = try column("w.repeats", all)
    whole.conduct.words = try column("w.words", all)
    whole.conduct.distinctWords = try column("w.distinctWords", all)
    whole.conduct.faultyTurns = try column("w.faultyTurns", all)
    whole.conduct.faults = try column("w.faults", all)
    if let instrument {
      whole.labels.instrument = instrument
      let userTurns = (own.userTurns + whole.simulated.userTurns).reduce(0) { $0 + Int($1) }
      whole.labels.lastAct = try column("w.labels.act", all)
      whole.labels.lastStage = try column("w.labels.stage", all)
      whole.labels.turns = try column("w.labels.turns", all)
      whole.labels.signs = try column("w.labels.signs", all)
      whole.labels.stages = try column("w.labels.stages", userTurns)
    }
    return whole
  }
}
