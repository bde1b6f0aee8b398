internal import Cases
internal import JSON

extension RecordChecker {
  mutating func checkConversation(_ object: JSONView, line: Int) throws(RowProblem) -> Verdict {
    if let simulator = simulator(ofConversation: object) {
      isSimulatedConversation = true
      guard description.hasSimulatedConversations else { throw unreadable(simulator: simulator) }
      return try checkSimulatedConversation(object, line: line)
    }
    try members.read(object, &conversationKeys, nullable: 0b111000, rest: &extra, path: "")
    try checkShape()
    let stratum = try outcome(members[1])
    let outcomeTime = try time(members[3], key: "outcome_at")
    let start = batch.bytes.count
    let dropped = try collectTurns(members[2], until: outcomeTime)
    let text = RecordBatch.Span(start: start, count: batch.bytes.count - start)
    let id = try checkNames(id: members[0], customer: members[4])
    try collectProfile(members[5])
    let key = try number(id: id, dropped: dropped)

    var row = RecordBatch.ConversationRow(
      key: key, line: line, stratum: stratum, id: try optionalName(id, key: "id"), turns: batch.append(turns),
      text: text)
    row.outcomeAt = try optionalText(members[3], key: "outcome_at")
    row.customer = try optionalName(members[4], key: "customer")
    if let profile = members[5], !profile.isNull { row.profile = batch.append(self.profile) }
    if stratum == Code.missing {
      // Kept beside the columns, so that it is given back as it was.
      if let outcome = members[1] { extra.add(name: "outcome", value: outcome) }
      notes.count(unknownOutcome: members[1].map { $0.isNull ? "" : $0.excerpt } ?? "", line: line)
    }
    if !id.isString { notes.numericIDs += 1 }
    row.extra = takeExtra()
    batch.conversations.append(row)
    if dropped > 0 {
      cut.turns += dropped
      cut.conversations += 1
    }
    return .taken
  }

  /// Checks what names the conversation and its person; returns the first.
  mutating func checkNames(id: JSONView?, customer: JSONView?) throws(RowProblem) -> JSONView {
    guard let id else { throw RowProblem.missing("id") }
    guard id.isName else { throw RowProblem.mistyped("id", id, expected: "a string") }
    try checkLength(ofName: id, key: "id")
    if let customer, !customer.isNull {
      guard customer.isName else { throw RowProblem.mistyped("customer", customer, expected: "a string") }
      try checkLength(ofName: customer, key: "customer")
    }
    return id
  }

  /// Names are kept in memory, each of them.
  private func checkLength(ofName name: JSONView, key: String) throws(RowProblem) {
    guard name.raw.count > Refusal.longestName else { return }
    throw RowProblem(.nameTooLong, key: key, "has \(name.raw.count) bytes")
  }

  /// The key of the conversation: a new one, or the one that the store gave it before.
  private mutating func number(id: JSONView, dropped: Int) throws(RowProblem) -> UInt32 {
    let known = id.withName { conversations.ids.number(of: $0) } ?? nil
    if let known {
      if Int(known) < heldConversations, !areSeen[Int(known)] {
        areSeen[Int(known)] = true
        conversations.setDropped(dropped, in: known)
        if mayChange { conversations.setRoles(roles, in: known) }
        return known
      }
      throw RowProblem(.duplicateConversation, key: "id", "“\(id.excerpt)” is there twice")
    }
    if id.withName({ $0.isEmpty }) ?? true { throw RowProblem(.missingKey, key: "id", "is empty") }
    if simulatedNumber(named: id) != nil {
      throw RowProblem(.duplicateConversation, key: "id", "“\(id.excerpt)” is the id of a simulated conversation")
    }
    if conversations.count >= RecordKey.maximumConversations {
      throw RowProblem(.tooManyValues, key: "id", "is one conversation too many")
    }
    return id.withName { conversations.add(id: $0, roles: roles, dropped: dropped) } ?? 0
  }

  /// The code of the outcome; ``Code/missing`` where it is not known, or none that the audit names.
  private mutating func outcome(_ value: JSONView?) throws(RowProblem) -> UInt8 {
    guard let value else { return Code.missing }
    if value.kind == .object || value.kind == .array {
      throw RowProblem.mistyped("outcome", value, expected: "a string")
    }
    return (value.withName { outcomes.code(of: $0) } ?? nil).map { UInt8($0) } ?? Code.missing
  }

  /// Refuses by its name what other programs write where a bundle has turns.
  mutating func checkShape() throws(RowProblem) {
    guard members[2] == nil else { return }
    for (key, name) in [
      ("messages", "chat messages as OpenAI's API has them"), ("conversations", "ShareGPT"),
      ("traj", "a tau-bench trajectory"),
    ] where extra.holds(key) {
      throw RowProblem(.otherFormat, key: key, "looks like \(name); a bundle has “turns”")
    }
  }

  func time(_ value: JSONView?, key: @autoclosure () -> String) throws(RowProblem) -> Timestamp? {
    guard let value, !value.isNull else { return nil }
    guard value.isString else { throw RowProblem.mistyped(key(), value, expected: "a string") }
    if let time = value.withString({ Timestamp($0) }) ?? nil { return time }
    throw RowProblem(.unreadableTime, key: key(), "“\(value.excerpt)” is no time")
  }

