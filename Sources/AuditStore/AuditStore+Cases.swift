public import Cases
internal import GRDB

extension AuditStore {
  /// What the case list shows of some cases, in their order. A case that is no longer there has no texts.
  public func previews(for keys: [CaseKey]) throws(StoreError) -> [CasePreview] {
    let vocabulary = currentVocabulary
    return try reading { db in
      let real = try RawStatement(db, "SELECT id, turns, text FROM conversation WHERE key = ?")
      let simulated = try RawStatement(
        db, "SELECT id, turns, text FROM \(SimulatedConversationTable.name) WHERE key = ?")
      let simulation = try RawStatement(db, "SELECT text FROM simulation WHERE key = ?")
      return try keys.map { key in
        var preview = CasePreview(conversationID: "", realText: nil, simulatedText: nil)
        let conversation = key.simulatedConversation == nil ? real : simulated
        conversation.bind(Int(key.simulatedConversation ?? key.conversation), 1)
        if try conversation.step() {
          preview.conversationID = conversation.text(0) ?? ""
          let (turns, text) = (conversation.bytes(1), conversation.bytes(2))
          if key.isOfConversation {
            preview.realText = turnText(packed: turns, text: text) { _, role in role == .user }
            preview.last = lastWords(packed: turns, text: text)
          } else {
            preview.realText = turnText(packed: turns, text: text) { number, _ in number == key.turn }
          }
        }
        conversation.reset()
        if let number = vocabulary.number(simulator: key.simulator, draw: key.draw) {
          simulation.bind(RecordKey.pack(conversation: key.conversation, turn: key.turn, code: number), 1)
          if try simulation.step() { preview.simulatedText = simulation.text(0) }
          simulation.reset()
        }
        return preview
      }
    }
  }

  /// The user's last turn.
  private func lastWords(packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) -> CasePreview.LastWords? {
    var (last, number) = ((turn: Int, text: Range<Int>)?.none, 0)
    PackedTurns.forEach(in: packed) { item in
      if item.role == .user { last = (number, item.text) }
      number += 1
      return true
    }
    return last.map { .init(turn: $0.turn, text: String(decoding: text.clamped($0.text), as: UTF8.self)) }
  }

  /// The first turn that is meant.
  private func turnText(
    packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer, where isMeant: (_ number: Int, Role) -> Bool
  ) -> String? {
    var result: String?
    var number = 0
    PackedTurns.forEach(in: packed) { item in
      if isMeant(number, item.role) { result = String(decoding: text.clamped(item.text), as: UTF8.self) }
      number += 1
      return result == nil
    }
    return result
  }

  /// Everything that the reader shows of a case and the other answers at its probe point.
  public func detail(of key: CaseKey) throws(StoreError) -> CaseDetail {
    let vocabulary = currentVocabulary
    return try reading { db in
      if let simulated = key.simulatedConversation { return try wholeDetail(of: simulated, key, db, vocabulary) }
      guard let conversation = try StoredConversation.fetch(key.conversation, db, vocabulary) else {
        throw StoreError.noSuchCase(explanation: "conversation \(key.conversation) is not in the store")
      }
      let labels = try StoredLabels.fetch(conversation: key.conversation, id: conversation.id, db, vocabulary)
      var detail = CaseDetail(conversation: conversation, turn: key.turn, labels: [], answers: [], reviews: [])
      detail.labels = labels.filter { $0.source == .real || $0.source == .agent }
      if !key.isOfConversation {
        detail.answers = try answers(at: key, labels: labels, db, vocabulary)
        detail.lookForFaults()
      }
      detail.reviews = try ReviewTable.fetch(db, conversation: key.conversation, turn: key.turn)
        .filter { $0.isOfConversation == key.isOfConversation }
      return detail
    }
  }

  private func answers(
    at key: CaseKey, labels: [Label], _ db: Database, _ vocabulary: StoreVocabulary
  ) throws -> [CaseDetail.Answer] {
    var answers: [CaseDetail.Answer] = []
    let statement = try RawStatement(db, "SELECT key, text FROM simulation WHERE key BETWEEN ? AND ? ORDER BY key")
    statement.bind(RecordKey.pack(conversation: key.conversation, turn: key.turn, code: 0), 1)
    statement.bind(RecordKey.pack(conversation: key.conversation, turn: key.turn, code: 0xFFFF), 2)
    while try statement.step() {
      let code = RecordKey.code(of: statement.int64(0))
      guard code < vocabulary.sources.count, case .simulator(let id, let draw) = vocabulary.sources[code] else {
        continue
      }
      answers.append(.init(simulator: id, draw: draw, text: statement.text(1), labels: []))
    }
    for label in labels where label.turn == key.turn {
      guard case .simulator(let id, let draw) = label.source else { continue }
      if let index = answers.firstIndex(where: { $0.simulator == id && $0.draw == draw }) {
        answers[index].labels.append(label)
      } else {
        answers.append(.init(simulator: id, draw: draw, text: nil, labels: [label]))
      }
    }
    let order = Dictionary(
      vocabulary.description.simulators.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return answers.sorted {
      (order[$0.simulator] ?? 0, $0.draw, $0.simulator) < (order[$1.simulator] ?? 0, $1.draw, $1.simulator)
    }
  }
}
