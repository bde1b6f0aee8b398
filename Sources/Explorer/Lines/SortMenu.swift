import Cases
import CellGrid

/// The menu that `S` opens: the columns, by letter or by arrow. Every other field is sorted by with `:sort`.
struct SortMenu: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    var letter: Character
    var field: FilterField
  }

  let order: [SortKey]
  let entries: [Entry]
  var chosen: Int

  init(order: [SortKey], ofConversations: Bool = false) {
    self.order = order
    entries = ofConversations ? SortMenu.ofConversations : SortMenu.ofCases
    chosen = entries.firstIndex { $0.field == order.first?.field } ?? 0
  }

  private static let ofConversations = [
    Entry(letter: "c", field: .conversation), Entry(letter: "o", field: .outcome), Entry(letter: "t", field: .turns),
    Entry(letter: "u", field: .userTurns), Entry(letter: "a", field: .agentTurns), Entry(letter: "s", field: .silences),
    Entry(letter: "e", field: .ended), Entry(letter: "f", field: .flag),
  ]

  private static let ofCases = [
    Entry(letter: "s", field: .severity), Entry(letter: "d", field: .shift), Entry(letter: "c", field: .conversation),
    Entry(letter: "p", field: .position), Entry(letter: "t", field: .turn), Entry(letter: "r", field: .real),
    Entry(letter: "i", field: .simulated), Entry(letter: "o", field: .outcome), Entry(letter: "a", field: .action),
    Entry(letter: "f", field: .flag),
  ]

  private func rect(in body: Rect) -> Rect {
    let width = min(60, body.columns)
    let height = min(entries.count + 2, body.rows)
    return Rect(
      row: body.row + max((body.rows - height) / 2, 0), column: body.column + max((body.columns - width) / 2, 0),
      rows: height, columns: width)
  }

  private func scroll(height: Int) -> Scroll {
    var scroll = Scroll(count: entries.count, height: height)
    scroll.select(chosen)
    return scroll
  }

  /// The entry at a place of the screen.
  func entry(row: Int, column: Int, in body: Rect) -> Entry? {
    let inside = rect(in: body).inset(rows: 1, columns: 1)
    guard inside.contains(row: row, column: column) else { return nil }
    let index = scroll(height: inside.rows).first + row - inside.row
    return entries.indices.contains(index) ? entries[index] : nil
  }

  func render(into frame: inout Frame, in body: Rect) {
    let rect = rect(in: body)
    frame.fill(rect)
    let inside = frame.box(rect, title: "Sort by", style: Style(.focusedBorder), titleStyle: Style(.heading, .bold))
    let scroll = scroll(height: inside.rows)
    for index in scroll.visible {
      let entry = entries[index]
      let line = inside.line(index - scroll.first)
      let arrow = order.first.map { $0.field == entry.field ? ($0.descending ? "▼" : "▲") : " " } ?? " "
      frame.write("\(entry.letter)", row: line.row, column: line.column + 1, style: Style(.key, .bold), width: 1)
      frame.write(
        "\(arrow) \(entry.field): \(entry.field.help)", row: line.row, column: line.column + 3, width: line.columns - 3,
        clipping: .ellipsis)
      if index == chosen { frame.setSurface(.selection, in: line) }
    }
  }
}

extension Explorer {
  mutating func press(_ key: Key, in menu: SortMenu) -> [Effect] {
    var menu = menu
    if case .character(let letter) = key, let entry = menu.entries.first(where: { $0.letter == letter }) {
      prompt = nil
      return setOrder(menu.order.choosing(entry.field))
    }
    let count = menu.entries.count
    switch KeyContext.sortMenu.binding(of: key)?.command {
    case .choose:
      prompt = nil
      return setOrder(menu.order.choosing(menu.entries[menu.chosen].field))
    case .nextChoice: menu.chosen = (menu.chosen + 1) % count
    case .previousChoice: menu.chosen = (menu.chosen + count - 1) % count
    case .cancel:
      prompt = nil
      return []
    default: break
    }
    prompt = .sort(menu)
    return []
  }
}
