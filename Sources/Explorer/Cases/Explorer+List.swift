import Cases
import CellGrid
import Figures

extension Explorer {
  /// Draws the list, and below it what the audit lacks.
  func renderList(of table: CaseTable, into frame: inout Frame, in rect: Rect) {
    let lines = nextStepLines(width: rect.columns)
    let (list, below) = rect.splitBottom(lines.count)
    for (offset, line) in lines.enumerated() {
      frame.write(line, in: below.line(offset), style: Style(offset == 0 ? .heading : .dim))
    }
    let cells = ListCells(
      previews: previews, reviews: reviews, searched: hits?.text, read: reviewedRows.read, marked: Set(marked))
    let hasFocus = focus == .cases && prompt == nil
    if table.listsConversations {
      ConversationsView(pane: cases, table: table, cells: cells, hasFocus: hasFocus, why: whyNoRow)
        .render(into: &frame, in: list)
    } else {
      CasesView(
        pane: cases, table: table, marks: marks, cells: cells, hasFocus: hasFocus,
        columnNames: viewColumns.isEmpty ? options.columns : viewColumns, why: whyNoRow
      )
      .render(into: &frame, in: list)
    }
  }

  /// What stands in the place of rows.
  private var whyNoRow: String {
    guard let query, query == cases.shown else { return "…" }
    if !query.filter.isEmpty { return "no \(noun) matches; Esc clears the filter, F changes it" }
    if query.series == .conversations { return "the audit holds no conversation" }
    return simulators.count > 1 ? "no case here; m shows another simulator" : "no case here; w lists the conversations"
  }

  /// What the audit lacks and the command that brings it, below the list; none where nothing is missing, or where the
  /// list would have no room.
  func nextStepLines(width: Int) -> [String] {
    guard let step = tables?.nextStep, rows >= 16 else { return [] }
    return ["─ " + step.missing + " ─ next:"]
      + step.commands.flatMap { wrap($0, width: max(width - 2, 10)).map { "  " + $0 } }
  }
}
