import Cases
import CellGrid
import Figures

/// Draws the case list: a heading line, then a row a case.
struct CasesView {
  static let headingRows = 1

  let pane: CasesPane
  let table: CaseTable
  let marks: StageMarks
  let previews: PreviewCache
  let reviews: ReviewBook
  let searched: String?
  let hasFocus: Bool
  let isFiltered: Bool
  let isWaiting: Bool

  func render(into frame: inout Frame, in rect: Rect) {
    let columns = columns(width: rect.columns)
    let (heading, body) = rect.splitTop(CasesView.headingRows)
    renderHeading(columns, into: &frame, in: heading)
    guard pane.count > 0 else {
      renderEmpty(into: &frame, in: body)
      return
    }
    let range = pane.anchorOfRange.map { _ in pane.places(count: nil) }
    for place in pane.scroll.visible {
      guard let row = pane.row(at: place) else { continue }
      let line = body.line(place - pane.scroll.first)
      let isSelected = place == pane.scroll.selected
      renderCase(row, columns, isSelected: isSelected, into: &frame, in: line)
      if isSelected {
        frame.setSurface(hasFocus ? .selection : .dimSelection, in: line)
      } else if range?.contains(place) ?? false {
        frame.setSurface(.dimSelection, in: line)
      }
    }
  }

  private func columns(width: Int) -> CaseListColumns {
    CaseListColumns(
      width: width, conversation: max(previews.widestID, 8),
      position: max(table.positions.names.map { DisplayWidth.of($0) }.max() ?? 4, 3),
      stratum: table.description.outcome.strata.map { DisplayWidth.of($0.id) }.max() ?? 8)
  }

  private func renderHeading(_ columns: CaseListColumns, into frame: inout Frame, in rect: Rect) {
    let style = Style(hasFocus ? .focusedBorder : .heading, hasFocus ? .bold : [])
    for (column, start, width) in columns.columns {
      let order = pane.shown?.order.first.flatMap { column.shows($0.field) ? $0 : nil }
      let arrow = order.map { $0.descending ? "▼" : "▲" } ?? ""
      let title = column == .conversation && width < 12 ? "conv" : column.title
      frame.write(
        title + arrow, row: rect.row, column: rect.column + start, style: style, width: width + (order == nil ? 0 : 1))
    }
  }

  private func renderEmpty(into frame: inout Frame, in rect: Rect) {
    let text =
      isWaiting
      ? "…"
      : isFiltered
        ? "no case matches; Esc clears the filter, F changes it" : "no case here; m shows another simulator"
    for (offset, line) in wrap(text, width: rect.columns - 4).enumerated() {
      frame.write(line, in: rect.line(rect.rows / 3 + offset), style: .dim, alignment: .centre)
    }
  }

  // MARK: A case

  private func renderCase(
    _ row: Int, _ columns: CaseListColumns, isSelected: Bool, into frame: inout Frame, in line: Rect
  ) {
    let shown = table.caseRow(row, scale: marks.scale)
    let preview = previews[shown.key]
    for (column, start, width) in columns.columns {
      let cell = Rect(row: line.row, column: line.column + start, rows: 1, columns: width)
      switch column {
      case .marks: renderMarks(of: shown, preview, isSelected: isSelected, into: &frame, in: cell)
      case .conversation: frame.write((preview?.conversationID ?? "…").middleCut(to: width), in: cell)
      case .position: frame.write(shown.position, in: cell, style: .dim)
      case .stages: renderStages(of: shown, into: &frame, in: cell)
      case .severity: frame.write(severityText(shown.shift), in: cell, style: severityStyle(shown.shift))
      case .stratum: frame.write(shown.stratum, in: cell, style: .dim)
      case .realText: renderText(preview, preview?.realText, Style(.customer), into: &frame, in: cell)
      case .simulatedText: renderText(preview, preview?.simulatedText, .text, into: &frame, in: cell)
      }
    }
  }

  private func renderMarks(
    of row: CaseRow, _ preview: CasePreview?, isSelected: Bool, into frame: inout Frame, in cell: Rect
  ) {
    if isSelected { frame.write("›", row: cell.row, column: cell.column, style: Style(.text, .bold), width: 1) }
    guard let preview else { return }
    let all = reviews.reviews(of: ReviewedCase(conversation: preview.conversationID, key: row.key))
    if all.contains(where: \.flag) {
      frame.write("⚑", row: cell.row, column: cell.column + 1, style: Style(.accent, .bold), width: 1)
    }
    let hasNote = all.contains { !($0.note ?? "").isEmpty }
    let hasTags = all.contains { !$0.tags.isEmpty }
    if hasNote || hasTags {
      let mark = hasNote ? (hasTags ? "*" : "✎") : "#"
      frame.write(mark, row: cell.row, column: cell.column + 2, style: Style(.tag), width: 1)
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

  private func renderText(
    _ preview: CasePreview?, _ text: String?, _ style: Style, into frame: inout Frame, in cell: Rect
  ) {
    guard preview != nil else { return }
    guard let text else {
      frame.write("∅ no reply", in: cell, style: Style(.scale(0)))
      return
    }
    // The first words only: turns may be long, and this is drawn with every key.
    let head = String(text.prefix(cell.columns * 2 + 8))
    frame.write(head, in: cell, style: style)
    guard let searched, let range = occurrences(of: searched, in: head).first else { return }
    let start = DisplayWidth.of(String(decoding: head.utf8.prefix(range.lowerBound), as: UTF8.self))
    let size = DisplayWidth.of(String(decoding: head.utf8.prefix(range.upperBound), as: UTF8.self)) - start
    let found = Rect(row: cell.row, column: cell.column + start, rows: 1, columns: size).intersection(cell)
    frame.restyle(found) { $0 = Style(.match, on: .match, .bold) }
  }
}

extension Explorer {
  func casesView(_ table: CaseTable) -> CasesView {
    CasesView(
      pane: cases, table: table, marks: marks, previews: previews, reviews: reviews, searched: hits?.text,
      hasFocus: focus == .cases && prompt == nil, isFiltered: query.map { !$0.filter.isEmpty } ?? false,
      isWaiting: query != cases.shown)
  }
}
