/// A rectangle of cells; never negative in size.
public struct Rect: Sendable, Hashable {
  public var row: Int
  public var column: Int
  public let rows: Int
  public let columns: Int

  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }

  public var isEmpty: Bool { rows == 0 || columns == 0 }
  /// The first row below.
  public var endRow: Int { row + rows }
  /// The first column to the right.
  public var endColumn: Int { column + columns }

  public func contains(row: Int, column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  /// What both rectangles cover; empty where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top, column: left, rows: min(endRow, other.endRow) - top, columns: min(endColumn, other.endColumn) - left)
  }

  /// The rectangle without a margin; empty where the margin is larger than it.
  public func inset(rows: Int, columns: Int) -> Rect {
    Rect(
      row: row + rows, column: column + columns, rows: self.rows - 2 * rows, columns: self.columns - 2 * columns)
  }

  /// One row of the rectangle, counted from its top; empty where it has no such row.
  public func line(_ index: Int) -> Rect {
    intersection(Rect(row: row + index, column: column, rows: 1, columns: columns))
  }

  /// Cuts `count` rows off the top (as many as there are).
  public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(count, 0), rows)
    return (
      Rect(row: row, column: column, rows: taken, columns: columns),
      Rect(row: row + taken, column: column, rows: rows - taken, columns: columns)
    )
  }

  /// Cuts `count` rows off the bottom (as many as there are).
  public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
    let halves = splitTop(rows - min(max(count, 0), rows))
    return (halves.top, halves.rest)
  }

  /// Cuts `count` columns off the left (as many as there are), leaving `gap` columns between the parts.
  public func splitLeft(_ count: Int, gap: Int = 0) -> (left: Rect, rest: Rect) {
    let taken = min(max(count, 0), columns)
    let start = min(taken + max(gap, 0), columns)
    return (
      Rect(row: row, column: column, rows: rows, columns: taken),
      Rect(row: row, column: column + start, rows: rows, columns: columns - start)
    )
  }

  /// Cuts `count` columns off the right (as many as there are), leaving `gap` columns between the parts.
  public func splitRight(_ count: Int, gap: Int = 0) -> (rest: Rect, right: Rect) {
    let taken = min(max(count, 0), columns)
    let kept = max(columns - taken - max(gap, 0), 0)
    return (
      Rect(row: row, column: column, rows: rows, columns: kept),
      Rect(row: row, column: endColumn - taken, rows: rows, columns: taken)
    )
  }

  /// Cuts the rectangle into `count` columns side by side, as equal as can be (the first ones take what is left
  /// over), with `gap` columns between them.
  public func columns(_ count: Int, gap: Int = 0) -> [Rect] {
    guard count > 0 else { return [] }
    let gaps = min(max(gap, 0) * (count - 1), columns)
    let space = columns - gaps
    var result: [Rect] = []
    var start = column
    for index in 0..<count {
      let width = space / count + (index < space % count ? 1 : 0)
      result.append(Rect(row: row, column: min(start, endColumn), rows: rows, columns: width))
      start += width + max(gap, 0)
    }
    return result
  }

  /// Cuts the rectangle into columns whose widths stand in the ratio of `weights`, with `gap` columns between them.
  /// Weights below 1 count as 1.
  public func columns(weights: [Int], gap: Int = 0) -> [Rect] {
    let weights = weights.map { max($0, 1) }
    let total = weights.reduce(0, +)
    let space = max(columns - max(gap, 0) * (weights.count - 1), 0)
    var result: [Rect] = []
    var start = column
    var passed = 0
    for weight in weights {
      let width = space * (passed + weight) / total - space * passed / total
      passed += weight
      result.append(Rect(row: row, column: min(start, endColumn), rows: rows, columns: width))
      start += width + max(gap, 0)
    }
    return result
  }
}

/// A place in a frame.
public struct Position: Sendable, Hashable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
