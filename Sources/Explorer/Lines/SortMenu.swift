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

  private var box: MenuBox { MenuBox(title: "Sort by", count: entries.count, chosen: chosen, width: 60) }

  /// The entry at a place of the screen.
  func entry(row: Int, column: Int, in body: Rect) -> Entry? {
    box.entry(row: row, column: column, in: body).map { entries[$0] }
  }

  func render(into frame: inout Frame, in body: Rect) {
    box.render(into: &frame, in: body) { index, frame, line in
      let entry = entries[index]
      let arrow = order.first.map { $0.field == entry.field ? ($0.descending ? "▼" : "▲") : " " } ?? " "
      frame.write("\(entry.letter)", row: line.row, column: line.column + 1, style: Style(.key, .bold), width: 1)
      frame.write(
        "\(arrow) \(entry.field): \(entry.field.help)", row: line.row, column: line.column + 3, width: line.columns - 3,
        clipping: .ellipsis)
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
