import Cases
import CellGrid
import Text

/// The cells that lists of cases and of whole conversations have in common.
struct ListCells: Sendable {
  let previews: PreviewCache
  let reviews: ReviewBook
  let searched: String?
  /// The rows that the reviewer has read.
  var read: Set<Int> = []
  /// The cases that were marked.
  var marked: Set<CaseKey> = []

  /// That it is the current row, or marked; that it was read; that somebody flagged it, tagged it or wrote a note.
  func renderMarks(
    of key: CaseKey, _ preview: CasePreview?, isRead: Bool, isSelected: Bool, into frame: inout Frame, in cell: Rect
  ) {
    let isMarked = marked.contains(key)
    if isSelected || isMarked {
      let mark = isMarked ? (isSelected ? "»" : "+") : "›"
      frame.write(mark, row: cell.row, column: cell.column, style: Style(.text, .bold), width: 1)
    }
    if isRead { frame.write("✓", row: cell.row, column: cell.column + 1, style: .dim, width: 1) }
    guard let preview else { return }
    let all = reviews.reviews(of: ReviewedCase(conversation: preview.conversationID, key: key))
    if all.contains(where: \.flag) {
      frame.write("⚑", row: cell.row, column: cell.column + 2, style: Style(.accent, .bold), width: 1)
    }
    let hasNote = all.contains { !($0.note ?? "").isEmpty }
    let hasTags = all.contains { !$0.tags.isEmpty }
    if hasNote || hasTags {
      let mark = hasNote ? (hasTags ? "*" : "✎") : "#"
      frame.write(mark, row: cell.row, column: cell.column + 3, style: Style(.tag), width: 1)
    }
  }

  /// The first words of a turn; that there is no reply.
  func renderTurn(
    _ preview: CasePreview?, _ text: String?, _ style: Style, into frame: inout Frame, in cell: Rect
  ) {
    guard preview != nil else { return }
    guard let text else {
      frame.write("∅ no reply", in: cell, style: Style(.scale(0)))
      return
    }
    renderWords(text, style, into: &frame, in: cell)
  }

  /// The first words of a text, with what was searched marked.
  func renderWords(_ text: String, _ style: Style, into frame: inout Frame, in cell: Rect) {
    // The first words only: turns may be long, and this is drawn with every key.
    let head = String(text.prefix(cell.columns * 2 + 8))
    frame.write(head, in: cell, style: style)
    guard let searched, let range = TextFolding.occurrences(of: searched, in: head).first else { return }
    let start = DisplayWidth.of(String(decoding: head.utf8.prefix(range.lowerBound), as: UTF8.self))
    let size = DisplayWidth.of(String(decoding: head.utf8.prefix(range.upperBound), as: UTF8.self)) - start
    let found = Rect(row: cell.row, column: cell.column + start, rows: 1, columns: size).intersection(cell)
    frame.restyle(found) { $0 = Style(.match, on: .match, .bold) }
  }

  /// How the ids of the rows in sight are cut.
  ///
  /// - Parameter width: The cells of their column; 0 where there is none.
  func cut(of keys: some Sequence<CaseKey>, to width: Int) -> IDCut {
    IDCut(width == 0 ? [] : keys.compactMap { previews[$0]?.conversationID }, width: width)
  }

  /// Why there is no row.
  func renderEmpty(_ text: String, into frame: inout Frame, in rect: Rect) {
    for (offset, line) in wrap(text, width: rect.columns - 4).enumerated() {
      frame.write(line, in: rect.line(rect.rows / 3 + offset), style: .dim, alignment: .centre)
    }
  }
}

extension CasesPane {
  /// The rows in sight, as rows of the table.
  var rowsInSight: [Int] { scroll.visible.compactMap(row) }

  /// Draws the rows that are in sight, each by `draw`, and marks the selected one and the range.
  func renderRows(
    hasFocus: Bool, into frame: inout Frame, in body: Rect,
    _ draw: (_ row: Int, _ isSelected: Bool, inout Frame, Rect) -> Void
  ) {
    let range = anchorOfRange.map { _ in places(count: nil) }
    for place in scroll.visible {
      guard let row = row(at: place) else { continue }
      let line = body.line(place - scroll.first)
      let isSelected = place == scroll.selected
      draw(row, isSelected, &frame, line)
      if isSelected {
        frame.setSurface(hasFocus ? .selection : .dimSelection, in: line)
      } else if range?.contains(place) ?? false {
        frame.setSurface(.dimSelection, in: line)
      }
    }
  }
}
