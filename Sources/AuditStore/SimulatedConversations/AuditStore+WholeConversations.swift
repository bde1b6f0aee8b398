internal import Cases
internal import Conduct
internal import GRDB

extension AuditStore {
  /// A whole simulated conversation as the reader shows it.
  func wholeDetail(
    of number: UInt32, _ key: CaseKey, _ db: Database, _ vocabulary: StoreVocabulary
  ) throws -> CaseDetail {
    var detail: CaseDetail?
    try SimulatedConversationRows(db).forEach(where: number) { row in
      func text(_ bytes: UnsafeRawBufferPointer?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
      let strata = vocabulary.description.outcome.strata
      let conversation = Conversation(
        id: text(row.id) ?? "",
        outcome: strata.at(row.meantStratum)?.id ?? Stratum.unknown.id, customer: text(row.customer),
        profile: row.profile.map { StoredConversation.profile($0, fields: vocabulary.fields) } ?? [],
        turns: PackedTurns.turns(packed: row.turns, text: row.text))
      var shown = CaseDetail(conversation: conversation, turn: key.turn, labels: [], answers: [], reviews: [])
      let replayed = try row.replaysKey.flatMap { try StoredConversation.fetch($0, db, vocabulary) }
      var simulated = CaseDetail.Simulated(
        simulator: text(row.simulator) ?? "", endedBy: row.endedBy, endWord: text(row.endWord), replayed: replayed)
      simulated.inheritsOutcome = row.inheritsStratum
      if let key = row.replaysKey, let replayed {
        simulated.replayedLabels = try StoredLabels.fetch(conversation: key, id: replayed.id, db, vocabulary)
          .filter { $0.source == .real || $0.source == .agent }
      }
      shown.simulated = simulated
      shown.labels = try StoredLabels.fetch(of: row, db, vocabulary)
      shown.faults =
        ConductRules.standard.conduct(
          in: ConductTurn.turns(packed: row.turns, text: row.text), endWord: row.endWord
        ).findings
      detail = shown
    }
    guard var detail else {
      throw StoreError.noSuchCase(explanation: "simulated conversation \(number) is not in the store")
    }
    detail.reviews = try ReviewTable.fetch(db, conversation: key.conversation, turn: key.turn)
    return detail
  }
}

extension CaseDetail {
  /// Marks the faults of every answer.
  mutating func lookForFaults() {
    let texts = conversation.turns.prefix(turn).map { Array($0.text.utf8) }
    let roles = conversation.turns.prefix(turn).map(\.role)
    let readings = zip(roles, texts).flatMap { role, text in
      text.withUnsafeBytes { ConductRules.standard.readings(of: [ConductTurn(role: role, text: $0)]) }
    }
    for place in answers.indices {
      guard let text = answers[place].text else { continue }
      answers[place].faults = Array(text.utf8).withUnsafeBytes {
        ConductRules.standard.findings(ofReply: $0, after: readings[...])
      }
    }
  }
}
