internal import DecisionFidelity

/// Cases as comma-separated values, one row a case.
struct CSVCases: CaseFormatter {
  private let export: CaseExport
  private let names: CaseNames
  private var csv = CSVOutput()
  /// Fields that occur again and again, ready to be appended.
  private let strata: [[UInt8]]
  private let series: [(simulator: [UInt8], instrument: [UInt8])]
  private let positions: [[UInt8]]
  private let codes: [(column: KeyPath<PairColumns, [UInt8]>, names: [[UInt8]])]
  private let profile: [(codes: [UInt32], values: [[UInt8]])]

  private static let listing = [
    "conversation", "outcome", "turn", "position", "simulator", "draw", "instrument", "real_stage", "simulated_stage",
    "shift", "severity", "real_emotion", "simulated_emotion", "real_blocker", "simulated_blocker", "real_exit",
    "simulated_exit", "action", "flag", "tags", "real_text", "simulated_text",
  ]
  private static let further = [
    "customer", "outcome_at", "real_signal", "real_convergence", "real_rationale", "simulated_signal",
    "simulated_convergence", "simulated_rationale", "reviewers", "review_severity", "notes", "blind_real",
    "blind_simulated", "prefix",
  ]

  var bytes: [UInt8] { csv.bytes }

  init(_ export: CaseExport, fields: [String]) {
    self.export = export
    let table = export.table
    names = CaseNames(table)
    strata = table.description.outcome.strata.map { CSVOutput.field($0.id) }
    series = table.series.map { (CSVOutput.field($0.simulator), CSVOutput.field($0.instrument)) }
    positions = table.positions.names.map(CSVOutput.field)
    func fields(_ names: [String?]) -> [[UInt8]] { names.map { CSVOutput.field($0 ?? "") } }
    codes = [
      (\.realEmotion, fields(names.emotions)), (\.simulatedEmotion, fields(names.emotions)),
      (\.realBlocker, fields(names.blockers)), (\.simulatedBlocker, fields(names.blockers)),
      (\.realExit, fields(names.exits)), (\.simulatedExit, fields(names.exits)), (\.action, fields(names.actions)),
      (\.realStage, fields(names.stages)),
    ]
    profile =
      export.content == .full
      ? table.conversations.profile.map { ($0.codes, $0.values.map(CSVOutput.field)) } : []
  }

  mutating func removeAll() { csv.removeAll() }

  mutating func begin() {
    for name in CSVCases.listing { csv.text(name) }
    if export.content == .full {
      for name in CSVCases.further { csv.text(name) }
      for field in export.table.conversations.profile { csv.text("profile.\(field.name)") }
    }
    csv.endLine()
  }

  mutating func append(_ texts: CaseTexts) {
    let row = texts.row
    let pairs = export.table.pairs
    let number = Int(pairs.series[row])
    let stages = codes[codes.count - 1].names
    csv.text(texts.conversation)
    csv.ready(strata[Int(pairs.stratum[row])])
    csv.integer(Int(pairs.turn[row]))
    csv.ready(positions[Int(pairs.position[row])])
    csv.ready(series[number].simulator)
    csv.integer(export.table.series[number].draw)
    csv.ready(series[number].instrument)
    csv.ready(stages[Int(pairs.realStage[row])])
    csv.ready(stages[Int(pairs.simulatedStage[row])])
    let shift = names.shift(row)
    appendNumber(shift)
    appendNumber(shift.map(abs))
    for column in codes.dropLast() { csv.ready(column.names[Int(pairs[keyPath: column.column][row])]) }
    let reviews = export.reviews[row]
    if reviews.isEmpty {
      csv.text("no")
      csv.empty()
    } else {
      csv.text(reviews.contains(where: \.flag) ? "yes" : "no")
      csv.text(reviews.flatMap(\.tags).uniqued.joined(separator: " "))
    }
    csv.text(texts.real)
    csv.text(texts.simulated)
    if export.content == .full { appendFurther(texts, reviews) }
    csv.endLine()
  }

  private mutating func appendNumber(_ number: Double?) {
    if let number { csv.number(number) } else { csv.empty() }
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review]) {
    csv.text(texts.customer)
    csv.text(texts.outcomeAt)
    for label in [texts.realLabel, texts.simulatedLabel] {
      csv.text(label.signal)
      appendNumber(label.convergence)
      csv.text(label.rationale)
    }
    csv.text(reviews.map(\.reviewer).joined(separator: " "))
    csv.text(
      reviews.compactMap { review in review.severity.map { "\(review.reviewer): \($0)" } }.joined(separator: "; "))
    csv.text(
      reviews.compactMap { review in review.note.map { "\(review.reviewer): \($0)" } }.joined(separator: "\n"))
    csv.text(
      reviews.compactMap { review in review.blindReal?.stage.map { "\(review.reviewer): \($0)" } }.joined(
        separator: "; "))
    csv.text(
      reviews.compactMap { review in review.blindSimulated?.stage.map { "\(review.reviewer): \($0)" } }.joined(
        separator: "; "))
    csv.text(prefix(of: texts))
    let conversation = Int(export.table.pairs.conversation[texts.row])
    for field in profile {
      let code = field.codes[conversation]
      if code == ProfileColumn.missing { csv.empty() } else { csv.ready(field.values[Int(code)]) }
    }
  }

  /// The transcript up to the probe, a line a turn.
  private func prefix(of texts: CaseTexts) -> String {
    var lines: [String] = []
    let end = Int(export.table.pairs.turn[texts.row])
    PackedTurns.forEach(in: texts.turns) { item in
      guard lines.count < end else { return false }
      lines.append("\(item.role.rawValue): \(String(decoding: texts.text.clamped(item.text), as: UTF8.self))")
      return true
    }
    return lines.joined(separator: "\n")
  }
}

extension [String] {
  /// Each string once, in the order of first appearance.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
