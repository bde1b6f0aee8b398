/// Rows of cells set in columns as wide as their widest cell.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let alignments: [Alignment]
  /// Groups of columns that are left out together where there is no room, the first group first.
  private let dispensable: [[Int]]
  private var rows: [[String]] = []

  /// - Parameter alignments: One a column.
  init(_ alignments: [Alignment], dispensable: [[Int]] = []) {
    self.alignments = alignments
    self.dispensable = dispensable
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The rows as lines, two spaces between columns, trailing space removed.
  ///
  /// - Parameters:
  ///   - columns: The room there is. Where all columns that may go have gone and it is still too little, lines are
  ///     longer.
  ///   - width: The columns of a terminal that a text takes.
  func lines(indent: Int = 2, columns: Int = .max, width: (String) -> Int) -> [String] {
    var widths = alignments.map { _ in 0 }
    for row in rows {
      for (column, cell) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], width(cell))
      }
    }
    // A column without a cell under its head says nothing.
    var shown = alignments.indices.filter { column in
      rows.count < 2 || rows.dropFirst().contains { column < $0.count && !$0[column].isEmpty }
        || rows[0][column].isEmpty
    }
    for group in dispensable {
      guard indent + shown.reduce(-2, { $0 + widths[$1] + 2 }) > columns else { break }
      shown.removeAll(where: group.contains)
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (place, column) in shown.enumerated() where column < row.count {
        if place > 0 { line += "  " }
        let padding = String(repeating: " ", count: widths[column] - width(row[column]))
        line += alignments[column] == .left ? row[column] + padding : padding + row[column]
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// A bar of eighth blocks.
enum TextBar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// - Parameters:
  ///   - share: 0 … 1 of the whole width.
  ///   - cells: The whole width.
  static func bar(_ share: Double, cells: Int) -> String {
    let steps = Int((min(max(share, 0), 1) * Double(cells * 8)).rounded())
    return String(repeating: "█", count: steps / 8) + eighths[steps % 8]
  }
}
