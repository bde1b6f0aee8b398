public import Cases

/// What the words of user turns tell: faults, and how a conversation's last user turn acts.
///
/// Texts are any bytes; what is no UTF-8 is part of no word.
public struct ConductRules: Sendable {
  /// Of each language the faults that are not looked for: their precision there is below 95 % (`Faults.md`).
  public let off: [ConductLanguage: FaultSet]

  /// Every rule that is precise enough in the turn's language.
  public static let standard = ConductRules(off: [:])
  /// Every rule.
  public static let all = ConductRules(off: [:])

  /// Turns as the rules need them, which callers keep for the replies to all prefixes of a conversation.
  public func readings(of turns: [ConductTurn], endWord: UnsafeRawBufferPointer? = nil) -> [TurnReading] {
    turns.map { TurnReading($0, endWord: endWord) }
  }

  /// The faults of one simulated reply to a prefix, as that prefix's next turn.
  ///
  /// - Parameter text: `nil` where the simulator chose silence, which is a decision and no fault.
  public func findings(
    ofReply text: UnsafeRawBufferPointer?, after prefix: ArraySlice<TurnReading>
  ) -> [FaultFinding] {
    guard let text else { return [] }
    let reading = TurnReading(ConductTurn(role: .user, text: text), endWord: nil)
    return findings(in: JudgedTurn(bytes: text, reading: reading, after: prefix))
  }

  /// All that the words of a whole conversation tell.
  public func conduct(in turns: [ConductTurn], endWord: UnsafeRawBufferPointer? = nil) -> ConversationConduct {
    let readings = readings(of: turns, endWord: endWord)
    var found: [FaultFinding] = []
    for number in turns.indices where turns[number].role == .user {
      found += findings(
        in: JudgedTurn(bytes: turns[number].text, reading: readings[number], after: readings[..<number]))
    }
    for rule in FaultRule.all {
      guard case .conversation(let look) = rule.look else { continue }
      found += look(readings).filter { finding in
        isOn(rule.fault, in: finding.turn.map { readings[$0].language } ?? .english)
      }
    }
    // Where a harness recorded its word at the end, the word there is the way out, and no fault.
    if let endWord, !endWord.isEmpty, let last = turns.lastIndex(where: { $0.role == .user }) {
      found.removeAll { $0.fault == .controlWord && $0.turn == last }
    }
    found.sort { ($0.turn ?? 0, $0.fault.number) < ($1.turn ?? 0, $1.fault.number) }
    return ConversationConduct(readings, found)
  }

  private func findings(in turn: JudgedTurn) -> [FaultFinding] {
    FaultRule.all.compactMap { rule in
      guard case .turn(let look) = rule.look, isOn(rule.fault, in: turn.reading.language) else { return nil }
      return look(turn)
    }
  }

  private func isOn(_ fault: Fault, in language: ConductLanguage) -> Bool {
    off[language]?.contains(fault) != true
  }
}
