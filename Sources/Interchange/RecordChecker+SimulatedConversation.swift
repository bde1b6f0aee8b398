internal import Cases
internal import JSON

extension RecordChecker {
  /// What a row of conversations names as its simulator; `nil` where a real person spoke.
  ///
  /// Bundles of the first version may hold anything under this key but a name: it meant nothing there.
  mutating func simulator(ofConversation object: JSONView) -> JSONView? {
    var children = object.firstChild
    while let key = children.next(), let value = children.next() {
      guard key.equals("simulator"), !value.isNull else { continue }
      if value.isName || description.hasSimulatedConversations { return value }
    }
    return nil
  }

  mutating func checkSimulatedConversation(_ object: JSONView, line: Int) throws(RowProblem) -> Verdict {
    try members.read(object, &simulatedConversationKeys, nullable: 0b1_1111_0010, rest: &extra, path: "")
    try checkShape()
    let simulator = description.simulators[try simulator(members[3], key: "simulator")].id
    let stratum = try writtenStratum(members[1])
    let endedBy = try endedBy(members[7])
    let start = batch.bytes.count
    _ = try collectTurns(members[2], until: nil)
    let text = RecordBatch.Span(start: start, count: batch.bytes.count - start)
    let replays = try replayed(members[6])
    let id = try checkNames(id: members[0], customer: members[4])
    try collectProfile(members[5])
    let endWord = try optionalText(members[8], key: "end_word")
    let key = try simulatedNumber(id, simulator: simulator)

    var row = RecordBatch.SimulatedConversationRow(
      key: key, line: line, id: try optionalName(id, key: "id"),
      simulator: try optionalName(members[3], key: "simulator"), replays: replays, stratum: stratum, endedBy: endedBy,
      turns: batch.append(turns), text: text)
    row.endWord = endWord
    row.customer = try optionalName(members[4], key: "customer")
    if let profile = members[5], !profile.isNull { row.profile = batch.append(self.profile) }
    if !id.isString { notes.numericIDs += 1 }
    row.extra = takeExtra()
    batch.simulatedConversations.append(row)
    return .taken
  }

  /// The row says what the first version has no words for.
  func unreadable(simulator: JSONView) -> RowProblem {
    RowProblem(
      .simulatedInFormat1, key: "simulator",
      "“\(simulator.excerpt)” spoke as the user: “\(AuditDescription.format1)” has no simulated conversations")
  }

  /// The number of the simulated conversation that a row names; `nil` where it names none.
  mutating func simulatedNumber(named id: JSONView?) -> UInt32? {
    guard let id, id.isName else { return nil }
    return id.withName { simulatedConversations.number(of: $0) } ?? nil
  }

  private mutating func simulatedNumber(_ id: JSONView, simulator: String) throws(RowProblem) -> UInt32 {
    if id.withName({ conversations.ids.number(of: $0) != nil }) ?? false {
      throw RowProblem(.duplicateConversation, key: "id", "“\(id.excerpt)” is the id of a real conversation")
    }
    if id.withName({ $0.isEmpty }) ?? true { throw RowProblem(.missingKey, key: "id", "is empty") }
    if simulatedConversations.ids.count >= RecordKey.maximumConversations {
      throw RowProblem(.tooManyValues, key: "id", "is one conversation too many")
    }
    let number = id.withName {
      simulatedConversations.take($0, simulator: simulator, roles: roles, mayChange: mayChange)
    }
    if let number = number ?? nil { return number }
    throw RowProblem(.duplicateConversation, key: "id", "“\(id.excerpt)” is there twice")
  }

  /// The code of the outcome that the row gives itself; one that the audit does not name would be in no stratum, as if
  /// it were the replayed conversation's.
  private func writtenStratum(_ value: JSONView?) throws(RowProblem) -> UInt8 {
    guard let value, !value.isNull else { return Code.missing }
    guard value.isName else { throw RowProblem.mistyped("outcome", value, expected: "a string or null") }
    if let code = value.withName({ outcomes.code(of: $0) }) ?? nil { return UInt8(code) }
    throw RowProblem(.unknownOutcome, key: "outcome", "“\(value.excerpt)” is not named there")
  }

  private func endedBy(_ value: JSONView?) throws(RowProblem) -> UInt8 {
    guard let value, !value.isNull else { return Code.missing }
    guard value.isString else { throw RowProblem.mistyped("ended_by", value, expected: "a string or null") }
    if let end = value.string.flatMap(EndedBy.init(rawValue:)) { return end.code }
    throw RowProblem(.unknownEnd, key: "ended_by", "“\(value.excerpt)” is no way to end")
  }

  /// The key of the real conversation that was replayed.
  private mutating func replayed(_ value: JSONView?) throws(RowProblem) -> UInt32? {
    guard let value, !value.isNull else { return nil }
    guard value.isName else { throw RowProblem.mistyped("replays", value, expected: "a string or null") }
    if let number = value.withName({ conversations.number(of: $0) }) ?? nil { return number }
    if simulatedNumber(named: value) != nil {
      throw RowProblem(.unknownReplayed, key: "replays", "“\(value.excerpt)” is a simulated conversation itself")
    }
    if let own = members[0]?.string, own == value.string {
      throw RowProblem(.unknownReplayed, key: "replays", "“\(value.excerpt)” is this conversation itself")
    }
    if dependents.hasConversation(value) {
      throw RowProblem(.ofRefusedConversation, key: "replays", "“\(value.excerpt)” was refused")
    }
    throw RowProblem(.unknownReplayed, key: "replays", "“\(value.excerpt)” is there in no line, and not in the store")
  }
}
