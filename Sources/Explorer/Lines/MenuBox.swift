import CellGrid

/// A menu in a box in the middle of the screen: where it stands and which of its entries are in sight.
struct MenuBox {
  let title: String
  let count: Int
  let chosen: Int
  let width: Int

  private func rect(in body: Rect) -> Rect {
    let (width, height) = (min(width, body.columns), min(count + 2, body.rows))
    return Rect(
      row: body.row + max((body.rows - height) / 2, 0), column: body.column + max((body.columns - width) / 2, 0),
      rows: height, columns: width)
  }

  private func scroll(height: Int) -> Scroll {
    var scroll = Scroll(count: count, height: height)
    scroll.select(chosen)
    return scroll
  }

  /// The entry at a place of the screen.
  func entry(row: Int, column: Int, in body: Rect) -> Int? {
    let inside = rect(in: body).inset(rows: 1, columns: 1)
    guard inside.contains(row: row, column: column) else { return nil }
    let index = scroll(height: inside.rows).first + row - inside.row
    return (0..<count).contains(index) ? index : nil
  }

  /// Draws the box, and each entry in sight by `draw`.
  func render(into frame: inout Frame, in body: Rect, _ draw: (_ index: Int, inout Frame, Rect) -> Void) {
    let rect = rect(in: body)
    frame.fill(rect)
    let inside = frame.box(rect, title: title, style: Style(.focusedBorder), titleStyle: Style(.heading, .bold))
    let scroll = scroll(height: inside.rows)
    for index in scroll.visible {
      let line = inside.line(index - scroll.first)
      draw(index, &frame, line)
      if index == chosen { frame.setSurface(.selection, in: line) }
    }
  }
}
