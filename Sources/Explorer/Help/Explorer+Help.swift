import Cases
import CellGrid
import Fidelity
import Figures

extension Explorer {
  /// `=`: the help, at the stages and their letters.
  mutating func showLegend() {
    if focus != .help { open(.help) }
    guard let rect = layout.rect(of: .help) else { return }
    _ = help.search("")
    layHelp(in: rect)
    help.scroll(to: helpRows(in: rect).placeOfStages)
  }

  /// Lays the help and the messages out where they are visible.
  mutating func layText(_ layout: Layout) {
    if let rect = layout.rect(of: .help) { layHelp(in: rect) }
    if let rect = layout.rect(of: .trial) { trial.layOut(in: rect) }
    if let rect = layout.rect(of: .messages) {
      let rows = log.messages.reversed().flatMap { message in
        StyledText(message.text, style: message.style, width: max(rect.columns - 4, 8))
          .rows(column: 2, width: rect.columns - 2)
      }
      messages.show(
        rows.isEmpty ? [StyledRow("nothing was said yet", .dim, column: 2, width: rect.columns)] : Array(rows), in: rect
      )
    }
  }

  private mutating func layHelp(in rect: Rect) { help.show(helpRows(in: rect).rows, in: rect) }

  private mutating func helpRows(in rect: Rect) -> HelpRows {
    let origin = trail.last?.context ?? .cases
    let pages = guide.rows(column: HelpRows.keyColumn, width: rect.columns)
    return HelpRows(
      marks: marks, context: origin, width: rect.columns, own: options.keys, whole: table?.whole, pages: pages)
  }
}

extension Message {
  var style: Style {
    switch kind {
    case .note: .text
    case .good: Style(.good)
    case .error: Style(.error, .bold)
    }
  }
}
