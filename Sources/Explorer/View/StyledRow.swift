import CellGrid

/// One line of a page that is laid out before it is drawn: pieces of text at their columns.
struct StyledRow: Sendable {
  struct Piece: Sendable {
    var column: Int
    var width: Int
    var content: Content
  }

  enum Content: Sendable {
    case plain(String, Style)
    case wrapped(CleanText, TextLine)
    /// A horizontal line over the whole width.
    case rule(Character, Style)
    /// A bar over a fraction of the width.
    case bar(Double, Style)
    /// One row of a plot.
    case plot(BrailleCanvas, row: Int, Style)
  }

  var pieces: [Piece] = []
  /// Whether the text that was searched for occurs here.
  var isHit = false
  /// Whether it tells a fault.
  var isFault = false

  static let blank = StyledRow()

  init() {}

  init(_ text: String, _ style: Style, column: Int = 0, width: Int) {
    pieces = [Piece(column: column, width: width - column, content: .plain(text, style))]
  }

  mutating func add(_ text: String, _ style: Style, column: Int, width: Int) {
    guard width > 0 else { return }
    pieces.append(Piece(column: column, width: width, content: .plain(text, style)))
  }

  mutating func add(_ content: Content, column: Int, width: Int) {
    guard width > 0 else { return }
    pieces.append(Piece(column: column, width: width, content: content))
  }

  /// The same row further to the right.
  func moved(by columns: Int) -> StyledRow {
    var row = self
    for index in row.pieces.indices { row.pieces[index].column += columns }
    return row
  }

  func render(into frame: inout Frame, row: Int, column: Int) {
    for piece in pieces {
      let start = column + piece.column
      switch piece.content {
      case .plain(let text, let style):
        frame.write(text, row: row, column: start, style: style, width: piece.width, clipping: .ellipsis)
      case .wrapped(let text, let line):
        frame.write(text, line, row: row, column: start, width: piece.width)
      case .rule(let character, let style):
        frame.fill(Rect(row: row, column: start, rows: 1, columns: piece.width), with: character, style: style)
      case .bar(let fraction, let style):
        frame.write(
          Bar.text(fraction, width: piece.width), row: row, column: start, style: style, width: piece.width)
      case .plot(let canvas, let line, let style):
        for offset in 0..<min(piece.width, canvas.columns) {
          guard let character = canvas.character(row: line, column: offset) else { continue }
          frame.write(character, row: row, column: start + offset, style: style)
        }
      }
    }
  }
}
