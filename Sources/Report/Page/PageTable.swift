internal import Fidelity

/// A table of numbers in HTML.
struct PageTable: Sendable {
  var heads: [String]
  var rows: [[Markup]] = []
  /// How many columns from the left hold words.
  var wordColumns = 1
  var caption: String?

  init(_ heads: [String], wordColumns: Int = 1, caption: String? = nil) {
    self.heads = heads
    self.wordColumns = wordColumns
    self.caption = caption
  }

  mutating func add(_ cells: [Markup]) { rows.append(cells) }

  /// A row of a label and figures, each with its interval under it.
  mutating func add(_ label: String, _ figures: [(Figure, NumberText.Style)]) {
    add(["<span dir=\"auto\">\(label)</span>"] + figures.map { PageTable.cell($0, $1) })
  }

  static func cell(_ figure: Figure, _ style: NumberText.Style) -> Markup {
    guard figure.number != nil else { return "<span class=\"dim\" title=\"\(figure.value.reason ?? "")\">—</span>" }
    let interval = NumberText.interval(figure.interval, style)
    return "\(NumberText.value(figure.value, style)) <small>\(interval)</small>"
  }

  static func cell(_ quantity: Quantity, _ decimals: Int, signed: Bool = false, scale: Double = 1) -> Markup {
    guard quantity.number != nil else { return "<span class=\"dim\" title=\"\(quantity.reason ?? "")\">—</span>" }
    return "\(NumberText.quantity(quantity, decimals, signed: signed, scale: scale))"
  }

  var markup: Markup {
    if rows.isEmpty { return .empty }
    let title: Markup = caption.map { "<caption>\($0)</caption>" } ?? .empty
    return """
      <div class="scroll"><table>\(title)<thead><tr>\(line(heads.map { "\($0)" }, "th"))</tr></thead><tbody>\
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
