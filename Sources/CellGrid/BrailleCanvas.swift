/// A canvas of dots, two across and four down in every cell, for curves.
public struct BrailleCanvas: Sendable, Equatable {
  /// Its size in cells.
  public let columns: Int
  public let rows: Int
  private var cells: [UInt8]

  public init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// Its size in dots.
  public var width: Int { columns * 2 }
  public var height: Int { rows * 4 }

  /// Sets the dot `x` from the left and `y` from the top; dots outside are left out.
  public mutating func set(x: Int, y: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    cells[y / 4 * columns + x / 2] |= BrailleCanvas.bits[y % 4 * 2 + x % 2]
  }

  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Draws a straight line between two dots, both included; the parts outside are left out.
  /// - Complexity: O(width + height), however far away the ends are.
  public mutating func line(fromX x0: Int, y y0: Int, toX x1: Int, y y1: Int) {
    let bound = 1 << 20
    func near(_ value: Int) -> Double { Double(min(max(value, -bound), bound)) }
    let (startX, startY, endX, endY) = (near(x0), near(y0), near(x1), near(y1))
    let (dx, dy) = (endX - startX, endY - startY)
    let steps = max(abs(dx), abs(dy))
    guard steps > 0 else { return set(x: x0, y: y0) }
    // Of the long way only what crosses the canvas is walked.
    let isFlat = abs(dx) >= abs(dy)
    let (from, delta, size) = isFlat ? (startX, dx, Double(width)) : (startY, dy, Double(height))
    let crossings = [(-1 - from) / (delta / steps), (size - from) / (delta / steps)].sorted()
    let first = max(Int(crossings[0]), 0)
    let last = min(Int(crossings[1]), Int(steps))
    guard first <= last else { return }
    for step in first...last {
      let share = Double(step) / steps
      set(x: Int(nearest: startX + dx * share), y: Int(nearest: startY + dy * share))
    }
  }

  /// Draws a step curve through points in the unit square, x to the right and y upwards, in order of x: level from each
  /// point to the next one's x, then straight up or down (a survival curve). Points that are no numbers are left out.
  public mutating func steps(through points: [(x: Double, y: Double)]) {
    let dots = points.filter { $0.x.isFinite && $0.y.isFinite }.map { dot(x: $0.x, y: $0.y) }
    for (from, to) in zip(dots, dots.dropFirst()) {
      line(fromX: from.x, y: from.y, toX: to.x, y: from.y)
      line(fromX: to.x, y: from.y, toX: to.x, y: to.y)
    }
    if let last = dots.last { set(x: last.x, y: last.y) }
  }

  /// Draws straight lines through points in the unit square, x to the right and y upwards.
  public mutating func lines(through points: [(x: Double, y: Double)]) {
    let dots = points.filter { $0.x.isFinite && $0.y.isFinite }.map { dot(x: $0.x, y: $0.y) }
    for (from, to) in zip(dots, dots.dropFirst()) { line(fromX: from.x, y: from.y, toX: to.x, y: to.y) }
    if let last = dots.last { set(x: last.x, y: last.y) }
  }

  private func dot(x: Double, y: Double) -> (x: Int, y: Int) {
    func place(_ share: Double, _ size: Int) -> Int {
      Int(nearest: min(max(share, 0), 1) * Double(max(size - 1, 0)))
    }
    return (place(x, width), height - 1 - place(y, height))
  }

  /// What a cell shows, or nil where it has no dot.
  public func character(row: Int, column: Int, glyphs: Glyphs = .unicode) -> String? {
    guard row >= 0, row < rows, column >= 0, column < columns else { return nil }
    let bits = cells[row * columns + column]
    guard bits != 0 else { return nil }
    switch glyphs {
    case .unicode:
      return Unicode.Scalar(0x2800 + UInt32(bits)).map { String($0) }
    case .ascii:
      let (upper, lower) = (bits & 0x1B != 0, bits & 0xE4 != 0)
      return upper && lower ? ":" : upper ? "'" : "."
    }
  }

  /// The rows as text, blank where there is no dot.
  public func textRows(glyphs: Glyphs = .unicode) -> [String] {
    (0..<rows).map { row in
      (0..<columns).reduce(into: "") { $0 += character(row: row, column: $1, glyphs: glyphs) ?? " " }
    }
  }
}

extension Frame {
  /// Lays a canvas over what is there: cells with dots replace what they cover, others leave it.
  public mutating func draw(
    _ canvas: BrailleCanvas, row: Int, column: Int, style: Style, glyphs: Glyphs = .unicode
  ) {
    for y in 0..<canvas.rows {
      for x in 0..<canvas.columns {
        guard let character = canvas.character(row: y, column: x, glyphs: glyphs) else { continue }
        write(character, row: row + y, column: column + x, style: style)
      }
    }
  }
}
