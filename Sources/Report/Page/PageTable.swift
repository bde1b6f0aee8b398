/// A table of numbers in HTML.
struct PageTable: Sendable {
  var heads: [Markup]
  var rows: [[Markup]] = []
  /// How many columns from the left hold words.
  var wordColumns = 1
  var caption: String?

  init(heads: [Markup], wordColumns: Int = 1) {
    self.heads = heads
    self.wordColumns = wordColumns
  }

  mutating func add(_ cells: [Markup]) { rows.append(cells) }

  var markup: Markup {
    if rows.isEmpty { return .empty }
    let title: Markup = caption.map { "<caption>\($0)</caption>" } ?? .empty
    return """
      <div class="scroll"><table>\(title)<thead><tr>\(line(heads, "th"))</tr></thead><tbody>\
      \(rows.map { row -> Markup in "<tr>\(line(row, "td"))</tr>" }.joined())</tbody></table></div>
      """
  }

  private func line(_ cells: [Markup], _ kind: String) -> Markup {
    cells.enumerated().map { column, cell -> Markup in
      let style = column < wordColumns ? "" : "number"
      return kind == "th" ? "<th scope=\"col\" class=\"\(style)\">\(cell)</th>" : "<td class=\"\(style)\">\(cell)</td>"
    }.joined()
  }
}
