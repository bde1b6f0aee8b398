internal import Cases
internal import Fidelity
internal import Figures
internal import Interchange
internal import Text

/// A report as Markdown: the headings of ``ReportPage`` in the same order, with tables in the place of plots.
public struct MarkdownReport: Sendable {
  public let content: ReportContent

  public init(_ content: ReportContent) { self.content = content }

  /// The text around the cases, which are sections of their own under "Cases".
  ///
  /// - Parameter receipt: The receipt as Markdown, where there is one; its headings are put below the report's.
  public func text(receipt: String? = nil) -> (beforeCases: String, behindCases: String) {
    let schema = content.description.schema
    let (figures, marks) = (ReportFigures(content.figures, schema), StageMarks(schema: schema))
    let (before, behind) = ReportSection.parted(
      ReportSection.all.map { ($0.id, section($0, figures, marks)) }.filter { !$0.1.isEmpty })
    let first =
      content.figures.insteadOfFigures.map { ["## Figures"] + $0.map(inline) }
      ?? summary(ReportSummary(content, figures))
    let beginning = [title] + first + before.joined() + ["## Cases", inline(content.casesAre)]
    let ending =
      behind.joined() + ["## Receipt", receipt.map(MarkdownReport.lowered) ?? inline(ReceiptSection.none), method]
    return (beginning.joined(separator: "\n\n") + "\n\n", ending.joined(separator: "\n\n") + "\n")
  }

  private func inline(_ text: String) -> String { MarkdownText.inline(text) }

  private var title: String {
    let figures = content.figures
    var lines = [
      "# \(inline(content.title))", "",
      figures.conversationReport == nil
        ? "Decision fidelity of **\(inline(figures.simulator))**, labelled by **\(inline(figures.instrument))**: "
          + figures.basis.map(inline).joined(separator: ", ") + "."
        : figures.conversationsLead,
    ]
    if let reason = figures.reasonToWithhold { lines += ["", "**No floor and no verdict:** \(inline(reason))."] }
    if content.description.synthetic == true { lines += ["", "**Synthetic data.** No person said any of it."] }
    if let filter = figures.filterText { lines += ["", "Only cases with: \(inline(filter))"] }
    if figures.paperChoices { lines += ["", "The paper’s own choices of tests and intervals."] }
    if let note = content.privacyNote { lines += ["", inline(note)] }
    return lines.joined(separator: "\n")
  }

  private func summary(_ summary: ReportSummary) -> [String] {
    var table = MarkdownTable(["", "excess", "interval", "of which"])
    for card in summary.cards {
      let facts = card.facts.map { "\($0.name) \($0.value)" }.joined(separator: " · ")
      table.add([inline(card.title), card.value, card.interval, facts])
    }
    let verdict = summary.verdict.map { ["**\($0.glyph) \(inline($0.word))**", inline($0.sentence)] } ?? []
    let words = ReportSummary.words.map { "*\($0.0)*: \($0.1)." }.joined(separator: " ")
    return ["## \(ReportSummary.title)"] + verdict + summary.sentences.map(inline)
      + (summary.cards.isEmpty ? [] : [table.text, words])
  }

  private func section(_ section: ReportSection, _ figures: ReportFigures, _ marks: StageMarks) -> [String] {
    let parts = section.parts.compactMap { ReportPart($0, figures, marks, for: .markdown) }
    guard !parts.isEmpty else { return [] }
    var text = ["## \(section.title)"] + [section.note].compactMap(\.self)
    for part in parts {
      if section.parts.count > 1 { text.append("### \(part.section.title)") }
      text += part.remarks.map(inline)
      if part.section.id == .survival { text += curves }
      for (title, grid) in FigureGrid.grids(part) {
        if !title.isEmpty { text.append("**\(inline(title))**") }
        var table = MarkdownTable(grid.heads.map(cell))
        for row in grid.rows { table.add(row.map(cell)) }
        text.append(table.text)
      }
      text += part.reasons.map { "— \(inline($0))" }
    }
    return text
  }

  private func cell(_ cell: FigureGrid.Cell) -> String {
    switch cell {
    case .words(let words, _): inline(words)
    case .number(let text): text
    case .figure(let figure, let beside):
      ([figure.valueWithInterval()] + figure.notes(beside.subtracting(.interval))).joined(separator: ", ")
    }
  }

  /// What the curves show: who is still there after each turn.
  private var curves: [String] {
    content.figures.strata.flatMap { stratum -> [String] in
      guard let survival = stratum.survival else { return [] }
      let curves = [survival.real, survival.simulated, survival.floor].compactMap(\.self)
      let heads = ["real", "simulated", "floor"].prefix(curves.count).flatMap { ["\($0) still there", "n"] }
      var table = MarkdownTable(["user turn"] + heads)
      for turn in Set(curves.flatMap(\.steps).map(\.turn)).sorted() {
        table.add(
          ["\(turn)"]
            + curves.flatMap { curve -> [String] in
              curve.steps.first { $0.turn == turn }.map { [curve.text($0), NumberText.grouped($0.atRisk)] } ?? ["", ""]
            })
      }
      return table.isEmpty ? [] : ["**\(inline(stratum.name))**", table.text]
    }
  }

  /// Markdown whose headings are two levels lower.
  private static func lowered(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.hasPrefix("#") ? "##" + $0 : String($0) }.joined(separator: "\n")
  }

  private var method: String {
    inline(content.figures.methods.joined(separator: " "))
      + " Written by \(inline(content.program)) at \(inline(content.madeAt))."
  }
}

/// A Markdown table of cells that are safe already.
struct MarkdownTable {
  private var lines: [String]

  init(_ heads: [String]) {
    lines = [MarkdownTable.line(heads), "|" + String(repeating: "---|", count: heads.count)]
  }

  var isEmpty: Bool { lines.count == 2 }
  var text: String { lines.joined(separator: "\n") }

  mutating func add(_ cells: [String]) { lines.append(MarkdownTable.line(cells)) }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
