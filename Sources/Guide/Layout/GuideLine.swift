internal import CellGrid

/// A line of a page as it is laid out for a width.
public struct GuideLine: Equatable, Sendable {
  public var indent: Int
  public var spans: [GuideSpan]

  public init(indent: Int, spans: [GuideSpan]) {
    self.indent = indent
    self.spans = spans
  }

  public var text: String {
    spans.isEmpty ? "" : String(repeating: " ", count: indent) + spans.map(\.text).joined()
  }

  /// The lines of blocks: paragraphs and cells filled to `columns`, code as it stands.
  public static func lines(of blocks: [GuideBlock], columns: Int) -> [GuideLine] {
    var lines: [GuideLine] = []
    var before: GuideBlock?
    for block in blocks {
      let isNext: Bool
      if case .item = block, case .item = before { isNext = true } else { isNext = false }
      if !lines.isEmpty, !isNext { lines.append(GuideLine(indent: 0, spans: [])) }
      switch block {
      case .heading(let level, let words):
        lines += filled([GuideSpan(text: level == 1 ? words.uppercased() : words, look: .heading)], 0, columns)
      case .paragraph(let words): lines += filled(GuideSpan.spans(of: words), 0, columns)
      case .item(let words):
        var item = filled(GuideSpan.spans(of: words), 4, columns)
        item[0].indent = 2
        item[0].spans.insert(GuideSpan(text: "- ", look: .plain), at: 0)
        lines += item
      case .code(_, let code):
        lines += code.map { GuideLine(indent: 2, spans: $0.isEmpty ? [] : [GuideSpan(text: $0, look: .code)]) }
      case .table(let rows): lines += table(rows, columns)
      }
      before = block
    }
    return lines
  }

  /// Every column as wide as its widest cell, where there is room for all of them.
  private static func table(_ rows: [[String]], _ columns: Int) -> [GuideLine] {
    let cells = rows.dropFirst().map { $0.map { GuideSpan.spans(of: $0) } }
    let head = rows[0].map { [GuideSpan(text: GuideSpan.plain($0), look: .strong)] }
    let all = [head] + cells
    let count = rows[0].count
    // Two blanks before each column.
    let gaps = 2 * count
    var widths = (0..<count).map { column in all.map { length($0[column]) }.max() ?? 0 }
    // Columns that are too wide give way, the widest first.
    while widths.reduce(gaps, +) > columns, let widest = widths.max(), widest > 8 {
      widths[widths.firstIndex(of: widest) ?? 0] -= 1
    }
    var lines: [GuideLine] = []
    for row in all {
      let parts = zip(row, widths).map { filled($0, 0, $1) }
      for place in 0..<(parts.map(\.count).max() ?? 0) {
        var line = GuideLine(indent: 2, spans: [])
        for (part, width) in zip(parts, widths) {
          let spans = part.indices.contains(place) ? part[place].spans : []
          line.spans += spans
          line.spans.append(GuideSpan(text: String(repeating: " ", count: width - length(spans) + 2), look: .plain))
        }
        while let last = line.spans.last, last.text.allSatisfy({ $0 == " " }) { line.spans.removeLast() }
        lines.append(line)
      }
    }
    return lines
  }

  private static func length(_ spans: [GuideSpan]) -> Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// Spans as lines of at most `columns`, broken at blanks; a word that is longer than a line is cut.
  private static func filled(_ spans: [GuideSpan], _ indent: Int, _ columns: Int) -> [GuideLine] {
    let width = max(columns - indent, 8)
    var lines: [[GuideSpan]] = [[]]
    var used = 0
    func start() {
      lines.append([])
      used = 0
    }
    func put(_ text: String, _ look: GuideSpan.Look) {
      if lines[lines.count - 1].last?.look == look {
        lines[lines.count - 1][lines[lines.count - 1].count - 1].text += text
      } else {
        lines[lines.count - 1].append(GuideSpan(text: text, look: look))
      }
      used += DisplayWidth.of(text)
    }
    for word in words(of: spans) {
      let length = Self.length(word)
      if used > 0, used + 1 + length > width { start() }
      if used > 0 { put(" ", lines[lines.count - 1].last?.look == word[0].look ? word[0].look : .plain) }
      for piece in word {
        var rest = piece.text[...]
        while !rest.isEmpty {
          var part = head(of: rest, width - used)
          if part.isEmpty {
            if used > 0 { start() }
            part = rest.prefix(1)
          }
          put(String(part), piece.look)
          rest = rest.dropFirst(part.count)
        }
      }
    }
    return lines.filter { !$0.isEmpty }.map { GuideLine(indent: indent, spans: $0) }
  }

  /// As many characters as there are cells for.
  private static func head(of text: Substring, _ cells: Int) -> Substring {
    var used = 0
    return text.prefix {
      used += DisplayWidth.of(String($0))
      return used <= cells
    }
  }

  /// The words of a paragraph, each with its pieces of different looks.
  private static func words(of spans: [GuideSpan]) -> [[GuideSpan]] {
    var words: [[GuideSpan]] = []
    var isOpen = false
    for span in spans {
      for (place, word) in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if place > 0 { isOpen = false }
        guard !word.isEmpty else { continue }
        let piece = GuideSpan(text: String(word), look: span.look)
        if isOpen { words[words.count - 1].append(piece) } else { words.append([piece]) }
        isOpen = true
      }
    }
    return words
  }
}
