internal import Cases
internal import Text

/// Cases as comma-separated values, one row a case.
struct CSVCases: CaseFormatter, ~Copyable {
  private let export: CaseExport
  private let columns: CodeColumns
  private let hasReviews: Bool
  private let hasTexts: Bool
  private var csv: CSVOutput
  /// Room for one transcript, kept from row to row.
  private var transcript = OutputBuffer()
  /// The last one, and of which turn: draws and instruments of a probe have it in common.
  private var prefix = CSVCell()
  private var probe: (conversation: UInt32, turn: UInt16)?

  private static let listing = [
    "conversation", "outcome", "turn", "position", "simulator", "draw", "instrument", "real_stage", "simulated_stage",
    "shift", "severity", "real_emotion", "simulated_emotion", "real_blocker", "simulated_blocker", "real_exit",
    "simulated_exit", "action", "flag", "seen", "tags",
  ]
  private static let texts = ["real_text", "simulated_text"]
  private static let further = [
    "customer", "outcome_at", "real_signal", "real_convergence", "real_rationale", "simulated_signal",
    "simulated_convergence", "simulated_rationale", "reviewers", "review_severity", "notes", "blind_real",
    "blind_simulated", "prefix",
  ]
  private static let furtherWithoutText = further.filter {
    !["real_signal", "real_rationale", "simulated_signal", "simulated_rationale", "prefix"].contains($0)
  }

  var count: Int { csv.count }
  var bytes: [UInt8] { csv.bytes }
  var longCells: Int { csv.longCells }

  init(_ export: CaseExport, columns: CodeColumns) {
    self.export = export
    self.columns = columns
    csv = CSVOutput(export.csv)
    hasReviews = !export.reviews.byRow.isEmpty
    hasTexts = export.content.hasTexts
  }

  mutating func removeAll() { csv.removeAll() }

  mutating func begin() {
    csv.begin()
    for name in CSVCases.listing { csv.text(name) }
    if hasTexts { for name in CSVCases.texts { csv.text(name) } }
    if export.content.isDetailed {
      for name in hasTexts ? CSVCases.further : CSVCases.furtherWithoutText { csv.text(name) }
    }
    if export.content == .full {
      for field in export.table.conversations.profile { csv.text("profile.\(field.name)") }
    }
    csv.endLine()
  }

  mutating func append(_ texts: CaseTexts) {
    let (row, columns) = (texts.row, columns)
    let fields = columns.texts
    let series = Int(export.table.pairs.series[row])
    let real = export.table.pairs.realStage[row]
    let simulated = export.table.pairs.simulatedStage[row]
    csv.text(texts.conversation)
    let stratum = min(Int(export.table.pairs.stratum[row]), export.table.description.outcome.strata.count)
    csv.field(columns.strata + stratum, of: fields)
    csv.integer(Int(export.table.pairs.turn[row]))
    csv.field(columns.positions + Int(export.table.pairs.position[row]), of: fields)
    csv.field(columns.simulators + series, of: fields)
    csv.field(columns.draws + series, of: fields)
    csv.field(columns.instruments + series, of: fields)
    csv.field(columns.stages + Int(real), of: fields)
    csv.field(columns.stages + Int(simulated), of: fields)
    let shift = columns.scale.shift(real: real, simulated: simulated)
    csv.number(shift)
    csv.number(shift?.magnitude)
    csv.field(columns.emotions + Int(export.table.pairs.realEmotion[row]), of: fields)
    csv.field(columns.emotions + Int(export.table.pairs.simulatedEmotion[row]), of: fields)
    csv.field(columns.blockers + Int(export.table.pairs.realBlocker[row]), of: fields)
    csv.field(columns.blockers + Int(export.table.pairs.simulatedBlocker[row]), of: fields)
    csv.field(columns.exits + Int(export.table.pairs.realExit[row]), of: fields)
    csv.field(columns.exits + Int(export.table.pairs.simulatedExit[row]), of: fields)
    csv.field(columns.actions + Int(export.table.pairs.action[row]), of: fields)
    let reviews = hasReviews ? export.reviews[row] : []
    if reviews.contains(where: \.flag) { csv.literal("yes") } else { csv.literal("no") }
    if reviews.contains(where: \.seen) { csv.literal("yes") } else { csv.literal("no") }
    if reviews.isEmpty { csv.empty() } else { csv.text(reviews.flatMap(\.tags).uniqued.joined(separator: " ")) }
    if hasTexts {
      csv.text(texts.real)
      csv.text(texts.simulated)
    }
    if export.content.isDetailed { appendFurther(texts, reviews, fields) }
    csv.endLine()
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review], _ fields: borrowing CodeTexts) {
    csv.text(texts.customer)
    csv.text(texts.outcomeAt)
    for label in [texts.realLabel, texts.simulatedLabel] {
      if hasTexts { csv.text(label.signal) }
      csv.number(label.convergence)
      if hasTexts { csv.text(label.rationale) }
    }
    appendReviews(reviews)
    if hasTexts { appendPrefix(of: texts) }
    let conversation = Int(export.table.pairs.conversation[texts.row])
    let profileColumns = columns.profile
    let profile = profileColumns.span
    for index in profile.indices {
      let code = profile[index].codes[conversation]
      if code == ProfileColumn.missing { csv.empty() } else { csv.field(profile[index].values + Int(code), of: fields) }
    }
  }

  private mutating func appendReviews(_ reviews: [Review]) {
    // Nearly every case of a large audit is without a review.
    if reviews.isEmpty {
      for _ in 0..<5 { csv.empty() }
      return
    }
    csv.text(reviews.filter { !$0.saysNothing }.map(\.reviewer).joined(separator: " "))
    csv.text(CSVCases.list(reviews, separator: "; ") { $0.severity.map { "\($0)" } })
    csv.text(CSVCases.list(reviews, separator: "\n", \.note))
    csv.text(CSVCases.list(reviews, separator: "; ", \.blindReal?.stage))
    csv.text(CSVCases.list(reviews, separator: "; ", \.blindSimulated?.stage))
  }

  /// What each reviewer said, under their names.
  static func list(_ reviews: [Review], separator: String, _ said: (Review) -> String?) -> String {
    reviews.compactMap { review in said(review).map { "\(review.reviewer): \($0)" } }.joined(separator: separator)
  }

  /// The transcript up to the probe, a line a turn.
  private mutating func appendPrefix(of texts: CaseTexts) {
    let (conversation, turn) = (export.table.pairs.conversation[texts.row], export.table.pairs.turn[texts.row])
    if probe.map({ $0 != (conversation, turn) }) ?? true {
      transcript.removeAll()
      texts.appendTranscript(before: Int(turn), to: &transcript)
      prefix.set(transcript.contents, export.csv)
      probe = (conversation, turn)
    }
    csv.text(prefix)
  }
}

extension CaseTexts {
  /// Adds the turns before one, a line a turn.
  func appendTranscript(before end: Int, to lines: inout OutputBuffer) {
    var turn = 0
    PackedTurns.forEach(in: turns) { item in
      guard turn < end else { return false }
      if turn > 0 { lines.append(10) }
      switch item.role {
      case .agent: lines.append("agent: ")
      case .user: lines.append("user: ")
      case .system: lines.append("system: ")
      case .tool: lines.append("tool: ")
      }
      lines.append(text.clamped(item.text))
      turn += 1
      return true
    }
  }
}

extension [String] {
  /// Each string once, in the order of first appearance.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
