import CellGrid
import Fidelity
import Figures

extension StatisticsBlock {
  /// Below this width panels stand below each other.
  private static let narrowestPanel = 37
  private static let gap = 2

  func layout(width: Int) -> StatisticsLayout {
    switch self {
    case .lines(let lines):
      var layout = StatisticsLayout()
      for line in lines { layout.append(line.layout(width: width - 2), column: 1) }
      return layout
    case .panels(let panels): return StatisticsBlock.layout(panels, width: width)
    }
  }

  private static func layout(_ panels: [StatisticsPanel], width: Int) -> StatisticsLayout {
    let rects = Rect(row: 0, column: 1, rows: 1, columns: width - 2).columns(panels.count, gap: gap)
    guard let narrowest = rects.map(\.columns).min() else { return StatisticsLayout() }
    let needed = panels.flatMap(\.lines).map(\.minimalWidth).max() ?? 0
    guard narrowest >= max(narrowestPanel, needed) || panels.count == 1 else {
      var layout = StatisticsLayout()
      for panel in panels {
        if !layout.rows.isEmpty { layout.rows.append(.blank) }
        for line in panel.allLines { layout.append(line.layout(width: width - 2), column: 1) }
      }
      return layout
    }
    return beside(panels.map(\.allLines), rects)
  }

  private static func beside(_ columns: [[StatisticsLine]], _ rects: [Rect]) -> StatisticsLayout {
    var layout = StatisticsLayout()
    for index in 0..<(columns.map(\.count).max() ?? 0) {
      let parts = zip(columns, rects).map { lines, rect in
        index < lines.count ? lines[index].layout(width: rect.columns) : StatisticsLayout()
      }
      let height = parts.map(\.rows.count).max() ?? 0
      var rows = Array(repeating: StyledRow(), count: height)
      for (part, rect) in zip(parts, rects) {
        for (offset, row) in part.rows.enumerated() { rows[offset].pieces += row.moved(by: rect.column).pieces }
        layout.targets += part.targets.map { target in
          var target = target
          target.row += layout.rows.count
          target.column += rect.column
          return target
        }
      }
      layout.rows += rows
    }
    return layout
  }
}

extension StatisticsPanel {
  fileprivate var allLines: [StatisticsLine] { [.heading(title, subtitle)] + lines }
}

extension StatisticsLine {
  /// The width below which something would be left out.
  fileprivate var minimalWidth: Int {
    if case .heat(let map) = self { map.minimalWidth } else { 0 }
  }

  func layout(width: Int) -> StatisticsLayout {
    switch self {
    case .heading(let title, let subtitle): StatisticsLine.heading(title, subtitle, width: width)
    case .blank: StatisticsLayout(rows: [.blank])
    case .shares(let bars): bars.layout(width: width)
    case .figures(let line): line.layout(width: width)
    case .table(let table): table.layout(width: width)
    case .heat(let map): map.layout(width: width)
    case .curves(let curves): curves.layout(width: width)
    case .text(let text):
      StatisticsLayout(rows: StyledText(text, style: .dim, width: max(width, 8)).rows(column: 0, width: width))
    case .verdict(let verdict):
      StatisticsLayout(
        rows: StyledText(verdict.line, style: Style(verdict.role, .bold), width: max(width, 8))
          .rows(column: 0, width: width))
    }
  }

  private static func heading(_ title: String, _ subtitle: String, width: Int) -> StatisticsLayout {
    var rows = StyledText(title, style: Style(.heading, .bold), width: max(width, 8)).rows(column: 0, width: width)
    guard !subtitle.isEmpty else { return StatisticsLayout(rows: rows) }
    let column = DisplayWidth.of(title) + 2
    if column + DisplayWidth.of(subtitle) <= width {
      rows[0].add(subtitle, .dim, column: column, width: width - column)
    } else {
      rows.append(StyledRow(subtitle, .dim, width: width))
    }
    return StatisticsLayout(rows: rows)
  }
}

extension ConcentrationVerdict {
  fileprivate var role: StyleRole {
    switch finding.glyph {
    case "✗": .error
    case "✓": .good
    case "?": .warning
    default: .dim
    }
  }
}
