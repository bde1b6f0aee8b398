import Cases
import CellGrid
import Fidelity

// The mouse, where it was asked for.

extension Explorer {
  mutating func handle(_ mouse: MouseEvent) -> [Effect] {
    guard prompt == nil, blind == nil, !Layout.isTooSmall(columns: columns, rows: rows) else { return [] }
    let layout = layout
    guard let (pane, rect) = layout.panes.first(where: { $0.rect.contains(row: mouse.row, column: mouse.column) })
    else { return [] }
    message = nil
    switch mouse.action {
    case .press:
      let hadFocus = focus == pane
      focus = pane
      select(mouse.row - rect.row, in: pane, hadFocus: hadFocus)
      return []
    case .wheelDown, .wheelUp: return wheel(mouse.action == .wheelDown ? .down : .up, in: pane)
    case .release: return []
    }
  }

  /// Chooses what was pressed; pressed again, a case opens.
  private mutating func select(_ line: Int, in pane: Pane, hadFocus: Bool) {
    switch pane {
    case .cases:
      let place = cases.scroll.first + line - CasesView.headingRows
      guard cases.scroll.visible.contains(place) else { return }
      if hadFocus, place == cases.scroll.selected { open(.reader) } else { cases.select(place) }
    case .facets:
      let place = facets.scroll.first + line - FacetsView.headingRows
      if facets.scroll.visible.contains(place) { facets.select(place) }
    case .reader, .statistics, .receipt, .trial, .help, .messages: break
    }
  }

  private mutating func wheel(_ command: Command, in pane: Pane) -> [Effect] {
    let before = focus
    focus = pane
    defer { focus = before }
    let binding = KeyBinding(does: command, "")
    return perform(binding, key: .down, count: 3)
  }
}
