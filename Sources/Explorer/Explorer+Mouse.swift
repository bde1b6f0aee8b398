import Cases
import CellGrid
import Fidelity
import Figures

// The mouse, where it was asked for.

extension Explorer {
  mutating func handle(_ mouse: MouseEvent) -> [Effect] {
    guard blind == nil, !Layout.isTooSmall(columns: columns, rows: rows) else { return [] }
    let layout = layout
    if prompt != nil { return mouse.action == .press ? press(mouse, in: layout) : [] }
    if mouse.action == .press, layout.status.contains(row: mouse.row, column: mouse.column) {
      let binding = statusLine.binding(at: mouse.column, in: layout.status)
      return binding.flatMap { binding in binding.keys.first.map { perform(binding, key: $0) } } ?? []
    }
    guard let (pane, rect) = layout.panes.first(where: { $0.rect.contains(row: mouse.row, column: mouse.column) })
    else { return [] }
    message = nil
    switch mouse.action {
    case .press:
      let hadFocus = focus == pane
      focus = pane
      return select(mouse, in: pane, at: rect, hadFocus: hadFocus)
    case .wheelDown, .wheelUp: return wheel(mouse.action == .wheelDown ? .down : .up, in: pane)
    case .release: return []
    }
  }

  /// A press while a dialog or a line is open.
  private mutating func press(_ mouse: MouseEvent, in layout: Layout) -> [Effect] {
    switch prompt {
    case .sort(let menu):
      guard let entry = menu.entry(row: mouse.row, column: mouse.column, in: layout.body) else { return [] }
      prompt = nil
      return setOrder(menu.order.choosing(entry.field))
    case .export(var dialog):
      dialog.press(row: mouse.row, column: mouse.column, in: layout.body)
      prompt = .export(dialog)
    case .views(let menu):
      guard let view = menu.view(row: mouse.row, column: mouse.column, in: layout.body) else { return [] }
      prompt = nil
      return show(view)
    case .line, nil: break
    }
    return []
  }

  /// Chooses what was pressed; pressed again, a case opens, and a figure shows its cases.
  private mutating func select(_ mouse: MouseEvent, in pane: Pane, at rect: Rect, hadFocus: Bool) -> [Effect] {
    let line = mouse.row - rect.row
    switch pane {
    case .cases:
      let place = cases.scroll.first + line - CasesView.headingRows
      guard cases.scroll.visible.contains(place) else { break }
      if hadFocus, place == cases.scroll.selected { open(.reader) } else { cases.select(place) }
    case .facets:
      let place = facets.scroll.first + line - FacetsView.headingRows
      if facets.scroll.visible.contains(place) { facets.select(place) }
    case .statistics where line < StatisticsView.headingRows:
      let heading = rect.line(0)
      let page = statisticsView.tabs(in: heading).firstIndex { $0.columns.contains(mouse.column) }
      if let page { statistics.show(page: page) }
    case .statistics:
      guard let target = statistics.target(line: line - StatisticsView.headingRows, column: mouse.column - rect.column)
      else { break }
      if target == statistics.chosen { return showCases(\.numerator) }
      statistics.chosen = target
    case .reader, .receipt, .trial, .help, .messages: break
    }
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
