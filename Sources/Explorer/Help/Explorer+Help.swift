import Cases
import CellGrid
import Fidelity
import Figures

extension Explorer {
  mutating func performInHelp(_ command: Command, count: Int?) -> [Effect]? {
    if help.move(command, count: count) { return [] }
    switch command {
    case .search: openLine(.helpSearch)
    case .nextHit, .previousHit:
      if help.searched.isEmpty {
        say(.note, Availability.hits.reason)
      } else if !help.turnHit(forward: command == .nextHit) {
        say(.note, "no further line has “\(help.searched)”")
      }
    case .clearFilter:
      if help.searched.isEmpty { return goBack() }
      showHelp(searched: "")
    default: return nil
    }
    return []
  }

  mutating func performInMessages(_ command: Command, count: Int?) -> [Effect]? {
    if messages.move(command, count: count) { return [] }
    return command == .clearFilter ? goBack() : nil
  }

  mutating func searchHelp(_ text: String) {
    searchHistory.add(text)
    showHelp(searched: text)
    if !text.isEmpty, !help.turnHit(forward: true, fromHere: true), !help.turnHit(forward: false) {
      say(.note, "no line has “\(text)”")
    }
  }

  /// `=`: the help, at the stages and their letters.
  mutating func showLegend() {
    if focus != .help { open(.help) }
    guard let rect = layout.rect(of: .help) else { return }
    layHelp(in: rect, searched: "")
    help.scroll(to: helpRows(in: rect, searched: "").placeOfStages)
  }

  private mutating func showHelp(searched: String) {
    guard let rect = layout.rect(of: .help) else { return }
    layHelp(in: rect, searched: searched)
  }

  /// Lays the help and the messages out where they are visible.
  mutating func layText(_ layout: Layout) {
    if let rect = layout.rect(of: .help) { layHelp(in: rect, searched: help.searched) }
    if let rect = layout.rect(of: .trial) { trial.layOut(in: rect) }
    if let rect = layout.rect(of: .messages) {
      let rows = log.messages.reversed().flatMap { message in
        StyledText(message.text, style: message.style, width: max(rect.columns - 4, 8))
          .rows(column: 2, width: rect.columns - 2)
      }
      messages.show(
        rows.isEmpty ? [StyledRow("nothing was said yet", .dim, column: 2, width: rect.columns)] : Array(rows),
        height: rect.rows - 1, searched: "")
    }
  }

  private mutating func layHelp(in rect: Rect, searched: String) {
    help.show(helpRows(in: rect, searched: searched).rows, height: rect.rows - 1, searched: searched)
  }

  private mutating func helpRows(in rect: Rect, searched: String) -> HelpRows {
    let origin = trail.last?.context ?? .cases
    let pages = guide.rows(column: HelpRows.keyColumn, width: rect.columns, searched: searched)
    return HelpRows(
      marks: marks, context: origin, width: rect.columns, searched: searched, own: options.keys, whole: table?.whole,
      pages: pages)
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
