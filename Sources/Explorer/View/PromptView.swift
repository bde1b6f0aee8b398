import Cases
import CellGrid
import Text

/// Draws a line that is being typed over the lowest rows: what is known of it, then the line itself.
struct PromptView {
  let line: LinePrompt
  let total: Int
  /// What is counted.
  let noun: String

  func render(into frame: inout Frame, above status: Rect) {
    let label = " " + line.kind.label
    let labelWidth = DisplayWidth.of(label)
    let field = Rect(row: status.row - 1, column: 0, rows: 1, columns: status.columns)
    frame.fill(field, style: Style(.input, on: .field))
    frame.write(label, row: field.row, column: 0, style: Style(.key, on: .field, .bold))
    let width = max(field.columns - labelWidth - 1, 1)
    let view = line.editor.view(width: width)
    frame.write(view.text, row: field.row, column: labelWidth, style: Style(.input, on: .field), width: width)
    frame.cursor = Position(row: field.row, column: min(labelWidth + view.cursorColumn, frame.columns - 1))
    renderHints(into: &frame, above: field, textColumn: labelWidth + view.cursorColumn - columnOfCursor)
  }

  /// The cells before the cursor in the whole text, of which the field may show only a part.
  private var columnOfCursor: Int { DisplayWidth.of(String(line.editor.text.prefix(line.editor.cursor))) }

  private func renderHints(into frame: inout Frame, above field: Rect, textColumn: Int) {
    let row = Rect(row: field.row - 1, column: 0, rows: 1, columns: field.columns)
    if let completion = line.completion {
      frame.fill(row, style: Style(.text, on: .statusBar))
      renderWords(of: completion, into: &frame, in: row)
    } else if let problem = line.problem {
      frame.fill(row, style: Style(.error, on: .statusBar))
      renderProblem(problem, into: &frame, in: row, textColumn: textColumn)
    } else if let text = previewText {
      frame.fill(row, style: Style(.text, on: .statusBar))
      let isProblem = if case .problem = line.preview { true } else { false }
      frame.write(
        " " + text, in: row, style: Style(isProblem ? .error : .text, on: .statusBar))
    }
  }

  private var previewText: String? {
    switch line.kind {
    case .filter:
      switch line.preview {
      case .cases(let count): "\(NumberText.grouped(count)) of \(NumberText.counted(total, noun))"
      case .problem(let text): text
      case nil: line.editor.text.isEmpty ? "field:value …  Tab shows what there is" : "…"
      }
    case .tags: "separated by commas; Tab completes"
    case .command: line.editor.text.isEmpty ? "Tab shows the commands" : nil
    case .keepReviews(let why): why
    case .saveReceipt: "a name that ends in .json can be verified, one in .md be read"
    case .search, .paneSearch, .note: nil
    }
  }

  /// The words, the chosen one marked, as many around it as fit.
  private func renderWords(of completion: Completion, into frame: inout Frame, in row: Rect) {
    var column = row.column + 1
    let first = max(completion.chosen - 3, 0)
    for (index, word) in completion.words.enumerated().dropFirst(first) {
      guard column + 3 < row.endColumn else { break }
      let surface: Surface = index == completion.chosen ? .selection : .statusBar
      column += frame.write(
        word, row: row.row, column: column, style: Style(.text, on: surface), width: row.endColumn - column,
        clipping: .ellipsis)
      let note = completion.notes[index]
      if !note.isEmpty, column + 4 < row.endColumn {
        column +=
          1
          + frame.write(
            note, row: row.row, column: column + 1, style: Style(.dim, on: .statusBar),
            width: row.endColumn - column - 1,
            clipping: .ellipsis)
      }
      column += 2
    }
  }

  /// A caret over the place, and what is wrong beside it; the line stands below, so that the caret points down.
  private func renderProblem(_ problem: FilterError, into frame: inout Frame, in row: Rect, textColumn: Int) {
    let before = String(problem.text.prefix(problem.range.lowerBound))
    let caret = min(max(textColumn + DisplayWidth.of(before), 0), row.endColumn - 1)
    let message = problem.summary
    let style = Style(.error, on: .statusBar, .bold)
    frame.write("▾", row: row.row, column: caret, style: style)
    let width = DisplayWidth.of(message)
    if caret + 2 + width <= row.endColumn || caret < row.columns / 2 {
      frame.write(
        message, row: row.row, column: caret + 2, style: style, width: row.endColumn - caret - 2, clipping: .ellipsis)
    } else {
      let start = max(caret - 1 - width, row.column + 1)
      frame.write(message, row: row.row, column: start, style: style, width: caret - 1 - start, clipping: .ellipsis)
    }
  }
}
