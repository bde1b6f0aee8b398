import Cases
import CellGrid
import Figures

/// Draws the case list: a heading line, then a row a case.
struct CasesView {
  static let headingRows = 1

  let pane: CasesPane
  let table: CaseTable
  let marks: StageMarks
  let cells: ListCells
  let hasFocus: Bool
  /// The columns that were asked for.
  let columnNames: [String]
  /// What stands in the place of rows where there are none.
  let why: String

  func render(into frame: inout Frame, in rect: Rect) {
    let columns = columns(width: rect.columns)
    let (heading, body) = rect.splitTop(CasesView.headingRows)
    renderHeading(columns, into: &frame, in: heading)
    guard pane.count > 0 else {
      cells.renderEmpty(why, into: &frame, in: body)
      return
    }
    let width = columns.columns.first { $0.column == .conversation }?.width ?? 0
    let cut = cells.cut(of: pane.rowsInSight.map(table.key), to: width)
    pane.renderRows(hasFocus: hasFocus, into: &frame, in: body) { row, isSelected, frame, line in
      renderCase(row, columns, cut, isSelected: isSelected, into: &frame, in: line)
    }
  }

  private func columns(width: Int) -> CaseListColumns {
    CaseListColumns(
      width: width, conversation: max(cells.previews.widestID, 8),
      position: max(table.positions.names.map { DisplayWidth.of($0) }.max() ?? 4, 3),
      stratum: table.description.outcome.strata.map { DisplayWidth.of($0.id) }.max() ?? 8, names: columnNames)
  }

  private func renderHeading(_ columns: CaseListColumns, into frame: inout Frame, in rect: Rect) {
    let style = Style(hasFocus ? .focusedBorder : .heading, hasFocus ? .bold : [])
    for (column, start, width) in columns.columns {
      let order = pane.shown?.order.first.flatMap { column.shows($0.field) ? $0 : nil }
      let arrow = order.map { $0.descending ? "▼" : "▲" } ?? ""
      let isWord = column == .realText || column == .simulatedText
      let title =
        column == .conversation && width < 12
        ? "conv" : isWord && columns.isNarrow ? column.name : column.title
      frame.write(
        title + arrow, row: rect.row, column: rect.column + start, style: style, width: width + (order == nil ? 0 : 1))
    }
  }

  // MARK: A case

  private func renderCase(
    _ row: Int, _ columns: CaseListColumns, _ cut: IDCut, isSelected: Bool, into frame: inout Frame, in line: Rect
  ) {
    let shown = table.caseRow(row, scale: marks.scale)
    let preview = cells.previews[shown.key]
    let isRead = cells.read.contains(row)
    for (column, start, width) in columns.columns {
      let cell = Rect(row: line.row, column: line.column + start, rows: 1, columns: width)
      switch column {
      case .marks:
        cells.renderMarks(of: shown.key, preview, isRead: isRead, isSelected: isSelected, into: &frame, in: cell)
      case .conversation: frame.write(cut(preview?.conversationID ?? "…"), in: cell, style: isRead ? .dim : .text)
      case .position: frame.write(shown.position, in: cell, style: .dim)
      case .stages: renderStages(of: shown, into: &frame, in: cell)
      case .severity: frame.write(severityText(shown.shift), in: cell, style: severityStyle(shown.shift))
      case .stratum: frame.write(shown.stratum, in: cell, style: .dim)
      case .realText where columns.isNarrow && preview != nil && preview?.realText == nil:
        frame.write("∅", in: cell, style: isRead ? .dim : Style(.scale(0)))
      case .simulatedText where columns.isNarrow && preview != nil && preview?.realText == nil:
        let room = cell.column - line.column - columns.realText - 2
        let wide = Rect(row: cell.row, column: cell.column - room, rows: 1, columns: cell.columns + room)
        cells.renderTurn(preview, preview?.simulatedText, isRead ? .dim : .text, into: &frame, in: wide)
      case .realText:
        cells.renderTurn(preview, preview?.realText, isRead ? .dim : Style(.customer), into: &frame, in: cell)
      case .simulatedText:
        cells.renderTurn(preview, preview?.simulatedText, isRead ? .dim : .text, into: &frame, in: cell)
      }
    }
  }

  private func renderStages(of row: CaseRow, into frame: inout Frame, in cell: Rect) {
    let real = marks.mark(of: row.realStage)
    let simulated = marks.mark(of: row.simulatedStage)
    frame.write(String(real.letter), row: cell.row, column: cell.column, style: real.style, width: 1)
    frame.write("→", row: cell.row, column: cell.column + 2, style: .dim, width: 1)
    frame.write(String(simulated.letter), row: cell.row, column: cell.column + 4, style: simulated.style, width: 1)
  }

  private func severityText(_ shift: Double?) -> String {
    shift?.shiftMark ?? "—"
  }

  private func severityStyle(_ shift: Double?) -> Style {
    guard let shift, shift != 0 else { return .dim }
    return Style(.scale(shift > 0 ? 8 : 0), abs(shift) >= 2 ? .bold : [])
  }
}
