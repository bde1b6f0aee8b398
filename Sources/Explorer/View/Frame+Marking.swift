import CellGrid
import Text

extension Frame {
  /// Where words stand in a line, as columns.
  func occurrences(of words: String, in line: Rect) -> [Range<Int>] {
    var text = ""
    // For each byte of the text, the column of its cell.
    var columns: [Int] = []
    for column in line.column..<line.endColumn {
      let cell = self[line.row, column]
      guard !cell.isContinuation else { continue }
      text.unicodeScalars.append(cell.scalar)
      text.unicodeScalars.append(contentsOf: cell.marks)
      while columns.count < text.utf8.count { columns.append(column) }
    }
    return TextFolding.occurrences(of: words, in: text).map { range in
      let last = columns[range.upperBound - 1]
      return columns[range.lowerBound]..<last + self[line.row, last].width
    }
  }

  /// Marks words as found wherever they stand in a line.
  mutating func mark(_ words: String, in line: Rect) {
    for range in occurrences(of: words, in: line) {
      let cells = Rect(row: line.row, column: range.lowerBound, rows: 1, columns: range.count)
      restyle(cells) { $0 = Style(.match, on: .match, .bold) }
    }
  }
}
