/// A screenful of cells, as a value: what panes draw into, what tests compare, what the terminal shows.
public struct Frame: Sendable, Equatable {
  public let columns: Int
  public let rows: Int
  /// Where the terminal's cursor is shown; nil hides it.
  public var cursor: Position?
  private(set) var cells: [Cell]

  /// A frame of blank cells; negative sizes count as 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: .blank(), count: self.columns * self.rows)
  }

  /// The whole frame.
  public var bounds: Rect { Rect(row: 0, column: 0, rows: rows, columns: columns) }

  /// The cell at a place; a blank one outside the frame.
  public subscript(row: Int, column: Int) -> Cell {
    guard row >= 0, row < rows, column >= 0, column < columns else { return .blank() }
    return cells[row * columns + column]
  }

  /// The cells of a row, from left to right; none outside the frame.
  public func cells(inRow row: Int) -> ArraySlice<Cell> {
    guard row >= 0, row < rows else { return [] }
    return cells[row * columns..<(row + 1) * columns]
  }

  /// The rows that look different in another frame; all of them where it has another size.
  public func rowsDiffering(from other: Frame) -> [Int] {
    guard columns == other.columns, rows == other.rows else { return Array(0..<rows) }
    return (0..<rows).filter { cells(inRow: $0) != other.cells(inRow: $0) }
  }

  /// How text is cut that does not fit.
  public enum Clipping: Sendable {
    case cut
    /// The last cell becomes "…".
    case ellipsis
  }

  /// Writes text on one line, cleaned; line breaks become spaces, tabs 1 to 4 spaces.
  ///
  /// Nothing is written outside the frame nor beyond `width` cells; a wide character that would stick out is left out.
  /// - Parameters:
  ///   - text: Any text, of any origin.
  ///   - width: The most cells to use.
  /// - Returns: The number of cells used, counted from `column`.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, style: Style = .text, width: Int = .max, clipping: Clipping = .cut
  ) -> Int {
    guard row >= 0, row < rows, width > 0, (Int.min / 2..<columns).contains(column) else { return 0 }
    let end = width < columns - column ? column + width : columns
    var reader = ClusterReader(text, style: style)
    var place = column
    while let cluster = reader.next() {
      let size = cluster.kind == .tab ? 4 - (place - column) % 4 : cluster.cell.width
      guard place + size <= end else {
        if clipping == .ellipsis { place = writeEllipsis(row: row, from: place, end: end, style: style) }
        break
      }
      if cluster.kind == .tab {
        for offset in 0..<size { put(.blank(style), row: row, column: place + offset) }
      } else {
        put(cluster.cell, row: row, column: place)
      }
      place += size
    }
    return max(place - column, 0)
  }

  private mutating func writeEllipsis(row: Int, from place: Int, end: Int, style: Style) -> Int {
    guard end > 0 else { return place }
    for column in place..<end { put(.blank(style), row: row, column: column) }
    put(Cell(scalar: 0x2026, width: 1, style: style), row: row, column: end - 1)
    return end
  }

  /// Puts one cell, and the right half where it is wide; blanks the other half of a wide character that it cuts.
  mutating func put(_ cell: Cell, row: Int, column: Int) {
    guard row >= 0, row < rows, column < columns, column + cell.width > 0, !cell.isContinuation else { return }
    let start = row * columns
    guard column >= 0, column + cell.width <= columns else {
      // A wide character over the edge: the half inside stays blank.
      put(.blank(cell.style), row: row, column: max(column, 0))
      return
    }
    let index = start + column
    if cells[index].isContinuation { cells[index - 1] = .blank(cells[index - 1].style) }
    let last = index + cell.width - 1
    if cells[last].width == 2 { cells[last + 1] = .blank(cells[last + 1].style) }
    cells[index] = cell
    if cell.width == 2 { cells[last] = .continuation(cell.style) }
  }

  /// Changes the style of every cell of a rectangle, leaving the text.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let rect = rect.intersection(bounds)
    for row in rect.row..<rect.endRow {
      for index in row * columns + rect.column..<row * columns + rect.endColumn {
        change(&cells[index].style)
      }
    }
  }

  /// Puts another background behind a rectangle, leaving text and roles.
  public mutating func setSurface(_ surface: Surface, in rect: Rect) {
    restyle(rect) { $0.surface = surface }
  }
}
