import Cases
import CellGrid
import Figures

extension Explorer {
  /// Gives the reader the current case, once it is loaded.
  mutating func showCase(of table: CaseTable, in rect: Rect) {
    guard let current = currentRow else { return }
    let key = table.key(of: current)
    guard let detail = details[key] else { return }
    let content = ReaderContent(
      key: key, row: table.caseRow(current, scale: marks.scale), detail: detail, table: table, marks: marks,
      book: reviews,
      isUnfolded: reader.isUnfolded, searched: hits?.text, width: rect.columns)
    reader.show(content, height: rect.rows - ReaderView.headingRows)
  }

  var readerView: ReaderView {
    let row = table.flatMap { table in currentRow.map { table.caseRow($0, scale: marks.scale) } }
    let stratum = table?.description.outcome.strata.first { $0.id == row?.stratum }
    let detail = row.flatMap { details[$0.key] }
    let isInherited = detail?.simulated?.inheritsOutcome == true
    return ReaderView(
      pane: reader, row: row, noun: noun,
      stratum: (stratum?.label ?? row?.stratum ?? "") + (isInherited ? " (inherited)" : ""),
      conversation: detail?.conversation.id ?? row.flatMap { previews[$0.key]?.conversationID },
      isLoaded: row.map { reader.shows($0.key) && detail != nil } ?? false,
      hasFocus: focus == .reader && prompt == nil)
  }
}
