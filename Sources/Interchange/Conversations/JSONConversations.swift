internal import Cases
internal import JSON

/// Conversations as JSON lines, one object a conversation: the keys of a bundle, and beside them what was counted and said.
struct JSONConversations: CaseFormatter, ~Copyable {
  private let export: CaseExport
  private let fields: [String]
  private let parser = JSONParser()
  private var json = JSONOutput()

  var count: Int { json.count }
  var bytes: [UInt8] { json.bytes }

  init(_ export: CaseExport, fields: [String]) {
    self.export = export
    self.fields = fields
  }

  mutating func removeAll() { json.removeAll() }
  mutating func begin() {}

  mutating func append(_ texts: CaseTexts) {
    let row = ConversationRow(texts.row, in: export.table)
    let reviews = export.reviews[texts.row]
    json.open("{")
    json.string("conversation", texts.conversation)
    json.string("outcome", row.outcome)
    json.integer("turn_count", row.turns)
    json.integer("user_turns", row.userTurns)
    json.integer("agent_turns", row.agentTurns)
    json.integer("silences", row.silences)
    json.string("ended", row.ended?.rawValue)
    json.key("flag")
    json.flag(reviews.contains(where: \.flag))
    json.key("seen")
    json.flag(reviews.contains(where: \.seen))
    json.key("tags")
    json.array(reviews.flatMap(\.tags).uniqued)
    if let whole = row.whole {
      json.string("simulator", whole.speaker)
      json.string("outcome_source", row.outcomeSource)
      json.string("ended_by", whole.endedBy?.rawValue)
      json.string("last_act", whole.lastAct?.rawValue)
      json.key("faults")
      json.array(whole.faults.map(\.rawValue))
    }
    if export.content.hasTexts { json.string("first_user_turn", texts.firstUserTurn) }
    if export.content.hasTexts, row.whole != nil { json.string("last_user_turn", texts.lastUserTurn) }
    if export.content.isDetailed { appendFurther(texts, reviews) }
    json.close("}")
    json.endLine()
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review]) {
    json.string("customer", texts.customer)
    json.string("outcome_at", texts.outcomeAt)
    if export.content.hasTexts {
      json.key("profile")
      json.appendProfile(texts.profile, fields: fields)
      json.key("turns")
      json.open("[")
      PackedTurns.forEach(in: texts.turns) { item in
        json.next()
        json.appendTurn(item, packed: texts.turns, text: texts.text, parser: parser)
        return true
      }
      json.close("]")
    }
    json.key("reviews")
    json.open("[")
    for review in reviews { json.append(review) }
    json.close("]")
  }
}
