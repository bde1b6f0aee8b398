import Cases
import CellGrid
import Text

/// Draws a turn to be labelled: what was said before it, the turn, the question.
///
/// Real and simulated turns look the same: one column, one style, no numbers, no names.
struct BlindView {
  let pane: BlindPane
  let columns: Int
  let rows: Int

  private static let margin = 2
  private static let speakerWidth = 9
  /// Wider lines are hard to read.
  private static let widest = 100

  private var width: Int { max(min(columns, BlindView.widest) - BlindView.margin - 1, 8) }

  /// What was said before the turn.
  private var prefix: [StyledRow] {
    (pane.item?.prefix ?? []).flatMap { row(of: $0.role.rawValue, $0.text, .text, head: .dim) }
  }

  private var turn: [StyledRow] {
    guard let item = pane.item else { return [] }
    return row(of: Role.user.rawValue, item.text, Style(.text, .bold), head: Style(.accent, .bold))
      + item.remarks.flatMap { StyledText($0, style: .dim, width: width).rows(column: BlindView.margin, width: width) }
  }

  private func row(of speaker: String, _ text: String, _ style: Style, head: Style) -> [StyledRow] {
    let column = BlindView.margin + BlindView.speakerWidth
    var rows = StyledText(text.isEmpty ? " " : text, style: style, width: max(width - BlindView.speakerWidth, 8))
      .rows(column: column, width: max(width - BlindView.speakerWidth, 8))
    if rows.isEmpty { rows = [.blank] }
    rows[0].add(speaker, head, column: BlindView.margin, width: BlindView.speakerWidth - 1)
    return rows
  }

  /// The answers so far, the question and its values, each with its key.
  private var dialog: [StyledRow] {
    guard let round = pane.round, let current = pane.current else { return [] }
    var lines: [StyledRow] = []
    let given = round.questions.prefix(pane.question).map {
      "\($0.kind.rawValue): \(pane.answer.values[$0.kind] ?? "–")"
    }
    var known = given.joined(separator: "   ")
    if let before = pane.item?.given, pane.question == 0 { known = "before: \(before.words)" }
    if let note = pane.answer.note { known += (known.isEmpty ? "" : "   ") + "note: \(note)" }
    if !known.isEmpty { lines.append(StyledRow(known, .dim, column: BlindView.margin, width: columns)) }
    var row = StyledRow()
    let indent = BlindView.margin + BlindView.speakerWidth
    row.add(
      current.kind.rawValue + "?", Style(.heading, .bold), column: BlindView.margin, width: BlindView.speakerWidth)
    var column = indent
    var entries = zip(BlindRound.keys, current.values).map { (String($0), $1) }
    if current.isOptional { entries.append(("Enter", "no label")) }
    for (key, value) in entries {
      let size = DisplayWidth.of(key) + 1 + DisplayWidth.of(value)
      if column > indent, column + size >= columns {
        lines.append(row)
        (row, column) = (StyledRow(), indent)
      }
      row.add(key, Style(.key, .bold), column: column, width: columns - column)
      let start = column + DisplayWidth.of(key) + 1
      row.add(value, .text, column: start, width: columns - start)
      column += size + 2
    }
    return lines + [row]
  }

  /// Title, rule, blank and status beside the three parts.
  private var room: Int { max(rows - 5 - shownTurn.count - dialog.count, 1) }

  /// The turn itself is whole, unless nothing else had room beside it.
  private var shownTurn: ArraySlice<StyledRow> { turn.prefix(max(rows - 8 - dialog.count, 3)) }

  /// How many lines of the prefix do not fit.
  var hiddenLines: Int { max(prefix.count - room, 0) }

  func render(into frame: inout Frame, title: String, status: StatusLine) {
    renderTitle(into: &frame, title: title)
    let last = rows - 1
    if let words = pane.words {
      frame.write(
        words, in: Rect(row: rows / 2, column: 1, rows: 1, columns: columns - 2), style: .dim, alignment: .centre)
    } else {
      let all = prefix
      let end = all.count - min(pane.below, hiddenLines)
      var line = 1
      func put(_ row: StyledRow) {
        if line < last { row.render(into: &frame, row: line, column: 0) }
        line += 1
      }
      let window = all[max(end - room, 0)..<end]
      window.forEach(put)
      line = 1 + min(room, all.count)
      var rule = StyledRow()
      rule.add(.rule("─", Style(.border)), column: 0, width: columns)
      let above = max(end - room, 0)
      let hidden = (above > 0 ? " ↑\(above)" : "") + (end < all.count ? " ↓\(all.count - end)" : "")
      if !hidden.isEmpty { rule.add(hidden + " ", .dim, column: columns - DisplayWidth.of(hidden) - 2, width: columns) }
      put(rule)
      shownTurn.forEach(put)
      line = last - dialog.count
      dialog.forEach(put)
    }
    status.render(into: &frame, in: Rect(row: last, column: 0, rows: 1, columns: columns))
    if let note = pane.note { renderNote(note, into: &frame) }
  }

  private func renderTitle(into frame: inout Frame, title: String) {
    let base = Style(.title, on: .titleBar)
    let rect = Rect(row: 0, column: 0, rows: 1, columns: columns)
    frame.fill(rect, style: base)
    var right = ""
    if let round = pane.round {
      let skipped = round.count(.skipped)
      right =
        "\(round.count(.labelled)) of \(round.standings.count) labelled"
        + (skipped == 0 ? "" : " · \(skipped) skipped") + " "
    }
    let what = pane.request.adjudicates ? "adjudication" : "blind review"
    let left = " \(title)  \(what)  \(pane.round?.name ?? "")  \(pane.request.reviewer)"
    let (head, end) = rect.splitRight(min(DisplayWidth.of(right), columns / 2))
    frame.write(left, in: head, style: base.with(.bold))
    frame.write(right, in: end, style: base, alignment: .right)
  }

  private func renderNote(_ note: LineEditor, into frame: inout Frame) {
    let field = Rect(row: rows - 2, column: 0, rows: 1, columns: columns)
    frame.fill(field, style: Style(.input, on: .field))
    let label = " note "
    frame.write(label, row: field.row, column: 0, style: Style(.key, on: .field, .bold))
    let view = note.view(width: max(columns - DisplayWidth.of(label) - 1, 1))
    frame.write(view.text, row: field.row, column: DisplayWidth.of(label), style: Style(.input, on: .field))
    frame.cursor = Position(row: field.row, column: min(DisplayWidth.of(label) + view.cursorColumn, columns - 1))
  }
}

extension BlindAnswer {
  var words: String {
    if isSkipped { return "skipped" }
    return BlindRound.Question.Kind.allCases.compactMap { values[$0] }.joined(separator: ", ")
  }
}
