import Cases
import CellGrid
import Figures
import Text

/// Draws the facets: what is chosen, each value with its count and a bar.
struct FacetsView {
  static let headingRows = 1

  let pane: FacetsPane
  let marks: StageMarks
  let filter: Filter
  let hasFocus: Bool
  /// What is counted.
  let noun: String

  private static let countWidth = 9

  func render(into frame: inout Frame, in rect: Rect) {
    let (heading, body) = rect.splitTop(FacetsView.headingRows)
    let style = Style(hasFocus ? .focusedBorder : .heading, hasFocus ? .bold : [])
    let total = pane.facets.map { NumberText.counted($0.total, noun) } ?? "…"
    frame.write(" Facets · \(total)\(pane.isWaiting && pane.facets != nil ? " …" : "")", in: heading, style: style)
    for place in pane.scroll.visible {
      let line = body.line(place - pane.scroll.first)
      render(pane.rows[place], into: &frame, in: line)
      if place == pane.scroll.selected { frame.setSurface(hasFocus ? .selection : .dimSelection, in: line) }
    }
  }

  private func render(_ row: FacetsPane.Row, into frame: inout Frame, in line: Rect) {
    switch row {
    case .section(let facet): renderSection(facet, into: &frame, in: line)
    case .value(let field, let value, let total): render(value, of: field, total: total, into: &frame, in: line)
    case .nothing(let why):
      frame.write(why, row: line.row, column: line.column + 4, style: .dim, width: line.columns - 4)
    }
  }

  private func renderSection(_ facet: Facet, into frame: inout Frame, in line: Rect) {
    let isFolded = pane.isFolded(facet.field)
    let chosen = filter.values(of: facet.field).count + filter.excludedValues(of: facet.field).count
    var column = line.column
    column += frame.write(
      "\(isFolded ? "▸" : "▾") \(facet.field)", row: line.row, column: column, style: Style(.heading, .bold),
      width: line.columns)
    var notes = [facet.field.help]
    if facet.distinct > facet.values.count {
      notes.append("\(facet.values.count) of \(NumberText.grouped(facet.distinct))")
    }
    if isFolded, chosen > 0 { notes.append("\(chosen) chosen") }
    frame.write(
      "  " + notes.joined(separator: " · "), row: line.row, column: column, style: .dim, width: line.endColumn - column,
      clipping: .ellipsis)
  }

  private func render(
    _ value: Facet.Value, of field: FilterField, total: Int, into frame: inout Frame, in line: Rect
  ) {
    let isExcluded = filter.excludedValues(of: field).contains(value.value)
    let isChosen = value.isChosen
    let box = isChosen ? "[x]" : isExcluded ? "[-]" : "[ ]"
    let boxStyle = isChosen || isExcluded ? Style(.accent, .bold) : .dim
    frame.write(box, row: line.row, column: line.column + 2, style: boxStyle, width: 3)
    let barWidth = max(line.columns / 4, 4)
    let countColumn = line.endColumn - barWidth - 1 - FacetsView.countWidth
    let name = Rect(
      row: line.row, column: line.column + 6, rows: 1, columns: countColumn - line.column - 7)
    let dim = value.count == 0 && !isChosen
    let mark = stageMark(of: value.value, field)
    var start = name.column
    if let mark {
      frame.write(String(mark.letter), row: name.row, column: start, style: mark.style, width: 1)
      start += 2
    }
    frame.write(
      value.value.isEmpty ? "(empty)" : value.value, row: name.row, column: start,
      style: dim ? .dim : Style(.text, isChosen ? .bold : []), width: name.endColumn - start, clipping: .ellipsis)
    let count = Rect(row: line.row, column: countColumn, rows: 1, columns: FacetsView.countWidth)
    frame.write(NumberText.grouped(value.count), in: count, style: dim ? .dim : .text, alignment: .right)
    let bar = Rect(row: line.row, column: line.endColumn - barWidth, rows: 1, columns: barWidth)
    frame.bar(Double(value.count) / Double(max(total, 1)), in: bar, style: Style(mark?.role ?? .accent))
  }

  private func stageMark(of value: String, _ field: FilterField) -> StageMark? {
    guard field.tellsStages else { return nil }
    if value == FilterValue.noReply { return .noReply }
    if value == FilterValue.missing { return .missing }
    return marks.mark(of: marks.code(of: value))
  }
}
