import Fidelity
import Text

extension ReportFigures {
  /// The report as text for people: a section a question, every number beside its interval and n.
  ///
  /// - Parameters:
  ///   - columns: How wide it may be; names are shortened and columns left out to keep to it.
  ///   - width: The columns of a terminal that a text takes.
  public func text(columns: Int = 80, width: @escaping (String) -> Int = { $0.count }) -> String {
    var writer = TextReport(columns: max(columns, 40), width: width)
    // What it comes to stands first.
    for line in FigureSection.verdict.remarks(report, for: .text) { writer.paragraph(line) }
    writer.writeTitle(report)
    for section in FigureCatalogue.sections where report.reason == nil || section.id.isOfConversations {
      let remarks = section.id == .verdict ? [] : section.remarks(report, for: .text)
      writer.write(section, blocks(section.id, for: .text), remarks)
    }
    return writer.lines.joined(separator: "\n") + "\n"
  }
}

extension ReportFigures {
  /// Some sections alone, as ``text(columns:width:)`` has them.
  public func text(
    of sections: [FigureSection.ID], columns: Int = 80, width: @escaping (String) -> Int = { $0.count }
  ) -> String {
    var writer = TextReport(columns: max(columns, 40), width: width)
    for section in FigureCatalogue.sections where sections.contains(section.id) {
      writer.write(section, blocks(section.id, for: .text), section.remarks(report, for: .text))
    }
    return writer.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a report line by line.
struct TextReport {
  let columns: Int
  let width: (String) -> Int
  private(set) var lines: [String] = []
  /// Reasons that stand under the section at hand, in the order in which they came up.
  private var reasons: [String] = []

  init(columns: Int, width: @escaping (String) -> Int) {
    self.columns = columns
    self.width = width
  }

  mutating func line(_ text: String = "") { lines.append(text) }

  /// A text, broken at spaces to keep to the width.
  mutating func paragraph(_ text: String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    var current = margin
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let isFirst = current == margin
      if !isFirst, width(current) + 1 + width(String(word)) > columns {
        lines.append(current)
        current = margin + word
      } else {
        current += isFirst ? String(word) : " " + word
      }
    }
    if current != margin { lines.append(current) }
  }

  mutating func table(_ table: TextTable) { lines += table.lines(indent: 2, columns: columns, width: width) }

  /// Ends a part: what "—" stands for is said once.
  mutating func flushReasons() {
    for reason in reasons { paragraph("— \(reason)", indent: 2) }
    reasons = []
  }

  /// A text that is not longer than `limit` columns.
  func shortened(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = text
    while !result.isEmpty, width(result) > limit - 1 { result.removeLast() }
    return result + "…"
  }

  /// The value of a figure; why there is none is said under the section.
  mutating func value(_ figure: FigureInstance, hasUnit: Bool = true) -> String {
    if let reason = figure.reading.reason, !reasons.contains(reason) { reasons.append(reason) }
    return figure.value(hasUnit: hasUnit)
  }

  mutating func writeTitle(_ report: FidelityReport) {
    if let conversations = report.conversationReport {
      let people = report.whole == nil ? "" : " of people"
      paragraph(NumberText.counted(conversations.groups.first?.count ?? 0, "conversation") + people)
      if let filter = report.filterText { paragraph("Only conversations with \(filter)") }
      for method in report.methods { paragraph(method) }
      if let step = report.nextStep { paragraph("No figure of decision fidelity: \(step.sentence)") }
      return
    }
    paragraph("Decision fidelity of \(report.simulator), labelled by \(report.instrument)")
    paragraph(report.basis.joined(separator: ", "))
    if let filter = report.filterText { paragraph("Only cases with \(filter)") }
    if let unknown = report.unknownOutcomes { paragraph(unknown) }
    if let faults = report.faultWords { paragraph(faults) }
    for method in report.methods { paragraph(method) }
    if let reason = report.reason { paragraph("Nothing to report: \(reason)") }
    if let step = report.nextStep { paragraph("Next: \(step.commands.joined(separator: "; "))") }
  }

  mutating func write(_ section: FigureSection, _ blocks: [FigureBlock], _ remarks: [String]) {
    guard !blocks.isEmpty || !remarks.isEmpty else { return }
    line()
    line(section.title.uppercased())
    for remark in remarks { paragraph(remark, indent: 2) }
    guard !blocks.isEmpty else { return }
    switch section.layout {
    case .shares: for block in blocks { writeShares(block) }
    case .matrix: for block in blocks { writeMatrix(block) }
    case .table: writeTable(blocks)
    case .pivot: writePivot(blocks)
    case .list: for block in blocks { writeList(block, isAlone: blocks.count == 1) }
    }
    flushReasons()
  }
}
