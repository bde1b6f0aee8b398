/// Widths of the columns of a table.
public enum Columns {
  /// Widths for columns that would like `natural` cells each and can do with `minimum`, together with `gap` cells between
  /// them no wider than `total`.
  ///
  /// Where there is too little, the widest columns give first. Where even the minima do not fit, columns are dropped from
  /// the right (width 0, no gap).
  public static func fit(natural: [Int], minimum: [Int], gap: Int, in total: Int) -> [Int] {
    var widths = natural.map { max($0, 0) }
    let minima = widths.indices.map { min(max($0 < minimum.count ? minimum[$0] : 0, 0), widths[$0]) }
    func used(_ widths: [Int]) -> Int {
      let shown = widths.filter { $0 > 0 }
      return shown.reduce(0, +) + max(shown.count - 1, 0) * max(gap, 0)
    }
    var floor = minima.map { max($0, 1) }
    for index in widths.indices where widths[index] == 0 { floor[index] = 0 }
    var last = widths.count - 1
    while last >= 0, used(floor) > total {
      floor[last] = 0
      widths[last] = 0
      last -= 1
    }
    var excess = used(widths) - total
    while excess > 0 {
      let givers = widths.indices.filter { widths[$0] > floor[$0] }
      guard let widest = givers.map({ widths[$0] }).max() else { break }
      let wide = givers.filter { widths[$0] == widest }
      let next = max(givers.map { widths[$0] }.filter { $0 < widest }.max() ?? 0, wide.map { floor[$0] }.max() ?? 0)
      let step = max(min(widest - next, excess / wide.count), 1)
      for index in wide.prefix(max(excess / step, 1)) {
        widths[index] -= step
        excess -= step
      }
    }
    return widths
  }
}

extension Frame {
  /// Writes wrapped lines into a rectangle from its top, beginning with the line `first`; the rest of each line is blanked.
  /// - Returns: The number of rows used.
  @discardableResult
  public mutating func write(
    _ text: CleanText, lines: [TextLine], from first: Int = 0, in rect: Rect, surface: Surface? = nil
  ) -> Int {
    let shown = lines.dropFirst(max(first, 0)).prefix(rect.rows)
    for (offset, line) in shown.enumerated() {
      let row = rect.line(offset)
      fill(row, style: Style(.text, on: surface ?? .plain))
      write(text, line, row: row.row, column: row.column, width: row.columns, surface: surface)
    }
    return shown.count
  }
}
