import AuditStore
import Cases
import Digest
import JSON

/// What came of a vote.
public struct VoteTally: Sendable, Hashable {
  /// Labels that are new in the store.
  public var stored = 0
  public var storedBefore = 0
  /// Turns on which no label has more than half of the votes; they are kept as invalid.
  public var undecided = 0
}

extension ProbeSession {
  /// Keeps what most of `definitions` say of each turn that all of them have labelled, as labels of the instrument `id`.
  ///
  /// - Throws: ``DefinitionConflict`` where `id` is another instrument, or ``StoreError``.
  public func vote(_ id: String, of definitions: [PreparedDefinition]) throws -> VoteTally {
    let isOfActions = definitions.first?.task == .agentAction
    let labels = try definitions.map { try store.labels(instrument: $0.id) }
    let turns = (labels.first ?? [:]).keys.filter { turn in labels.allSatisfy { $0[turn] != nil } }
      .sorted { ($0.conversation, $0.turn) < ($1.conversation, $1.turn) }
    let slot = try store.register(
      record(of: id, definitions), entry: entry(of: id, definitions), sources: Array(Set(turns.map(\.source))))
    let answers = turns.compactMap { turn -> AnswerRecord? in
      guard let code = slot.codes[turn.source] else { return nil }
      let votes = zip(definitions, labels).compactMap { definition, labels in
        labels[turn].map { (instrument: definition.id, label: $0) }
      }
      return answer(
        to: MajorityVote(votes: votes, isOfActions: isOfActions),
        key: RecordKey.pack(conversation: turn.conversation, turn: turn.turn, code: code), slot)
    }
    var tally = VoteTally()
    for (answer, isNew) in zip(answers, try store.store(answers, codedBy: definitions.first?.schema)) {
      if case .invalid = answer.content {
        tally.undecided += 1
      } else if isNew {
        tally.stored += 1
      } else {
        tally.storedBefore += 1
      }
    }
    return tally
  }

  private func answer(to vote: MajorityVote, key: Int64, _ slot: DefinitionSlot) -> AnswerRecord {
    let ballot = JSONValue.array(
      vote.votes.map { ["instrument": .string($0.instrument), "codes": .number(String($0.label.codes.rawValue))] })
    let content: AnswerRecord.Content =
      vote.label.map {
        .label($0.codes, signal: $0.signal, convergence: $0.convergence, rationale: $0.rationale)
      } ?? .invalid(.label, raw: nil, why: "no label has more than half of the votes")
    // Nothing was sent: the digest is that of the votes.
    return AnswerRecord(
      key: key, definition: slot.definition, content: content, prefixSHA256: "",
      requestSHA256: SHA256.hexadecimal(of: ballot.canonicalBytes), at: now())
  }

  private func record(of id: String, _ definitions: [PreparedDefinition]) -> DefinitionRecord {
    let names = definitions.map(\.id).joined(separator: ", ")
    let prompt = "The label that more than half of these instruments gave: \(names)."
    let identity: JSONValue = [
      "votes": .array(definitions.map { ["id": .string($0.id), "digest": .string($0.record.digest)] })
    ]
    var record = DefinitionRecord(
      kind: .instrument, id: id, model: "majority of \(names)", prompt: prompt,
      promptSHA256: SHA256.hexadecimal(of: prompt.utf8), digest: SHA256.hexadecimal(of: identity.canonicalBytes),
      at: now())
    record.task = definitions.first?.task.rawValue
    return record
  }

  private func entry(of id: String, _ definitions: [PreparedDefinition]) -> String {
    let record = record(of: id, definitions)
    let entry: JSONValue = [
      "id": .string(id), "model": .string(record.model), "prompt": .string(record.prompt),
      "prompt_sha256": .string(record.promptSHA256), "definition_sha256": .string(record.digest),
      "task": .string(record.task ?? ""), "votes": .array(definitions.map { .string($0.id) }),
    ]
    return entry.canonical
  }
}
