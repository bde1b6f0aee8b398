internal import DecisionFidelity

extension RecordChecker {
  mutating func checkLabel(_ object: JSONValue, line: Int) throws(RowProblem) -> Verdict {
    try readLabel(object)
    let conversation = try conversation(slots[0])
    let turn = try turn(slots[1])
    guard let source = slots[2] else { throw RowProblem.missing("source") }
    guard source.isString else { throw RowProblem.mistyped("source", source, expected: "a string") }
    let instrument = try instrument(slots[3])
    let codes = LabelCodes(
      stage: try code(slots[4], in: stages, key: "stage", reason: .unknownStage),
      emotion: try code(slots[5], in: emotions, key: "emotion"),
      blocker: try code(slots[6], in: blockers, key: "blocker"), exit: try code(slots[7], in: exits, key: "exit"),
      action: try code(slots[8], in: actions, key: "action"))

    var origin = RecordDictionaries.agent
    var isImplied = false
    if source.equals("agent") {
      if try turnOf(.agent, turn, in: conversation) == .dropped { return .dropped }
    } else {
      if codes.stage == Code.missing { throw RowProblem.missing("stage") }
      if source.equals("real") {
        origin = RecordDictionaries.real
        if try turnOf(.user, turn, in: conversation) == .dropped { return .dropped }
      } else {
        let draw = try draw(slots[11])
        isImplied = draw.isImplied
        origin = .init(simulator: try simulator(source, key: "source"), draw: draw.draw)
        if try probe(turn, in: conversation) == .dropped { return .dropped }
      }
    }
    let convergence = try finiteNumber(slots[10], key: "convergence")
    let number = try dictionaries.source(origin, batch: &batch)
    if origin.simulator >= 0 {
      let key = RecordKey.pack(conversation: conversation, turn: turn, code: number)
      if !needsSimulations {
        simulations.insert(key)
      } else if !simulations.contains(key) {
        throw RowProblem(
          .unknownSimulation, key: "source", "“\(source.excerpt)” has no draw \(origin.draw) at turn \(turn)")
      }
    }
    let series = try dictionaries.series(LabelSeries(source: number, instrument: instrument), batch: &batch)
    var row = RecordBatch.LabelRow(
      key: RecordKey.pack(conversation: conversation, turn: turn, code: series), line: line, codes: codes,
      drawIsImplied: isImplied)
    row.convergence = convergence
    row.signal = try optionalText(slots[9], key: "signal")
    row.rationale = try optionalText(slots[12], key: "rationale")
    if origin.simulator < 0, let draw = slots[11] { extra.add(name: "draw", value: draw) }
    row.extra = takeExtra()
    batch.labels.append(row)
    return .taken
  }

  private mutating func readLabel(_ object: JSONValue) throws(RowProblem) {
    try object.forEachMember { (key, value) throws(RowProblem) in
      if key.equals("conversation") {
        try slots.put(value, 0, name: "conversation")
      } else if key.equals("turn") {
        try slots.put(value, 1, name: "turn")
      } else if key.equals("source") {
        try slots.put(value, 2, name: "source")
      } else if key.equals("instrument") {
        try slots.put(value, 3, name: "instrument")
      } else if key.equals("stage") {
        try putOptional(key, value, 4, name: "stage")
      } else if key.equals("emotion") {
        try putOptional(key, value, 5, name: "emotion")
      } else if key.equals("blocker") {
        try putOptional(key, value, 6, name: "blocker")
      } else if key.equals("exit") {
        try putOptional(key, value, 7, name: "exit")
      } else if key.equals("action") {
        try putOptional(key, value, 8, name: "action")
      } else if key.equals("signal") {
        try putOptional(key, value, 9, name: "signal")
      } else if key.equals("convergence") {
        try putOptional(key, value, 10, name: "convergence")
      } else if key.equals("draw") {
        try slots.put(value, 11, name: "draw")
      } else if key.equals("rationale") {
        try putOptional(key, value, 12, name: "rationale")
      } else {
        keep(key, value)
      }
    }
  }

  mutating func putOptional(
    _ key: JSONValue, _ value: JSONValue, _ slot: Int, name: StaticString
  ) throws(RowProblem) {
    try slots.put(value, slot, name: name)
    if value.isNull { keep(key, value) }
  }

  func instrument(_ value: JSONValue?) throws(RowProblem) -> Int {
    guard let value else { throw RowProblem.missing("instrument") }
    guard value.isString else { throw RowProblem.mistyped("instrument", value, expected: "a string") }
    if let code = value.withString({ instruments.code(of: $0) }) ?? nil { return code }
    throw RowProblem(.unknownInstrument, key: "instrument", "“\(value.excerpt)” is not named there")
  }

  func finiteNumber(_ value: JSONValue?, key: String) throws(RowProblem) -> Double? {
    guard let value, !value.isNull else { return nil }
    guard let number = value.number, number.isFinite else {
      throw RowProblem(.mistypedKey, key: key, "is \(value.excerpt), not a finite number")
    }
    return number
  }

  /// Checks that `turn` exists and is the one of `wanted`.
  private func turnOf(_ wanted: Role, _ turn: Int, in conversation: UInt32) throws(RowProblem) -> Verdict {
    switch conversations.place(of: turn, in: conversation) {
    case .turn(wanted): return .taken
    case .dropped: return .dropped
    case .turn(let role):
      let reason: Refusal.Reason = wanted == .user ? .notUserTurn : .notAgentTurn
      throw RowProblem(reason, key: "turn", "turn \(turn) is the \(role.rawValue)'s")
    case .exitProbe, .behindUser, .beyond: throw beyond(turn, in: conversation)
    }
  }
}
