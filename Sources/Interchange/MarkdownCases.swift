internal import DecisionFidelity

/// Cases as Markdown, a section a case.
struct MarkdownCases: CaseFormatter {
  private let export: CaseExport
  private let names: CaseNames
  private let fields: [String]
  private(set) var bytes: [UInt8] = []

  init(_ export: CaseExport, fields: [String]) {
    self.export = export
    self.fields = fields
    names = CaseNames(export.table)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func begin() {
    let description = export.table.description
    add("# \(MarkdownText.inline(description.title ?? description.name))\n\n")
    if description.synthetic == true { add("Synthetic data.\n\n") }
  }

  mutating func append(_ texts: CaseTexts) {
    let row = texts.row
    let pairs = export.table.pairs
    let stages = names.stages
    let real = stages[Int(pairs.realStage[row])] ?? "not labelled"
    let simulated = stages[Int(pairs.simulatedStage[row])] ?? "not labelled"
    add("## \(string(texts.conversation)) · turn \(pairs.turn[row]) (\(MarkdownText.inline(names.position(row))))")
    add(" · \(MarkdownText.inline(real)) → \(MarkdownText.inline(simulated))\n\n")
    appendFacts(texts)
    appendLabels(row)
    appendSide("Real turn", texts.real, texts.realLabel)
    appendSide("Simulated turn", texts.simulated, texts.simulatedLabel)
    for review in export.reviews[row] { append(review) }
    if export.content == .full { appendPrefix(texts) }
  }

  private mutating func appendFacts(_ texts: CaseTexts) {
    let row = texts.row
    let series = names.series(row)
    let stratum = names.stratum(row)
    fact("Outcome", stratum.label ?? stratum.id)
    if let time = texts.outcomeAt { add("- Outcome at: \(string(time))\n") }
    if let customer = texts.customer { add("- Customer: \(string(customer))\n") }
    fact("Simulator", "\(series.simulator), draw \(series.draw)")
    fact("Instrument", series.instrument)
    if let shift = names.shift(row) { fact("Severity", "\(formatted(abs(shift))) (shift \(formatted(shift)))") }
    if let action = names.actions[Int(export.table.pairs.action[row])] { fact("Agent's last action", action) }
    if export.content == .full {
      var profile: [String] = []
      PackedProfile.forEach(in: texts.profile) { field, kind, value in
        guard field < fields.count, kind != .null else { return }
        profile.append("\(MarkdownText.inline(fields[field])) \(string(value))")
      }
      if !profile.isEmpty { add("- Profile: \(profile.joined(separator: "; "))\n") }
    }
    add("\n")
  }

  private mutating func appendLabels(_ row: Int) {
    let pairs = export.table.pairs
    add("| | real | simulated |\n|---|---|---|\n")
    line("stage", names.stages, pairs.realStage[row], pairs.simulatedStage[row])
    line("emotion", names.emotions, pairs.realEmotion[row], pairs.simulatedEmotion[row])
    line("blocker", names.blockers, pairs.realBlocker[row], pairs.simulatedBlocker[row])
    line("exit", names.exits, pairs.realExit[row], pairs.simulatedExit[row])
    add("\n")
  }

  private mutating func line(_ label: String, _ names: [String?], _ real: UInt8, _ simulated: UInt8) {
    let cells = [names[Int(real)], names[Int(simulated)]].map { $0.map(MarkdownText.inline) ?? "–" }
    if cells != ["–", "–"] { add("| \(label) | \(cells[0]) | \(cells[1]) |\n") }
  }

  private mutating func appendSide(
    _ title: String, _ words: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts
  ) {
    add("**\(title)**\n\n")
    add(words.map { MarkdownText.quotation(String(decoding: $0, as: UTF8.self)) } ?? "> *no reply*")
    add("\n\n")
    if let signal = label.signal { add("- Signal: \(string(signal))\n") }
    if let convergence = label.convergence { fact("Convergence", formatted(convergence)) }
    if let rationale = label.rationale { add("- Rationale: \(string(rationale))\n") }
    if label.signal != nil || label.convergence != nil || label.rationale != nil { add("\n") }
  }

  private mutating func append(_ review: Review) {
    var parts: [String] = []
    if review.flag { parts.append("flagged") }
    if !review.tags.isEmpty { parts.append("tags \(review.tags.joined(separator: ", "))") }
    if let severity = review.severity { parts.append("severity \(formatted(severity))") }
    if let stage = review.blindReal?.stage { parts.append("blind, real turn: \(stage)") }
    if let stage = review.blindSimulated?.stage { parts.append("blind, simulated turn: \(stage)") }
    let time = review.at.map { ", \(MarkdownText.inline($0))" } ?? ""
    add("**Review by \(MarkdownText.inline(review.reviewer))**\(time)")
    add(parts.isEmpty ? "\n\n" : ": \(MarkdownText.inline(parts.joined(separator: "; ")))\n\n")
    if let note = review.note, !note.isEmpty { add(MarkdownText.quotation(note) + "\n\n") }
  }

  private mutating func appendPrefix(_ texts: CaseTexts) {
    add("**What came before**\n\n")
    var left = Int(export.table.pairs.turn[texts.row])
    PackedTurns.forEach(in: texts.turns) { item in
      guard left > 0 else { return false }
      left -= 1
      add("- **\(item.role.rawValue)** \(string(texts.text.clamped(item.text)))\n")
      return true
    }
    add("\n")
  }

  private mutating func fact(_ name: String, _ value: String) { add("- \(name): \(MarkdownText.inline(value))\n") }

  private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    MarkdownText.inline(String(decoding: bytes, as: UTF8.self))
  }

  private func formatted(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
