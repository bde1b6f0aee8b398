internal import Cases
internal import JSON
internal import Text

extension RecordChecker {
  mutating func checkSimulation(_ object: JSONView, line: Int) throws(RowProblem) -> Verdict {
    try members.read(object, &simulationKeys, nullable: 0, rest: &extra, path: "")
    let conversation = try conversation(members[0])
    let turn = try turn(members[1])
    let simulator = try simulator(members[2], key: "simulator")
    let draw = try draw(members[3])
    guard let words = members[4] else { throw RowProblem.missing("text") }
    guard words.isNull || words.isString else {
      throw RowProblem.mistyped("text", words, expected: "a string or null")
    }
    if try probe(turn, in: conversation) == .dropped { return .dropped }

    let source = try dictionaries.source(.init(simulator: simulator, draw: draw.draw), batch: &batch)
    let key = RecordKey.pack(conversation: conversation, turn: turn, code: source)
    simulations.insert(key)
    let isSilent =
      words.withString { text in
        silences[simulator]?.mean(text) ?? false
          || areEmptySilent[simulator] && text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
      } ?? false
    if isSilent {
      // Silence, however it is spelled; the words are kept beside it, and given back.
      extra.add(name: "text", value: words)
      notes.silentWords += 1
    }
    var row = RecordBatch.SimulationRow(
      key: key, line: line, text: isSilent ? .absent : try optionalText(words, key: "text"),
      drawIsImplied: draw.isImplied)
    row.extra = takeExtra()
    batch.simulations.append(row)
    return .taken
  }

  /// Checks that a simulator can have answered at `turn`.
  mutating func probe(_ turn: Int, in conversation: UInt32) throws(RowProblem) -> Verdict {
    switch conversations.place(of: turn, in: conversation) {
    case .turn(.user), .exitProbe: return .taken
    case .dropped: return .dropped
    case .turn(let role): throw RowProblem(.notUserTurn, key: "turn", "turn \(turn) is the \(role.rawValue)'s")
    case .answered:
      throw RowProblem(
        .notUnanswered, key: "turn", "\(turn) lies behind the last turn, but the user answered the last agent turn")
    case .unasked:
      throw RowProblem(.notUnanswered, key: "turn", "\(turn) lies behind the last turn, but no agent ever spoke")
    case .beyond: throw beyond(turn, in: conversation)
    }
  }

  mutating func beyond(_ turn: Int, in conversation: UInt32) -> RowProblem {
    let turns = NumberText.counted(conversations.turnCount(of: conversation), "turn")
    return RowProblem(.unknownTurn, key: "turn", "\(turn) lies beyond the \(turns) of the conversation")
  }
}
