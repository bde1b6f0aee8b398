internal import Cases
internal import Text

/// Cases as Markdown, a section a case.
struct MarkdownCases: CaseFormatter, ~Copyable {
  let export: CaseExport
  private let names: CaseNames
  private let fields: [String]
  var buffer = OutputBuffer()

  var count: Int { buffer.count }
  var bytes: [UInt8] { buffer.bytes }

  init(_ export: CaseExport, fields: [String]) {
    self.export = export
    self.fields = fields
    names = CaseNames(export.table)
  }

  mutating func removeAll() { buffer.removeAll() }

  mutating func begin() {
    guard export.hasHeading else { return }
    let description = export.table.description
    buffer.append("# ")
    add(description.title ?? description.name)
    buffer.append("\n\n")
    if description.synthetic == true { buffer.append("Synthetic data.\n\n") }
  }

  mutating func append(_ texts: CaseTexts) {
    if export.table.listsConversations { return appendConversation(texts) }
    let row = texts.row
    buffer.append(export.hasHeading ? "## " : "### ")
    add(texts.conversation)
    buffer.append(" · turn ")
    buffer.append(decimal: Int(export.table.pairs.turn[row]))
    buffer.append(" (")
    add(names.position(row))
    buffer.append(") · ")
    add(names.stages[Int(export.table.pairs.realStage[row])] ?? "not labelled")
    buffer.append(" → ")
    add(names.stages[Int(export.table.pairs.simulatedStage[row])] ?? "not labelled")
    buffer.append("\n\n")
    appendFacts(texts)
    appendLabels(texts)
    if export.content.hasTexts {
      appendSide("Real turn", texts.real, texts.realLabel)
      appendSide("Simulated turn", texts.simulated, texts.simulatedLabel)
    }
    for review in export.reviews.spoken(row) { append(review) }
    if export.content == .full { appendPrefix(texts) }
  }

  private mutating func appendFacts(_ texts: CaseTexts) {
    let row = texts.row
    let series = names.series(row)
    let stratum = names.stratum(row)
    fact("Outcome", stratum.label ?? stratum.id)
    fact("Outcome at", texts.outcomeAt)
    fact("Customer", texts.customer)
    fact("Simulator", "\(series.simulator), draw \(series.draw)")
    fact("Instrument", series.instrument)
    if let shift = names.shift(row) {
      fact("Severity", "\(MarkdownCases.text(abs(shift))) (shift \(MarkdownCases.text(shift)))")
    }
    if let action = names.actions[Int(export.table.pairs.action[row])] { fact("Agent's last action", action) }
    if export.content == .full { appendProfile(texts.profile) }
    buffer.append("\n")
  }

  mutating func appendProfile(_ profile: UnsafeRawBufferPointer) {
    var isFirst = true
    PackedProfile.forEach(in: profile) { field, kind, value in
      guard field < fields.count, kind != .null else { return }
      buffer.append(isFirst ? "- Profile: " : "; ")
      isFirst = false
      add(fields[field])
      buffer.append(" ")
      add(value)
    }
    if !isFirst { buffer.append("\n") }
  }

  private mutating func appendLabels(_ texts: CaseTexts) {
    let row = texts.row
    buffer.append("| | real | simulated |\n|---|---|---|\n")
    line("stage", names.stages, \.realStage, \.simulatedStage, row)
    line("emotion", names.emotions, \.realEmotion, \.simulatedEmotion, row)
    line("blocker", names.blockers, \.realBlocker, \.simulatedBlocker, row)
    line("exit", names.exits, \.realExit, \.simulatedExit, row)
    if !export.content.hasTexts {
      line("convergence", [texts.realLabel, texts.simulatedLabel].map { $0.convergence.map(MarkdownCases.text) })
    }
    buffer.append("\n")
  }

  private mutating func line(
    _ label: StaticString, _ names: [String?], _ real: KeyPath<PairColumns, [UInt8]>,
    _ simulated: KeyPath<PairColumns, [UInt8]>, _ row: Int
  ) {
    line(label, [real, simulated].map { names[Int(export.table.pairs[keyPath: $0][row])] })
  }

  private mutating func line(_ label: StaticString, _ cells: [String?]) {
    if cells.allSatisfy({ $0 == nil }) { return }
    buffer.append("| ")
    buffer.append(label)
    for cell in cells {
      buffer.append(" | ")
      add(cell ?? "–")
    }
    buffer.append(" |\n")
  }

  private mutating func appendSide(
    _ title: StaticString, _ words: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts
  ) {
    buffer.append("**")
    buffer.append(title)
    buffer.append("**\n\n")
    if let words { MarkdownText.appendQuotation(words, to: &buffer) } else { buffer.append("> *no reply*") }
    buffer.append("\n\n")
    fact("Signal", label.signal)
    if let convergence = label.convergence { fact("Convergence", MarkdownCases.text(convergence)) }
    fact("Rationale", label.rationale)
    if label.signal != nil || label.convergence != nil || label.rationale != nil { buffer.append("\n") }
  }

  mutating func append(_ review: Review) {
    var parts: [String] = []
    if review.flag { parts.append("flagged") }
    if !review.tags.isEmpty { parts.append("tags \(review.tags.joined(separator: ", "))") }
    if let severity = review.severity { parts.append("severity \(MarkdownCases.text(severity))") }
    if let stage = review.blindReal?.stage { parts.append("blind, real turn: \(stage)") }
    if let stage = review.blindSimulated?.stage { parts.append("blind, simulated turn: \(stage)") }
    buffer.append("**Review by ")
    add(review.reviewer)
    buffer.append("**")
    if let time = review.at { add(", \(time)") }
    if !parts.isEmpty { add(": \(parts.joined(separator: "; "))") }
    buffer.append("\n\n")
    guard var note = review.note, !note.isEmpty else { return }
    note.withUTF8 { MarkdownText.appendQuotation(UnsafeRawBufferPointer($0), to: &buffer) }
    buffer.append("\n\n")
  }

  private mutating func appendPrefix(_ texts: CaseTexts) {
    buffer.append("**What came before**\n\n")
    appendTurns(texts)
  }

  mutating func appendTurns(_ texts: CaseTexts) {
    var left = Int(export.table.pairs.turn[texts.row])
    PackedTurns.forEach(in: texts.turns) { item in
      guard left > 0 else { return false }
      left -= 1
      buffer.append("- **\(item.role.rawValue)** ")
      add(texts.text.clamped(item.text))
      buffer.append("\n")
      return true
    }
    buffer.append("\n")
  }

  mutating func fact(_ name: StaticString, _ value: String) {
    var value = value
    value.withUTF8 { fact(name, UnsafeRawBufferPointer($0)) }
  }

  mutating func fact(_ name: StaticString, _ value: UnsafeRawBufferPointer?) {
    guard let value else { return }
    buffer.append("- ")
    buffer.append(name)
    buffer.append(": ")
    add(value)
    buffer.append("\n")
  }

  mutating func add(_ text: UnsafeRawBufferPointer) { MarkdownText.appendInline(text, to: &buffer) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  private static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
}