  /// Packs the turns up to the outcome, and puts their texts into the batch. Returns how many lie after it.
  mutating func collectTurns(_ value: JSONView?, until outcome: Timestamp?) throws(RowProblem) -> Int {
    guard let value else { throw RowProblem.missing("turns") }
    guard value.kind == .array else { throw RowProblem.mistyped("turns", value, expected: "an array") }
    turns.removeAll(keepingCapacity: true)
    roles.removeAll(keepingCapacity: true)
    var dropped = 0
    var number = 0
    var elements = value.firstChild
    while let turn = elements.next() {
      try readTurn(turn, number: number)
      let role = try role(turnMembers[0], turn: number)
      let words = try words(turnMembers[1], turn: number)
      let at = try time(turnMembers[2], key: "turns[\(number)].at")
      if let at, let outcome, dropped == 0, at > outcome { dropped = 1 } else if dropped > 0 { dropped += 1 }
      if dropped == 0 { pack(role: role, words: words, at: turnMembers[2]) }
      number += 1
    }
    if roles.count > RecordKey.maximumTurn {
      throw RowProblem(.tooManyTurns, key: "turns", "has \(roles.count) elements")
    }
    return dropped
  }

  private mutating func readTurn(_ turn: JSONView, number: Int) throws(RowProblem) {
    guard turn.kind == .object else { throw RowProblem.mistyped("turns[\(number)]", turn, expected: "an object") }
    turnExtra.removeAll()
    try turnMembers.read(turn, &turnKeys, nullable: 0, rest: &turnExtra, path: "turns[\(number)].")
    turnExtra.close()
  }

  /// The text of a turn; shapes of other programs are named.
  private mutating func words(_ value: JSONView?, turn: Int) throws(RowProblem) -> JSONView {
    if let value, value.isString { return value }
    let key = "turns[\(turn)].text"
    guard let value else {
      guard turnExtra.holds("content") else { throw RowProblem.missing(key) }
      throw RowProblem(
        .otherFormat, key: "turns[\(turn)].content", "is where OpenAI messages have their text; a bundle has “text”")
    }
    switch value.kind {
    case .array:
      throw RowProblem(
        .otherFormat, key: key, "is a list of content parts, as OpenAI messages have; a bundle has one string")
    case .null:
      let isCall = turnExtra.holds("tool_calls")
      throw RowProblem(
        .otherFormat, key: key,
        isCall
          ? "is null beside tool calls, as in OpenAI messages; leave the turn out, or write what was said"
          : "is null; leave the turn out where nothing was said")
    case .object, .string, .number, .boolean: throw RowProblem.mistyped(key, value, expected: "a string")
    }
  }

  private mutating func role(_ value: JSONView?, turn: Int) throws(RowProblem) -> Role {
    guard let value else { throw RowProblem.missing("turns[\(turn)].role") }
    if value.equals("agent") { return .agent }
    if value.equals("user") { return .user }
    if value.equals("system") { return .system }
    if value.equals("tool") { return .tool }
    guard value.isString else { throw RowProblem.mistyped("turns[\(turn)].role", value, expected: "a string") }
    let hint: String? =
      ["assistant", "gpt", "bot", "model"].contains(where: value.equals)
      ? "the agent, where a bundle says “agent”"
      : ["human", "customer"].contains(where: value.equals) ? "the user, where a bundle says “user”" : nil
    throw RowProblem(
      .unknownRole, key: "turns[\(turn)].role",
      "“\(value.excerpt)” is no role" + (hint.map { "; other programs call so \($0)" } ?? ""))
  }

  private mutating func pack(role: Role, words: JSONView, at: JSONView?) {
    if !roles.isEmpty { batch.bytes.append(PackedTurns.separator) }
    let start = batch.bytes.count
    words.append(to: &batch.bytes)
    let further = turnExtra.isEmpty ? nil : turnExtra.bytes[...]
    let count = batch.bytes.count - start
    if let at, at.isString {
      _ = at.withString {
        PackedTurns.append(role: role, textCount: count, at: $0, atIsNull: false, extra: further, to: &turns)
      }
    } else {
      PackedTurns.append(role: role, textCount: count, at: nil, atIsNull: at != nil, extra: further, to: &turns)
    }
    roles.append(role.code)
  }

  mutating func collectProfile(_ value: JSONView?) throws(RowProblem) {
    profile.removeAll(keepingCapacity: true)
    guard let value, !value.isNull else { return }
    guard value.kind == .object else { throw RowProblem.mistyped("profile", value, expected: "an object") }
    var children = value.firstChild
    while let key = children.next(), let value = children.next() {
      try checkLength(ofName: key, key: "profile")
      let field = try fieldNumber(key)
      if value.isNull {
        PackedProfile.append(field: field, kind: .null, value: UnsafeBufferPointer(start: nil, count: 0), to: &profile)
      } else if value.isString {
        _ = value.withString { PackedProfile.append(field: field, kind: .string, value: $0, to: &profile) }
      } else {
        PackedProfile.append(field: field, kind: .json, value: value.raw, to: &profile)
      }
    }
  }

  private mutating func fieldNumber(_ key: JSONView) throws(RowProblem) -> Int {
    var result: Result<Int, RowProblem> = .success(0)
    _ = key.withString { name in
      do throws(RowProblem) {
        result = .success(try dictionaries.field(name, batch: &batch))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }
}
