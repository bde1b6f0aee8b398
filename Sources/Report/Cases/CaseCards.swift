internal import Cases
internal import Figures
internal import Text

/// Cases side by side, as the reader of the explorer shows them.
struct CaseCards {
  let content: ReportContent
  let fields: [String]
  private let marks: StageMarks
  private let language: String?

  init(_ content: ReportContent, fields: [String]) {
    self.content = content
    self.fields = fields
    marks = StageMarks(schema: content.description.schema)
    language = content.description.language.flatMap { tag in
      tag.utf8.count <= 35 && tag.utf8.allSatisfy { $0.isTagByte } ? tag : nil
    }
  }

  private var table: CaseTable { content.table }

  /// The beginning of the section: which cases they are, and a list of them.
  var heading: Markup {
    """
    <section id="cases"><h2>Cases</h2><p class="note">\(content.casesAre)</p>\(index.markup)
    """
  }

  private var index: PageTable {
    // Nobody reads columns in which nothing stands.
    let hasReviews = content.cases.contains { !content.reviews.spoken($0).isEmpty }
    let heads: [Markup] = ["", "stage", "severity", "position", "outcome", "flagged by", "tags"]
    var index = PageTable(heads: Array(heads.prefix(hasReviews ? 7 : 5)), wordColumns: 7)
    for (number, row) in content.cases.enumerated() {
      let reviews = content.reviews.spoken(row)
      let cells: [Markup] = [
        "<a href=\"#case-\(number + 1)\">\(number + 1)</a>", marks(of: row),
        "\(severity(of: row).map(NumberText.brief) ?? "—")", "\(position(of: row))",
        "<span dir=\"auto\">\(stratum(of: row))</span>",
        "<span dir=\"auto\">\(reviews.filter(\.flag).map(\.reviewer).joined(separator: ", "))</span>",
        reviews.flatMap(\.tags).map { "<span class=\"tag\" dir=\"auto\">\($0)</span>" }.joined(by: " "),
      ]
      index.add(Array(cells.prefix(heads.count - (hasReviews ? 0 : 2))))
    }
    return index
  }

  /// One case.
  func card(_ texts: CaseTexts, number: Int) -> Markup {
    let row = texts.row
    return """
      <article class="case" id="case-\(number)"><h3>\(number) · <span dir="auto">\(string(texts.conversation))</span> · turn \
      \(Int(table.pairs.turn[row])) · \(position(of: row)) · \(marks(of: row)) \(verdict(of: row))</h3>\
      \(facts(texts))\(content.hasTexts ? transcript(texts) : .empty)\
      <div class="pair">\(CaseSide(self, texts, isReal: true).markup)\(CaseSide(self, texts, isReal: false).markup)</div>\
      \(content.reviews.spoken(row).map(review).joined())</article>

      """
  }

  // MARK: Facts

  private func facts(_ texts: CaseTexts) -> Markup {
    var facts: [Markup] = ["<b dir=\"auto\">\(stratum(of: texts.row))</b>"]
    if let time = texts.outcomeAt { facts.append("<span><span>at</span> \(string(time))</span>") }
    if let customer = texts.customer {
      facts.append("<span><span>customer</span> <bdi>\(string(customer))</bdi></span>")
    }
    if content.hasTexts {
      PackedProfile.forEach(in: texts.profile) { field, kind, value in
        guard field < fields.count, kind != .null else { return }
        facts.append("<span><span><bdi>\(fields[field])</bdi></span> <bdi>\(string(value))</bdi></span>")
      }
    }
    return "<p class=\"profile\">\(facts.joined(by: " "))</p>"
  }

  private func transcript(_ texts: CaseTexts) -> Markup {
    let end = Int(table.pairs.turn[texts.row])
    var turns: [Markup] = []
    PackedTurns.forEach(in: texts.turns) { item in
      guard turns.count < end else { return false }
      turns.append(turn(item, turns.count, string(texts.text.clamped(item.text)), texts.row))
      return true
    }
    guard !turns.isEmpty else { return .empty }
    let earlier = turns.dropLast(turns.count > 8 ? 6 : turns.count)
    let folded: Markup =
      earlier.isEmpty
      ? .empty
      : "<details><summary>\(earlier.count) earlier turns</summary>\(Array(earlier).joined())</details>"
    return """
      <div class="before" role="region" aria-label="The conversation up to the probe"\(languageAttribute)>\
      \(folded)\(Array(turns.dropFirst(earlier.count)).joined())</div>
      """
  }

