public import Fidelity

/// Shares of real and of simulated turns, a row a stage (or exit act), with intervals and the shift between them.
public enum SharePlot {
  private static let rowHeight = 44.0
  private static let bars = 150.0...430.0

  /// - Parameters:
  ///   - rows: Stages from shallow to deep, or the values of another label.
  ///   - looks: The stages' colours; what is no stage is drawn in the plain colours of the sources.
  /// - Returns: One SVG element.
  public static func svg(_ rows: [ShareRow], title: String, looks: StageLooks?, level: Double) -> Markup {
    let largest = rows.flatMap { [upper($0.real.share), upper($0.simulated.share)] }.max() ?? 1
    let axis = PlotAxis(values: 0...max(min(largest, 1), 0.01), places: bars)
    let height = Double(rows.count) * rowHeight + 26
    let body = heading() + rows.enumerated().map { line($1, at: Double($0) * rowHeight + 24, axis, looks) }.joined()
    return PlotFrame.svg(height: height, title: title, summary: summary(rows, level), body)
  }

  private static func upper(_ figure: Figure) -> Double { figure.interval.bounds?.upper ?? figure.number ?? 0 }

  private static func heading() -> Markup {
    """
    <g class="small dim"><text x="490" y="12" text-anchor="end">share</text>\
    <text x="504" y="12">shift, percentage points</text></g>
    """
  }

  private static func line(_ row: ShareRow, at y: Double, _ axis: PlotAxis, _ looks: StageLooks?) -> Markup {
    let look = looks?.look(named: row.id)
    let style = look?.style ?? "s4"
    let excludes = row.shift.interval.excludes(0) ?? false
    let label = PlotFrame.shortened(row.id, columns: look == nil ? 19 : 15)
    let mark: Markup =
      look.map { look in
        """
        <rect class="fill \(style)" x="0" y="\(y + 8)" width="20" height="20" rx="4"/>\
        <text class="on" x="10" y="\(y + 22.5)" text-anchor="middle">\(look.letter)</text>
        """
      } ?? .empty
    return """
      <g><title>\(row.id)</title>\(mark)<text x="\(look == nil ? 0 : 28)" y="\(y + 23)">\(label)</text>\
      \(bar(row.real, "real \(style)", at: y + 3, axis))\(bar(row.simulated, "sim \(style)", at: y + 20, axis))\
      <text class="\(excludes ? "strong" : "")" x="504" y="\(y + 15)">\(NumberText.value(row.shift.value, .shift))</text>\
      <text class="small dim" x="504" y="\(y + 31)">\(NumberText.interval(row.shift.interval, .shift))</text></g>
      """
  }

  private static func bar(_ side: ShareRow.Side, _ style: String, at y: Double, _ axis: PlotAxis) -> Markup {
    guard let share = side.share.number else {
      return "<text class=\"small dim\" x=\"490\" y=\"\(y + 11)\" text-anchor=\"end\">—</text>"
    }
    let start = axis.places.lowerBound
    return """
      <rect class="bar \(style)" x="\(start)" y="\(y)" width="\(max(axis.place(share) - start, 0.5))" height="14"/>\
      \(whisker(side.share.interval, at: y + 7, axis))\
      <text class="small" x="490" y="\(y + 11)" text-anchor="end">\(NumberText.value(side.share.value, .share))</text>
      """
  }

  private static func whisker(_ interval: IntervalFigure, at y: Double, _ axis: PlotAxis) -> Markup {
    guard let (lower, upper) = interval.bounds else { return .empty }
    let (left, right) = (axis.place(lower), axis.place(upper))
    return """
      <path class="whisker" d="M\(left) \(y)H\(right)M\(left) \(y - 4)v8M\(right) \(y - 4)v8"/>
      """
  }

  private static func summary(_ rows: [ShareRow], _ level: Double) -> String {
    let parts = rows.map { row in
      "\(row.id): real \(NumberText.figure(row.real.share, .share)), simulated "
        + "\(NumberText.figure(row.simulated.share, .share)), shift \(NumberText.figure(row.shift, .shift))"
    }
    return "Shares with \(NumberText.level(level)) intervals. " + parts.joined(separator: ". ") + "."
  }
}
