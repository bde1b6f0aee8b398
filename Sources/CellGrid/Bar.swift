/// Bars in eighths of a cell, or in `#` and `-` where only ASCII may be used.
public enum Bar {
  /// A bar for `fraction` of `width` cells, as text of at most `width` cells.
  ///
  /// What is not nothing shows: a fraction above 0 gets at least the smallest step. A fraction outside 0…1 is moved to the
  /// nearer end; one that is no number gives an empty bar.
  public static func text(_ fraction: Double, width: Int, glyphs: Glyphs = .unicode) -> String {
    guard width > 0, fraction > 0 else { return "" }
    let steps = glyphs == .unicode ? 8 : 2
    let total = width * steps
    let filled = max(Int(nearest: min(fraction, 1) * Double(total)), 1)
    let (whole, rest) = filled.quotientAndRemainder(dividingBy: steps)
    switch glyphs {
    case .unicode: return String(repeating: "█", count: whole) + eighths[rest]
    case .ascii: return String(repeating: "#", count: whole) + (rest > 0 ? "-" : "")
    }
  }

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// One cell of a vertical bar chart or sparkline: a block of 0 to 8 eighths from the bottom.
  public static func column(_ fraction: Double, glyphs: Glyphs = .unicode) -> String {
    let fraction = fraction > 0 ? min(fraction, 1) : 0
    switch glyphs {
    case .unicode: return columns[Int(nearest: fraction * 8)]
    case .ascii: return asciiColumns[Int(nearest: fraction * 3)]
    }
  }

  private static let columns = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let asciiColumns = [" ", ".", ":", "#"]
}

extension Frame {
  /// Draws a bar for `fraction` of a rectangle's first line; the rest of the line is blanked.
  public mutating func bar(_ fraction: Double, in rect: Rect, style: Style, glyphs: Glyphs = .unicode) {
    let line = rect.line(0)
    fill(line, style: Style(.text, on: style.surface))
    write(
      Bar.text(fraction, width: line.columns, glyphs: glyphs), row: line.row, column: line.column, style: style,
      width: line.columns)
  }

  /// Draws an interval as a line with a mark at its estimate, on a scale from `range.lowerBound` at the left edge of the
  /// rectangle's first line to `range.upperBound` at its right edge. What lies outside the scale ends in an arrow.
  public mutating func interval(
    low: Double, estimate: Double, high: Double, scale range: ClosedRange<Double>, in rect: Rect, style: Style,
    glyphs: Glyphs = .unicode
  ) {
    let line = rect.line(0)
    let extent = range.upperBound - range.lowerBound
    guard !line.isEmpty, extent > 0, low.isFinite, estimate.isFinite, high.isFinite else { return }
    func place(_ value: Double) -> Int {
      let fraction = min(max((value - range.lowerBound) / extent, 0), 1)
      return line.column + Int(nearest: fraction * Double(line.columns - 1))
    }
    let (first, last) = (place(min(low, high)), place(max(low, high)))
    let isASCII = glyphs == .ascii
    fill(
      Rect(row: line.row, column: first, rows: 1, columns: last - first + 1), with: isASCII ? "-" : "─", style: style)
    if low < range.lowerBound { write(isASCII ? "<" : "◂", row: line.row, column: first, style: style) }
    if high > range.upperBound { write(isASCII ? ">" : "▸", row: line.row, column: last, style: style) }
    if range.contains(estimate) {
      write(isASCII ? "o" : "●", row: line.row, column: place(estimate), style: style.with(.bold))
    }
  }
}
