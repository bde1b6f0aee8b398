internal import AuditStore
internal import Cases
internal import Conduct
internal import Formats
internal import Interchange
internal import JSON

/// Looks for faults in every simulated turn of an audit, or in every user turn of another program's log, one
/// conversation at a time.
struct Linting {
  private let choice: LintChoice
  private let emit: (LintFinding) throws -> Void
  private var counts = LintCounts()

  /// - Parameter found: Takes one finding after the other.
  init(_ choice: LintChoice, found: @escaping (LintFinding) throws -> Void) {
    self.choice = choice
    emit = found
  }

  // MARK: Audits

  mutating func look(at store: AuditStore) throws -> LintCounts {
    let simulators = store.description.simulators.map(\.id)
    if let wanted = choice.simulator, !simulators.contains(wanted) {
      throw CommandFailure(
        .usage, shown("“\(wanted)” is no simulator of this audit"),
        remedy: shown("there are \(simulators.joined(separator: ", "))"))
    }
    var replies = LintBatch<LintedReplies>(choice.rules)
    try store.forEachProbedConversation { conversation in
      let meant = conversation.replies.filter { choice.simulator == nil || $0.simulator == choice.simulator }
      guard !meant.isEmpty else { return }
      try replies.add(LintedReplies(conversation, meant)) { try take($1, of: $0) }
    }
    try replies.finish { try take($1, of: $0) }
    var exits: [String: ImpossibleExit] = [:]
    var conversations = LintBatch<LintedConversation>(choice.rules)
    try store.forEachSimulatedConversation { conversation in
      let item = LintedConversation(conversation)
      guard choice.simulator == nil || choice.simulator == item.simulator else { return }
      try conversations.add(item) { try take($1, of: $0, &exits) }
    }
    try conversations.finish { try take($1, of: $0, &exits) }
    counts.simulators = exits.count
    for (simulator, exit) in exits.sorted(by: { $0.key < $1.key }) {
      if let finding = exit.finding { try take(finding, text: nil, simulator: simulator) }
    }
    return counts
  }

  private mutating func take(
    _ conduct: ConversationConduct, of conversation: LintedConversation, _ exits: inout [String: ImpossibleExit]
  ) throws {
    let simulator = conversation.simulator
    conversation.withEndWord { endWord in
      exits[simulator, default: ImpossibleExit()].add(conversation.endedBy, conduct, endWord: endWord)
    }
    try conversation.withTurns { try take(conduct, of: $0, in: conversation.id, simulator) }
  }

  private mutating func take(_ probes: [LintedReplies.Probe], of conversation: LintedReplies) throws {
    let replies = conversation.replies
    counts.conversations += 1
    counts.bytes += conversation.textCount
    try conversation.withTexts { texts in
      for probe in probes {
        for (place, findings) in zip(probe.draws, probe.findings) {
          let reply = replies[place]
          if let count = reply.byteCount {
            counts.turns += 1
            counts.bytes += count
          }
          if findings.contains(where: { choice.contains($0.fault) }) { counts.faultyTurns += 1 }
          for finding in findings {
            try take(
              finding, text: texts[place], conversation: conversation.id, turn: reply.turn, simulator: reply.simulator,
              draw: reply.draw)
          }
        }
        guard probe.draws.count > 1 else { continue }
        counts.drawnProbes += 1
        let first = probe.draws.lowerBound
        if let finding = probe.identical {
          try take(
            finding, text: texts[first], conversation: conversation.id, turn: replies[first].turn,
            simulator: replies[first].simulator)
        }
      }
    }
  }

  // MARK: Logs

  /// Looks at the user turns of a log, whose rows that are no conversations are counted.
  mutating func look(at log: LogOpening) throws -> LintCounts {
    let reading = try log.reading
    let spares = !reading.simulatorCounts.isEmpty
    guard choice.simulator == nil || spares else {
      throw CommandFailure(
        .usage, "the log names no simulators", remedy: "leave --simulator out: all user turns are looked at")
    }
    var failure: (any Error)?
    _ = try reading.forEachRow { row in
      do {
        try look(at: row, sparingPeople: spares)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return counts
  }

  /// - Parameter spares: Whether people are known to speak where no simulator is named.
  private mutating func look(at row: PreviewedRow, sparingPeople spares: Bool) throws {
    guard let turns = row.record["turns"]?.elements else {
      counts.refused += 1
      return
    }
    if spares {
      guard let simulator = row.record["simulator"]?.string else {
        counts.ofPeople += 1
        return
      }
      if let meant = choice.simulator, meant != simulator { return }
    }
    var (bytes, places) = ([UInt8](), [(role: Role, text: Range<Int>)]())
    for turn in turns {
      guard let role = turn["role"]?.string.flatMap(Role.init) else { continue }
      let start = bytes.count
      bytes += (turn["text"]?.string ?? "").utf8
      places.append((role, start..<bytes.count))
    }
    let endWord = Array((row.record["end_word"]?.string ?? "").utf8)
    try bytes.withUnsafeBytes { bytes in
      let turns = places.map { ConductTurn(role: $0.role, text: UnsafeRawBufferPointer(rebasing: bytes[$0.text])) }
      let conduct = endWord.withUnsafeBytes { choice.rules.conduct(in: turns, endWord: $0.isEmpty ? nil : $0) }
      try take(conduct, of: turns, in: row.record["id"]?.string ?? "", row.record["simulator"]?.string)
    }
  }

  // MARK: What was found

  private mutating func take(
    _ conduct: ConversationConduct, of turns: [ConductTurn], in conversation: String, _ simulator: String?
  ) throws {
    counts.conversations += 1
    counts.turns += conduct.userTurns
    counts.bytes += turns.reduce(0) { $0 + $1.text.count }
    counts.faultyTurns += Set(conduct.findings.filter { choice.contains($0.fault) }.compactMap(\.turn)).count
    for finding in conduct.findings {
      try take(
        finding, text: finding.turn.map { turns[$0].text }, conversation: conversation, turn: finding.turn,
        simulator: simulator)
    }
  }

  private mutating func take(
    _ finding: FaultFinding, text: UnsafeRawBufferPointer?, conversation: String? = nil, turn: Int? = nil,
    simulator: String?, draw: Int? = nil
  ) throws {
    guard choice.contains(finding.fault) else { return }
    counts.findings[finding.fault, default: 0] += 1
    try emit(
      LintFinding(
        conversation: conversation, turn: turn, simulator: simulator, draw: draw, fault: finding.fault,
        excerpt: text.map { LintFinding.excerpt(finding.excerpt, of: $0) } ?? "", reason: finding.reason))
  }
}
