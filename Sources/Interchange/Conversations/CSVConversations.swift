internal import Cases
internal import Text

/// Conversations as comma-separated values, one row a conversation.
struct CSVConversations: CaseFormatter, ~Copyable {
  private let export: CaseExport
  private var csv: CSVOutput

  private static let listing = [
    "conversation", "outcome", "turns", "user_turns", "agent_turns", "silences", "ended", "flag", "seen", "tags",
  ]
  private static let whole = ["simulator", "outcome_source", "ended_by", "last_act", "faults"]
  private static let further = ["customer", "outcome_at", "reviewers", "notes"]

  var count: Int { csv.count }
  var bytes: [UInt8] { csv.bytes }
  var longCells: Int { csv.longCells }

  init(_ export: CaseExport) {
    self.export = export
    csv = CSVOutput(export.csv)
  }

  mutating func removeAll() { csv.removeAll() }

  mutating func begin() {
    csv.begin()
    for name in CSVConversations.listing { csv.text(name) }
    let hasSimulated = !export.table.whole.isEmpty
    if hasSimulated { for name in CSVConversations.whole { csv.text(name) } }
    if export.content.hasTexts { csv.text("first_user_turn") }
    if export.content.hasTexts, hasSimulated { csv.text("last_user_turn") }
    if export.content.isDetailed { for name in CSVConversations.further { csv.text(name) } }
    if export.content == .full {
      csv.text("transcript")
      for field in export.table.conversations.profile { csv.text("profile.\(field.name)") }
    }
    csv.endLine()
  }

  mutating func append(_ texts: CaseTexts) {
    let row = ConversationRow(texts.row, in: export.table)
    let reviews = export.reviews[texts.row]
    csv.text(texts.conversation)
    csv.text(row.outcome)
    for number in [row.turns, row.userTurns, row.agentTurns, row.silences] { csv.integer(number) }
    csv.text(row.ended?.rawValue ?? "")
    csv.text(reviews.contains(where: \.flag) ? "yes" : "no")
    csv.text(reviews.contains(where: \.seen) ? "yes" : "no")
    csv.text(reviews.flatMap(\.tags).uniqued.joined(separator: " "))
    if let whole = row.whole {
      csv.text(whole.speaker)
      csv.text(row.outcomeSource ?? "")
      csv.text(whole.endedBy?.rawValue ?? "")
      csv.text(whole.lastAct?.rawValue ?? "")
      csv.text(whole.faults.map(\.rawValue).joined(separator: " "))
    }
    if export.content.hasTexts { csv.text(texts.firstUserTurn) }
    if export.content.hasTexts, row.whole != nil { csv.text(texts.lastUserTurn) }
    if export.content.isDetailed { appendFurther(texts, reviews) }
    csv.endLine()
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review]) {
    csv.text(texts.customer)
    csv.text(texts.outcomeAt)
    csv.text(reviews.filter { !$0.saysNothing }.map(\.reviewer).joined(separator: " "))
    csv.text(CSVCases.list(reviews, separator: "\n", \.note))
    guard export.content == .full else { return }
    var transcript = OutputBuffer()
    texts.appendTranscript(before: .max, to: &transcript)
    csv.text(transcript.contents)
    let conversation = Int(export.table.pairs.conversation[texts.row])
    for field in export.table.conversations.profile {
      let code = field.codes[conversation]
      if code == ProfileColumn.missing { csv.empty() } else { csv.text(field.values[Int(code)]) }
    }
  }
}
