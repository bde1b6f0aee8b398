import Cases
public import CellGrid
import Fidelity
import Text

extension Explorer {
  /// Draws everything. Pure: no clock, no world; equal explorers draw equal frames.
  public func render(into frame: inout Frame) {
    guard !Layout.isTooSmall(columns: frame.columns, rows: frame.rows) else {
      renderTooSmall(into: &frame)
      return
    }
    if let blind {
      BlindView(pane: blind, columns: frame.columns, rows: frame.rows).render(
        into: &frame, title: options.title,
        status: StatusLine(message: message, keymaps: context.keymaps, pending: "", isAvailable: isAvailable))
      return
    }
    let layout = Layout(
      columns: frame.columns, rows: frame.rows, screen: screen, focus: focus, isZoomed: isZoomed)
    titleLine.render(into: &frame, in: layout.title)
    if screen == .help || screen == .messages || table != nil {
      for (pane, rect) in layout.panes {
        render(pane, into: &frame, in: rect)
        // Which of them has the keyboard, whatever the colours.
        guard layout.panes.count > 1, pane == focus, prompt == nil else { continue }
        frame.write("▌", row: rect.row, column: rect.column, style: Style(.accent, .bold))
      }
      if let left = layout.panes.first, layout.panes.count > 1 {
        frame.verticalLine(
          row: left.rect.row, column: left.rect.endColumn, length: left.rect.rows, style: Style(.border))
      }
    } else {
      renderOpening(into: &frame, in: layout.body)
    }
    statusLine.render(into: &frame, in: layout.status)
    switch prompt {
    case .line(let line):
      PromptView(line: line, total: cases.total, noun: noun).render(into: &frame, above: layout.status)
    case .sort(let menu): menu.render(into: &frame, in: layout.body)
    case .views(let menu): menu.render(into: &frame, in: layout.body)
    case .export(let dialog): dialog.render(into: &frame, in: layout.body)
    case nil: break
    }
  }

  private func render(_ pane: Pane, into frame: inout Frame, in rect: Rect) {
    switch pane {
    case .cases:
      if let table { renderList(of: table, into: &frame, in: rect) }
    case .reader: readerView.render(into: &frame, in: rect)
    case .facets: facetsView.render(into: &frame, in: rect)
    case .statistics: statisticsView.render(into: &frame, in: rect)
    case .receipt:
      receipt.text.render(into: &frame, in: rect, title: "Receipt of what is shown · walkaway receipt writes it")
    case .trial:
      trial.text.render(into: &frame, in: rect, title: "Trial of instruments · nothing of it is stored")
    case .help: help.render(into: &frame, in: rect, title: "Help · / searches, q goes back")
    case .messages: messages.render(into: &frame, in: rect, title: "Messages, the latest first")
    }
  }

  var statusLine: StatusLine {
    var pending = count.map(String.init) ?? ""
    if cases.anchorOfRange != nil {
      pending = NumberText.counted(cases.places(count: nil).count, noun) + " " + pending
    }
    let marks = shownMarks.count
    if marks > 0, focus == .cases { pending = "\(NumberText.grouped(marks)) marked " + pending }
    return StatusLine(
      message: message, keymaps: keymaps, pending: pending, isAvailable: isAvailable,
      hidden: prompt == nil ? openingCommand : nil)
  }

  private var openingCommand: Command? {
    switch focus {
    case .facets: .facets
    case .statistics: .statistics
    case .receipt: .receipt
    case .messages: .messages
    case .cases, .reader, .trial, .help: nil
    }
  }

  private func renderOpening(into frame: inout Frame, in rect: Rect) {
    let middle = rect.line(rect.rows / 2)
    frame.write(opening, in: middle.inset(rows: 0, columns: 2), style: .dim, alignment: .centre)
  }

  private func renderTooSmall(into frame: inout Frame) {
    let text = "walkaway needs \(Layout.smallestColumns)×\(Layout.smallestRows) cells; Q quits"
    for (row, line) in wrap(text, width: max(frame.columns, 2)).enumerated() {
      frame.write(line, row: row, column: 0)
    }
  }
}
