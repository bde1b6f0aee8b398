internal import DecisionFidelity

extension RecordChecker {
  mutating func checkSimulation(_ object: JSONValue, line: Int) throws(RowProblem) -> Verdict {
    try object.forEachMember { (key, value) throws(RowProblem) in
      if key.equals("conversation") {
        try slots.put(value, 0, name: "conversation")
      } else if key.equals("turn") {
        try slots.put(value, 1, name: "turn")
      } else if key.equals("simulator") {
        try slots.put(value, 2, name: "simulator")
      } else if key.equals("draw") {
        try slots.put(value, 3, name: "draw")
      } else if key.equals("text") {
        try slots.put(value, 4, name: "text")
      } else {
        keep(key, value)
      }
    }
    let conversation = try conversation(slots[0])
    let turn = try turn(slots[1])
    let simulator = try simulator(slots[2], key: "simulator")
    let draw = try draw(slots[3])
    guard let words = slots[4] else { throw RowProblem.missing("text") }
    guard words.isNull || words.isString else {
      throw RowProblem.mistyped("text", words, expected: "a string or null")
    }
    if try probe(turn, in: conversation) == .dropped { return .dropped }

    let source = try dictionaries.source(.init(simulator: simulator, draw: draw.draw), batch: &batch)
    let key = RecordKey.pack(conversation: conversation, turn: turn, code: source)
    simulations.insert(key)
    var row = RecordBatch.SimulationRow(
      key: key, line: line, text: try optionalText(words, key: "text"), drawIsImplied: draw.isImplied)
    row.extra = takeExtra()
    batch.simulations.append(row)
    return .taken
  }

  /// Checks that a simulator can have answered at `turn`.
  func probe(_ turn: Int, in conversation: UInt32) throws(RowProblem) -> Verdict {
    switch conversations.place(of: turn, in: conversation) {
    case .turn(.user), .exitProbe: return .taken
    case .dropped: return .dropped
    case .turn(let role): throw RowProblem(.notUserTurn, key: "turn", "turn \(turn) is the \(role.rawValue)'s")
    case .behindUser:
      throw RowProblem(.unknownTurn, key: "turn", "\(turn) lies behind the last turn, which the user did write")
    case .beyond: throw beyond(turn, in: conversation)
    }
  }

  func beyond(_ turn: Int, in conversation: UInt32) -> RowProblem {
    let count = conversations.turnCount(of: conversation)
    return RowProblem(.unknownTurn, key: "turn", "\(turn) lies beyond the \(count) turns of the conversation")
  }
}
