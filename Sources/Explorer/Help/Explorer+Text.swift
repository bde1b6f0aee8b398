import CellGrid

// Panes of lines to read, and to search.

extension Explorer {
  /// The lines that have the keyboard.
  private var textPane: WritableKeyPath<Explorer, TextPane>? {
    switch focus {
    case .help: \.help
    case .messages: \.messages
    case .receipt: \.receipt.text
    case .trial: \.trial.text
    case .cases, .reader, .facets, .statistics: nil
    }
  }

  /// Whether the pane that has the keyboard was searched.
  var paneIsSearched: Bool {
    focus == .facets ? !facets.searched.isEmpty : textPane.map { !self[keyPath: $0].searched.isEmpty } ?? false
  }

  mutating func performInText(_ command: Command, count: Int?) -> [Effect]? {
    guard let pane = textPane else { return nil }
    if self[keyPath: pane].move(command, count: count) { return [] }
    switch command {
    case .search: openLine(.paneSearch)
    case .nextHit, .previousHit:
      let forward = command == .nextHit
      tellHit(self[keyPath: pane].turnHit(forward: forward), forward: forward)
    case .export where focus == .receipt: openReceiptLine()
    case .clearFilter where paneIsSearched: _ = self[keyPath: pane].search("")
    case .clearFilter where focus == .help || focus == .messages: return goBack()
    default: return nil
    }
    return []
  }

  /// Searches the pane that has the keyboard.
  mutating func searchPane(_ text: String) {
    searchHistory.add(text)
    let place = focus == .facets ? facets.search(text) : textPane.flatMap { self[keyPath: $0].search(text) }
    if !text.isEmpty { tellHit(place, forward: true) }
  }

  mutating func tellHit(_ place: HitPlace?, forward: Bool) {
    let noun = focus == .facets ? "value" : "line"
    let searched = focus == .facets ? facets.searched : textPane.map { self[keyPath: $0].searched } ?? ""
    say(.note, place?.words(of: searched, noun, forward: forward) ?? HitPlace.none(of: searched, noun))
  }
}
