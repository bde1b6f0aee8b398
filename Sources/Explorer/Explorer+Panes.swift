import CellGrid

// From pane to pane.

extension Explorer {
  /// Shows a pane; asked for again, it goes back.
  mutating func open(_ pane: Pane) {
    if focus == pane || (screen == Screen(of: pane) && pane != .cases && pane != .reader) {
      _ = goBack()
      return
    }
    if pane == .statistics { visit = nil }
    if let known = trail.firstIndex(of: pane) {
      trail.removeSubrange(known...)
    } else {
      trail.append(focus)
    }
    show(pane)
  }

  /// Shows a pane without remembering the way.
  mutating func show(_ pane: Pane) {
    screen = Screen(of: pane)
    focus = pane
  }

  mutating func goBack() -> [Effect] {
    if let last = trail.popLast() {
      show(last)
      if last == .statistics { return endVisit() }
    } else if focus != .cases || screen != .browse {
      show(.cases)
    } else {
      say(.note, "Q quits")
    }
    return []
  }

  /// Tab: the other visible pane, or the one that would be beside it if there were room.
  mutating func turnPane() {
    switch (screen, focus) {
    case (.browse, .cases): if currentRow != nil { focus = .reader }
    case (.browse, _): focus = .cases
    case (.facets, .facets): focus = .cases
    case (.facets, _): focus = .facets
    default: _ = goBack()
    }
  }
}
