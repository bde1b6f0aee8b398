import CellGrid
import Guide

/// The pages of the documentation as rows, made once for a width: help is laid out at every key.
struct GuideRows: Sendable {
  private var width = 0
  private var lines: [GuideLine] = []

  /// Every page, as `walkaway help` shows it.
  mutating func rows(column: Int, width: Int) -> [StyledRow] {
    let columns = max(min(width - 2 * column, 100), 8)
    if columns != self.width {
      self.width = columns
      let empty = GuideLine(indent: 0, spans: [])
      lines = GuidePage.all.flatMap { GuideLine.lines(of: $0.blocks, columns: columns) + [empty] }
    }
    return lines.flatMap { row(of: $0, column, width) }
  }

  private func row(of line: GuideLine, _ column: Int, _ width: Int) -> [StyledRow] {
    let place = column + line.indent
    // Code is not filled: what is wider goes on below.
    if let code = line.spans.first, line.spans.count == 1, code.look == .code, code.text.count > width - place {
      let text = StyledText(code.text, style: code.style, width: max(width - place, 8))
      return text.rows(column: place, width: max(width - place, 1))
    }
    var row = StyledRow()
    var end = place
    for span in line.spans {
      let length = DisplayWidth.of(span.text)
      row.add(span.text, span.style, column: end, width: min(length, width - end))
      end += length
    }
    return [row]
  }
}

extension GuideSpan {
  fileprivate var style: Style {
    switch look {
    case .plain: .text
    case .strong: Style(.text, .bold)
    case .emphasis: Style(.text, .italic)
    case .code: Style(.key)
    case .heading: Style(.heading, .bold)
    }
  }
}
