internal import Cases
internal import GRDB

/// A conversation as a store keeps it.
enum StoredConversation {
  static func fetch(_ key: UInt32, _ db: Database, _ vocabulary: StoreVocabulary) throws -> Conversation? {
    let statement = try RawStatement(
      db, "SELECT id, stratum, outcome_at, customer, profile, turns, text FROM conversation WHERE key = ?",
      isKept: true)
    statement.bind(Int(key), 1)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    let strata = vocabulary.description.outcome.strata
    let stratum = statement.int(1)
    return Conversation(
      id: statement.text(0) ?? "", outcome: strata.indices.contains(stratum) ? strata[stratum].id : Stratum.unknown.id,
      outcomeAt: statement.text(2), customer: statement.text(3),
      profile: profile(statement.bytes(4), fields: vocabulary.fields),
      turns: PackedTurns.turns(packed: statement.bytes(5), text: statement.bytes(6)))
  }

  /// The fields that have a value; one that is no string as its JSON text.
  static func profile(_ packed: UnsafeRawBufferPointer, fields: [String]) -> [ProfileField] {
    var profile: [ProfileField] = []
    PackedProfile.forEach(in: packed) { number, kind, value in
      guard kind != .null, number < fields.count else { return }
      profile.append(ProfileField(name: fields[number], value: String(decoding: value, as: UTF8.self)))
    }
    return profile
  }
}

/// Labels as a store keeps them.
enum StoredLabels {
  /// All labels of a conversation, by turn.
  static func fetch(
    conversation: UInt32, id: String, _ db: Database, _ vocabulary: StoreVocabulary
  ) throws -> [Label] {
    let statement = try RawStatement(
      db,
      "SELECT key, codes, signal, convergence, rationale FROM label WHERE key BETWEEN ? AND ? ORDER BY key")
    statement.bind(RecordKey.pack(conversation: conversation, turn: 0, code: 0), 1)
    statement.bind(RecordKey.pack(conversation: conversation, turn: 0xFFFF, code: 0xFFFF), 2)
    var labels: [Label] = []
    while try statement.step() {
      let key = statement.int64(0)
      guard var label = label(key, LabelCodes(rawValue: statement.int64(1)), of: id, vocabulary) else { continue }
      label.signal = statement.text(2)
      label.convergence = try statement.optionalNumber(3, of: "label")
      label.rationale = statement.text(4)
      labels.append(label)
    }
    return labels
  }

  /// All labels of a simulated conversation, by turn.
  static func fetch(
    of conversation: RecordTexts.SimulatedConversation, _ db: Database, _ vocabulary: StoreVocabulary
  ) throws -> [Label] {
    func text(_ bytes: UnsafeRawBufferPointer?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
    let id = text(conversation.id) ?? ""
    var labels: [Label] = []
    try SimulatedLabelRows(db).forEach(of: conversation) { row in
      guard var label = label(row.key, row.codes, of: id, vocabulary) else { return }
      label.signal = text(row.signal)
      label.convergence = row.convergence
      label.rationale = text(row.rationale)
      labels.append(label)
    }
    return labels
  }

  /// What key and codes tell of a label.
  private static func label(
    _ key: Int64, _ codes: LabelCodes, of id: String, _ vocabulary: StoreVocabulary
  ) -> Label? {
    let (schema, instruments) = (vocabulary.description.schema, vocabulary.description.instruments)
    guard RecordKey.code(of: key) < vocabulary.series.count else { return nil }
    let series = vocabulary.series[RecordKey.code(of: key)]
    guard series.source < vocabulary.sources.count, series.instrument < instruments.count else { return nil }
    return Label(
      conversation: id, turn: RecordKey.turn(of: key), source: vocabulary.sources[series.source],
      instrument: instruments[series.instrument].id, stage: schema.stages.at(codes.stage)?.id,
      emotion: schema.emotions.at(codes.emotion), blocker: schema.blockers.at(codes.blocker),
      exit: schema.exits.at(codes.exit), action: schema.actions.at(codes.action))
  }
}

extension Array {
  /// The element that a dictionary code means, `nil` for a mark.
  func at(_ code: UInt8) -> Element? { Int(code) < count ? self[Int(code)] : nil }
}
