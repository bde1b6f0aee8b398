import CellGrid
import DecisionFidelity

// The mouse, where it was asked for.

extension Explorer {
  mutating func handle(_ mouse: MouseEvent) -> [Effect] {
    guard prompt == nil, !Layout.isTooSmall(columns: columns, rows: rows) else { return [] }
    let layout = layout
    guard let (pane, rect) = layout.panes.first(where: { $0.rect.contains(row: mouse.row, column: mouse.column) })
    else { return [] }
    message = nil
    switch mouse.action {
    case .press:
      focus = pane
      return select(mouse.row - rect.row, in: pane)
    case .doubleClick:
      focus = pane
      let effects = select(mouse.row - rect.row, in: pane)
      if pane == .cases, currentRow != nil { open(.reader) }
      return effects
    case .wheelDown, .wheelUp: return wheel(mouse.action == .wheelDown ? .down : .up, in: pane)
    case .release: return []
    }
  }

  private mutating func select(_ line: Int, in pane: Pane) -> [Effect] {
    let place = cases.scroll.first + line - CasesView.headingRows
    if pane == .cases, cases.scroll.visible.contains(place) { cases.select(place) }
    return []
  }

  private mutating func wheel(_ command: Command, in pane: Pane) -> [Effect] {
    let before = focus
    focus = pane
    defer { focus = before }
    let binding = KeyBinding(does: command, "")
    return perform(binding, key: .down, count: 3)
  }
}
