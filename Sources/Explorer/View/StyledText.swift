import CellGrid
import Text

/// Text of several lines in a column of a page.
struct StyledText: Sendable {
  var text: CleanText
  var lines: [TextLine]
  /// For each line, whether it holds a hit of the search.
  var hits: [Bool]

  /// - Parameters:
  ///   - prefix: Dim words before the text, in which nothing is marked.
  ///   - signal: Words to be marked as the judge's signal.
  ///   - searched: Words to be marked as found.
  init(
    _ text: String, style: Style, width: Int, prefix: String = "", signal: String? = nil, searched: String? = nil
  ) {
    var clean = CleanText(prefix + text, style: style)
    let start = prefix.utf8.count
    func mark(_ range: Range<Int>, as style: Style) {
      clean.restyle(utf8: range.lowerBound + start..<range.upperBound + start) { $0 = style }
    }
    if start > 0 { clean.restyle(utf8: 0..<start) { $0 = .dim } }
    if let signal, let range = TextFolding.occurrences(of: signal, in: text).first {
      mark(range, as: Style(.signal, .bold))
    }
    let found = searched.map { TextFolding.occurrences(of: $0, in: text) } ?? []
    for range in found { mark(range, as: Style(.match, on: .match, .bold)) }
    self.text = clean
    lines = clean.lines(width: width)
    hits = Array(repeating: false, count: lines.count)
    if !found.isEmpty { hits = lines.map { clean.hasMatch(in: $0) } }
  }

  func piece(_ line: Int, column: Int, width: Int) -> StyledRow.Piece? {
    guard lines.indices.contains(line) else { return nil }
    return StyledRow.Piece(column: column, width: width, content: .wrapped(text, lines[line]))
  }

  func isHit(_ line: Int) -> Bool { hits.indices.contains(line) && hits[line] }

  /// The text as rows of its own.
  func rows(column: Int, width: Int) -> [StyledRow] {
    lines.indices.map { index in
      var row = StyledRow()
      if let piece = piece(index, column: column, width: width) { row.pieces.append(piece) }
      row.isHit = isHit(index)
      return row
    }
  }
}

extension CleanText {
  /// Whether a line holds something that a search found, seen from its style.
  fileprivate func hasMatch(in line: TextLine) -> Bool {
    var frame = Frame(columns: max(line.width, 1), rows: 1)
    frame.write(self, line, row: 0, column: 0)
    return (0..<frame.columns).contains { frame[0, $0].style.surface == .match }
  }
}
