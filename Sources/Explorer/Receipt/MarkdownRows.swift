import CellGrid

/// Plain Markdown as rows of a pane: headings, quotes, lists, fenced blocks and tables, as receipts are written.
struct MarkdownRows {
  private(set) var rows: [StyledRow] = []
  private let width: Int

  private static let margin = 2

  init(_ markdown: String, width: Int) {
    self.width = max(width, 20)
    var table: [[String]] = []
    var alignments: [Bool] = []
    var fence: String?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = fence {
        if line == open { fence = nil } else { add(line, .text, indent: 4) }
        continue
      }
      if line.hasPrefix("|") {
        let cells = MarkdownRows.cells(line)
        if cells.allSatisfy({ $0.allSatisfy { $0 == "-" || $0 == ":" } && $0.count > 2 }) {
          alignments = cells.map { $0.hasSuffix(":") }
        } else {
          table.append(cells)
        }
        continue
      }
      add(table, isRight: alignments)
      table = []
      if line.hasPrefix("```") {
        fence = String(line.prefix { $0 == "`" })
      } else {
        add(line)
      }
    }
    add(table, isRight: alignments)
  }

  private mutating func add(_ line: String) {
    if line.hasPrefix("# ") || line.hasPrefix("## ") {
      add(MarkdownRows.plain(String(line.drop { $0 == "#" || $0 == " " })), Style(.heading, .bold), indent: 1)
    } else if line.hasPrefix("> ") {
      add(MarkdownRows.plain(String(line.dropFirst(2))), Style(.accent, .bold), indent: MarkdownRows.margin)
    } else if line.hasPrefix("- ") {
      let text = StyledText(MarkdownRows.plain(String(line.dropFirst(2))), style: .text, width: max(width - 6, 8))
      var lines = text.rows(column: 4, width: width - 4)
      if !lines.isEmpty { lines[0].add("•", .dim, column: 2, width: 1) }
      rows += lines
    } else if line.isEmpty {
      rows.append(.blank)
    } else {
      let isStrong = line.hasPrefix("**")
      add(MarkdownRows.plain(line), isStrong ? Style(.text, .bold) : .text, indent: MarkdownRows.margin)
    }
  }

  private mutating func add(_ text: String, _ style: Style, indent: Int) {
    rows += StyledText(text, style: style, width: max(width - indent - 1, 8)).rows(
      column: indent, width: width - indent)
  }

  /// Columns as wide as their widest cell; where there is no room for all, what is to the right is cut.
  private mutating func add(_ table: [[String]], isRight: [Bool]) {
    guard let header = table.first else { return }
    var widths = header.map { _ in 0 }
    let cells = table.map { $0.map(MarkdownRows.plain) }
    for row in cells {
      for (column, cell) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    // The first column gives way, so that the numbers stay.
    let total = widths.reduce(MarkdownRows.margin) { $0 + $1 + 2 }
    if total > width, let first = widths.first { widths[0] = max(min(first, 12), first - (total - width)) }
    for (index, row) in cells.enumerated() {
      var line = StyledRow()
      var column = MarkdownRows.margin
      for (place, cell) in row.enumerated() where place < widths.count {
        let text = isRight.indices.contains(place) && isRight[place] ? cell.leftPadded(to: widths[place]) : cell
        let style: Style = index == 0 ? .dim : .text
        line.add(text, style, column: column, width: min(widths[place], width - column))
        column += widths[place] + 2
      }
      rows.append(line)
    }
  }

  /// The cells of a table's line; a bar behind a backslash is text.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if character == "|" && !isEscaped {
        cells.append(cell.trimmingBlanks)
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells
  }

  /// The words without their marks: backslashes before punctuation, stars and backquotes.
  private static func plain(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character != "*" && character != "`" {
        result.append(character)
      }
    }
    return result
  }
}
