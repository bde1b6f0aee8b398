extension Frame {
  /// Fills a rectangle with one character; a wide one counts as a space.
  public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .text) {
    let rect = rect.intersection(bounds)
    var reader = ClusterReader(String(character), style: style)
    let cluster = reader.next()
    let cell = cluster.flatMap { $0.kind == .character && $0.cell.width == 1 ? $0.cell : nil } ?? .blank(style)
    for row in rect.row..<rect.endRow {
      for column in rect.column..<rect.endColumn { put(cell, row: row, column: column) }
    }
  }

  /// Where text stands in the space that it has.
  public enum Alignment: Sendable {
    case left, centre, right
  }

  /// Writes text on the first line of a rectangle and blanks the rest of that line.
  /// - Returns: The number of cells that the text takes.
  @discardableResult
  public mutating func write(
    _ text: String, in rect: Rect, style: Style = .text, alignment: Alignment = .left, clipping: Clipping = .ellipsis
  ) -> Int {
    let line = rect.line(0)
    guard !line.isEmpty else { return 0 }
    fill(line, style: style)
    var start = line.column
    if alignment != .left {
      let space = max(line.columns - DisplayWidth.of(text), 0)
      start += alignment == .right ? space : space / 2
    }
    return write(
      text, row: line.row, column: start, style: style, width: line.endColumn - start, clipping: clipping)
  }

  /// Draws a border along the inside of a rectangle, with a title in its upper edge.
  /// - Returns: What is left inside.
  @discardableResult
  public mutating func box(_ rect: Rect, title: String = "", style: Style, titleStyle: Style? = nil) -> Rect {
    guard rect.rows >= 2, rect.columns >= 2 else { return rect.inset(rows: 1, columns: 1) }
    let (top, bottom) = (rect.row, rect.endRow - 1)
    let (left, right) = (rect.column, rect.endColumn - 1)
    for row in [top, bottom] { horizontalLine(row: row, column: left + 1, length: rect.columns - 2, style: style) }
    for column in [left, right] { verticalLine(row: top + 1, column: column, length: rect.rows - 2, style: style) }
    for (corner, row, column) in [("┌", top, left), ("┐", top, right), ("└", bottom, left), ("┘", bottom, right)] {
      write(corner, row: row, column: column, style: style)
    }
    if !title.isEmpty, rect.columns > 6 {
      let space = Rect(row: top, column: left + 2, rows: 1, columns: rect.columns - 4)
      let used = write(
        " " + title, row: top, column: space.column, style: titleStyle ?? style, width: space.columns - 1,
        clipping: .ellipsis)
      write(" ", row: top, column: space.column + used, style: titleStyle ?? style)
    }
    return rect.inset(rows: 1, columns: 1)
  }

  public mutating func horizontalLine(row: Int, column: Int, length: Int, style: Style) {
    fill(Rect(row: row, column: column, rows: 1, columns: length), with: "─", style: style)
  }

  public mutating func verticalLine(row: Int, column: Int, length: Int, style: Style) {
    fill(Rect(row: row, column: column, rows: length, columns: 1), with: "│", style: style)
  }
}