  private func turn(_ item: PackedTurns.Item, _ number: Int, _ words: String, _ row: Int) -> Markup {
    let mark: Markup
    switch item.role {
    case .user:
      let stage = marks.mark(of: realStage(ofTurn: number, besides: row))
      mark = "<span class=\"stage \(stage.style)\" title=\"\(stage.name)\">\(String(stage.letter))</span>"
    case .agent: mark = "<span>›</span>"
    case .system, .tool: mark = "<span>·</span>"
    }
    let speaker: Markup = item.role == .system || item.role == .tool ? "‹\(item.role.rawValue)› " : .empty
    return """
      <div class="turn \(item.role.rawValue)"><span>\(number)</span>\(mark)<span class="words" dir="auto">\(speaker)\(words)</span></div>
      """
  }

  /// The real stage of another turn of the conversation, as the same series has it.
  private func realStage(ofTurn turn: Int, besides row: Int) -> UInt8 {
    let conversation = Int(table.pairs.conversation[row])
    let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
    let found = range.first { other in
      Int(table.pairs.turn[Int(other)]) == turn && table.pairs.series[Int(other)] == table.pairs.series[row]
    }
    return found.map { table.pairs.realStage[Int($0)] } ?? Code.missing
  }

  private func review(_ review: Review) -> Markup {
    var parts: [Markup] = ["\(review.flag ? "⚑ " : "")<b dir=\"auto\">\(review.reviewer)</b>"]
    parts += review.tags.map { "<span class=\"tag\" dir=\"auto\">\($0)</span>" }
    if let severity = review.severity { parts.append("severity \(NumberText.brief(severity))") }
    if let stage = review.blindReal?.stage { parts.append("blind: real \(stage)") }
    if let stage = review.blindSimulated?.stage { parts.append("blind: simulated \(stage)") }
    if let time = review.at { parts.append("<span class=\"dim\">\(time)</span>") }
    let note: Markup = (review.note ?? "").isEmpty ? .empty : "<p dir=\"auto\">\(review.note ?? "")</p>"
    return "<div class=\"review\">\(parts.joined(by: " "))\(note)</div>"
  }

  // MARK: Names

  var languageAttribute: Markup { language.map { " lang=\"\($0)\"" } ?? .empty }

  func string(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

  func mark(_ codes: KeyPath<PairColumns, [UInt8]>, _ row: Int) -> StageMark {
    marks.mark(of: table.pairs[keyPath: codes][row])
  }

  /// Emotion, blocker and exit act of one side, as far as they were labelled.
  func signs(isReal: Bool, _ row: Int) -> [String] {
    let schema = content.description.schema
    let columns: [(String, [String], KeyPath<PairColumns, [UInt8]>)] = [
      ("", schema.emotions, isReal ? \.realEmotion : \.simulatedEmotion),
      ("blocker ", schema.blockers, isReal ? \.realBlocker : \.simulatedBlocker),
      ("exit ", schema.exits, isReal ? \.realExit : \.simulatedExit),
    ]
    return columns.compactMap { name, values, column in
      let code = Int(table.pairs[keyPath: column][row])
      return code < values.count ? name + values[code] : nil
    }
  }

  func simulator(of row: Int) -> String {
    let series = table.series[Int(table.pairs.series[row])]
    return series.simulator + (series.draw > 0 ? " · draw \(series.draw)" : "")
  }

  func shift(of row: Int) -> Double? {
    marks.scale.shift(real: table.pairs.realStage[row], simulated: table.pairs.simulatedStage[row])
  }

  private func severity(of row: Int) -> Double? { shift(of: row).map(\.magnitude) }

  private func position(of row: Int) -> String { table.positions.names[Int(table.pairs.position[row])] }

  private func stratum(of row: Int) -> String {
    let stratum = table.stratum(ofRow: row)
    return stratum.label ?? stratum.id
  }

  private func marks(of row: Int) -> Markup {
    let (real, simulated) = (mark(\.realStage, row), mark(\.simulatedStage, row))
    return """
      <span class="chip \(real.style)" title="\(real.name)">\(String(real.letter))</span> → \
      <span class="chip \(simulated.style)" title="\(simulated.name)">\(String(simulated.letter))</span>
      """
  }

  private func verdict(of row: Int) -> String {
    guard let shift = shift(of: row) else { return "" }
    if shift == 0 { return "the same depth" }
    return "\(NumberText.brief(shift.magnitude)) \(shift > 0 ? "too deep" : "too shallow")"
  }
}

extension UInt8 {
  /// Letters, digits and hyphens: what tags of languages consist of.
  fileprivate var isTagByte: Bool {
    self == 0x2D || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}
