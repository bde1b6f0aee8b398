internal import Cases
internal import JSON

extension RecordChecker {
  mutating func checkLabel(_ object: JSONView, line: Int) throws(RowProblem) -> Verdict {
    try members.read(object, &labelKeys, nullable: 0b1_0111_1111_0000, rest: &extra, path: "")
    if let conversation = simulatedNumber(named: members[0]) {
      return try checkSimulatedLabel(of: conversation, line: line)
    }
    let conversation = try conversation(members[0])
    let turn = try turn(members[1])
    let source = try labelSource()
    let instrument = try instrument(members[3])
    let codes = try labelCodes()

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
        let draw = try draw(members[11])
        isImplied = draw.isImplied
        origin = .init(simulator: try simulator(source, key: "source"), draw: draw.draw)
        if try probe(turn, in: conversation) == .dropped { return .dropped }
      }
    }
    let convergence = try finiteNumber(members[10], key: "convergence")
    let number = try dictionaries.source(origin, batch: &batch)
    if origin.simulator >= 0 {
      let key = RecordKey.pack(conversation: conversation, turn: turn, code: number)
      if !needsSimulations {
        simulations.insert(key)
      } else if !simulations.contains(key) {
        if dependents.hasSimulation(conversation, turn: turn, simulator: source, draw: origin.draw) {
          throw RowProblem(.ofRefusedSimulation, key: "source", "“\(source.excerpt)” was refused there")
        }
        throw RowProblem(
          .unknownSimulation, key: "source", "“\(source.excerpt)” has no draw \(origin.draw) at turn \(turn)")
      }
    }
    let series = try dictionaries.series(LabelSeries(source: number, instrument: instrument), batch: &batch)
    var row = RecordBatch.LabelRow(
      key: RecordKey.pack(conversation: conversation, turn: turn, code: series), line: line, codes: codes,
      drawIsImplied: isImplied)
    row.convergence = convergence
    try fillLabel(&row, hasDraw: origin.simulator >= 0)
    batch.labels.append(row)
    return .taken
  }

  // MARK: What labels of real and of simulated conversations have in common

  mutating func labelSource() throws(RowProblem) -> JSONView {
    guard let source = members[2] else { throw RowProblem.missing("source") }
    guard source.isName else { throw RowProblem.mistyped("source", source, expected: "a string") }
    return source
  }

  mutating func labelCodes() throws(RowProblem) -> LabelCodes {
    LabelCodes(
      stage: try code(members[4], in: stages, key: "stage", reason: .unknownStage),
      emotion: try code(members[5], in: emotions, key: "emotion"),
      blocker: try code(members[6], in: blockers, key: "blocker"), exit: try code(members[7], in: exits, key: "exit"),
      action: try code(members[8], in: actions, key: "action"))
  }

  /// - Parameter hasDraw: Whether the source counts draws; else the key is one of those that mean nothing.
  mutating func fillLabel(_ row: inout RecordBatch.LabelRow, hasDraw: Bool) throws(RowProblem) {
    row.signal = try optionalText(members[9], key: "signal")
    row.rationale = try optionalText(members[12], key: "rationale")
    if !hasDraw, let draw = members[11] { extra.add(name: "draw", value: draw) }
    row.extra = takeExtra()
  }

  mutating func instrument(_ value: JSONView?) throws(RowProblem) -> Int {
    guard let value else { throw RowProblem.missing("instrument") }
    guard value.isName else { throw RowProblem.mistyped("instrument", value, expected: "a string") }
    if let code = value.withName({ instruments.code(of: $0) }) ?? nil { return code }
    throw RowProblem(.unknownInstrument, key: "instrument", "“\(value.excerpt)” is not named there")
  }

  func finiteNumber(_ value: JSONView?, key: String) throws(RowProblem) -> Double? {
    guard let value, !value.isNull else { return nil }
    guard let number = value.number, number.isFinite else {
      throw RowProblem(.mistypedKey, key: key, "is \(value.excerpt), not a finite number")
    }
    return number
  }

  /// Checks that `turn` exists and is the one of `wanted`.
  private mutating func turnOf(_ wanted: Role, _ turn: Int, in conversation: UInt32) throws(RowProblem) -> Verdict {
    switch conversations.place(of: turn, in: conversation) {
    case .turn(wanted): return .taken
    case .dropped: return .dropped
    case .turn(let role):
      let reason: Refusal.Reason = wanted == .user ? .notUserTurn : .notAgentTurn
      throw RowProblem(reason, key: "turn", "turn \(turn) is the \(role.rawValue)'s")
    case .exitProbe, .answered, .unasked, .beyond: throw beyond(turn, in: conversation)
    }
  }
}
