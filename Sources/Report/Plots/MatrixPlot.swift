internal import Figures
internal import Text

/// The real→simulated matrix of a stratum as a heat map: each cell says its share of its row and its count.
enum MatrixPlot {
  private static let left = 130.0
  private static let top = 44.0
  private static let cellHeight = 38.0

  /// - Parameters:
  ///   - square: The counts, a row a stage of the first axis.
  ///   - axes: Whose stages rows and columns are.
  /// - Returns: One SVG element.
  static func svg(
    _ square: [[FigureEntry]], _ axes: (row: String, column: String), title: String, marks: StageMarks
  ) -> Markup {
    let size = square.count
    let cell = min((PlotFrame.width - left - 60) / Double(max(size, 1)), 100)
    var body: Markup = """
      <text class="small dim" x="0" y="14">\(axes.row) ↓</text>\
      <text class="small dim" x="\(left)" y="14">\(axes.column) →</text>
      """
    let stages = square.map { row in row[0].group.flatMap(marks.mark(named:)) ?? .missing }
    for (place, stage) in stages.enumerated() {
      let x = left + (Double(place) + 0.5) * cell
      body += """
        <text class="small text \(stage.style) strong" x="\(x)" y="34" text-anchor="middle"><title>\(stage.name)</title>\
        \(String(stage.letter)) \(PlotFrame.shortened(stage.name, columns: Int(cell / 7.4) - 2))</text>
        """
    }
    body += "<text class=\"small dim\" x=\"\(left + cell * Double(size) + 50)\" y=\"34\" text-anchor=\"end\">n</text>"
    for (number, entries) in square.enumerated() { body += row(entries, number, stages[number], cell) }
    return PlotFrame.svg(
      height: top + Double(size) * cellHeight + 6, title: title, summary: summary(square, axes.row), body)
  }

  private static func row(_ entries: [FigureEntry], _ number: Int, _ stage: StageMark, _ width: Double) -> Markup {
    let y = top + Double(number) * cellHeight
    let counts = entries.map { Int($0.figures[0].reading.number ?? 0) }
    let total = counts.reduce(0, +)
    var line: Markup = """
      <text class="text \(stage.style) strong" x="0" y="\(y + 24)"><title>\(stage.name)</title>\
      \(String(stage.letter)) \(PlotFrame.shortened(stage.name, columns: 13))</text>
      """
    for (place, count) in counts.enumerated() {
      let share = total > 0 ? Double(count) / Double(total) : 0
      let x = left + Double(place) * width
      // Eight steps of one hue: the numbers carry the value, the tint guides the eye.
      let step = count == 0 ? 0 : max(1, Int((share * 8).rounded(.up)))
      line += """
        <rect class="heat h\(step)\(place == number ? " same" : "")" x="\(x + 1)" y="\(y + 1)" \
        width="\(width - 2)" height="\(cellHeight - 2)" rx="3"/>\
        <text class="\(count == 0 ? "dim" : "")" x="\(x + width / 2)" y="\(y + 18)" text-anchor="middle">\
        \(count == 0 ? "·" : NumberText.fixed(share * 100, 0) + " %")</text>
        """
      if count > 0 {
        line += """
          <text class="tiny dim" x="\(x + width / 2)" y="\(y + 31)" text-anchor="middle">\
          \(entries[place].figures[0].value())</text>
          """
      }
    }
    return line + """
      <text class="small dim" x="\(left + width * Double(counts.count) + 50)" y="\(y + 23)" text-anchor="end">\
      \(NumberText.grouped(total))</text>
      """
  }

  private static func summary(_ square: [[FigureEntry]], _ axis: String) -> String {
    let rows = square.map { row in
      "\(axis) \(row[0].group ?? ""): " + row.map { "\($0.words) \($0.figures[0].value())" }.joined(separator: ", ")
    }
    return "Counts of pairs. " + rows.joined(separator: ". ") + "."
  }
}
