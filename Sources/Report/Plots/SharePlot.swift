internal import Fidelity
internal import Figures
internal import Text

/// Shares of real and of simulated turns, a row a stage (or exit act), with intervals and the shift between them.
enum SharePlot {
  private static let rowHeight = 44.0
  private static let bars = 130.0...390.0

  /// - Parameters:
  ///   - entries: Stages from shallow to deep, or the values of another label.
  ///   - marks: The stages' colours; what is no stage is drawn in the plain colours of the sources.
  /// - Returns: One SVG element.
  static func svg(_ entries: [FigureEntry], title: String, marks: StageMarks, level: Double) -> Markup {
    let rows = entries.compactMap(Row.init)
    let largest = rows.flatMap { [upper($0.real), upper($0.simulated)] }.max() ?? 1
    let axis = PlotAxis(values: 0...max(min(largest, 1), 0.01), places: bars)
    let height = Double(rows.count) * rowHeight + 26
    let body = heading() + rows.enumerated().map { line($1, at: Double($0) * rowHeight + 24, axis, marks) }.joined()
    return PlotFrame.svg(height: height, title: title, summary: summary(rows, level), body)
  }

  private static func upper(_ figure: FigureInstance) -> Double {
    figure.reading.figure?.interval.bounds?.upper ?? figure.reading.number ?? 0
  }

  private static func heading() -> Markup {
    """
    <g class="small dim"><text x="446" y="12" text-anchor="end">share</text>\
    <text x="460" y="12">shift, percentage points</text></g>
    """
  }

  private static func line(_ row: Row, at y: Double, _ axis: PlotAxis, _ marks: StageMarks) -> Markup {
    let stage = row.isStage ? marks.mark(named: row.short) : nil
    let style = stage?.style ?? "s4"
    let excludes = row.excess?.reading.figure?.interval.excludes(0) ?? false
    let label = PlotFrame.shortened(row.short, columns: stage == nil ? 19 : 15)
    let mark: Markup =
      stage.map { stage in
        """
        <rect class="fill \(style)" x="0" y="\(y + 8)" width="20" height="20" rx="4"/>\
        <text class="on" x="10" y="\(y + 22.5)" text-anchor="middle">\(String(stage.letter))</text>
        """
      } ?? .empty
    return """
      <g><title>\(row.name)</title>\(mark)<text x="\(stage == nil ? 0 : 28)" y="\(y + 23)">\(label)</text>\
      \(bar(row.real, "real \(style)", at: y + 3, axis))\(bar(row.simulated, "sim \(style)", at: y + 20, axis))\
      <text x="460" y="\(y + 15)">\(row.shiftText)</text>\
      <text class="small \(excludes ? "strong" : "dim")" x="460" y="\(y + 31)">\(row.excessText)</text></g>
      """
  }

  private static func bar(_ side: FigureInstance, _ style: String, at y: Double, _ axis: PlotAxis) -> Markup {
    guard let share = side.reading.number else {
      return "<text class=\"small dim\" x=\"446\" y=\"\(y + 11)\" text-anchor=\"end\">—</text>"
    }
    let start = axis.places.lowerBound
    return """
      <rect class="bar \(style)" x="\(start)" y="\(y)" width="\(max(axis.place(share) - start, 0.5))" height="14"/>\
      \(whisker(side, at: y + 7, axis))\
      <text class="small" x="446" y="\(y + 11)" text-anchor="end">\(side.value())</text>
      """
  }

  private static func whisker(_ side: FigureInstance, at y: Double, _ axis: PlotAxis) -> Markup {
    guard let (lower, upper) = side.reading.figure?.interval.bounds else { return .empty }
    let (left, right) = (axis.place(lower), axis.place(upper))
    return """
      <path class="whisker" d="M\(left) \(y)H\(right)M\(left) \(y - 4)v8M\(right) \(y - 4)v8"/>
      """
  }

  private static func summary(_ rows: [Row], _ level: Double) -> String {
    let parts = rows.map { row in
      "\(row.name): real \(row.real.valueWithInterval()), simulated \(row.simulated.valueWithInterval()), "
        + "shift \(row.shift.valueWithInterval())"
        + (row.excess.map { ", beyond the floor \($0.valueWithInterval())" } ?? "")
    }
    return "Shares with \(NumberText.percent(level)) intervals. " + parts.joined(separator: ". ") + "."
  }

  private struct Row {
    let name: String
    /// Without what it is part of, to fit beside the bars.
    let short: String
    let isStage: Bool
    let real: FigureInstance
    let simulated: FigureInstance
    let shift: FigureInstance
    let floor: FigureInstance?
    let excess: FigureInstance?

    var shiftText: String {
      shift.value() + (floor.map { $0.reading.number == nil ? "" : " (floor \($0.value(hasUnit: false)))" } ?? "")
    }

    /// What exceeds the floor; without one the shift’s own interval.
    var excessText: String {
      guard let excess else { return shift.interval ?? "" }
      return excess.reading.number == nil ? "no floor" : "excess \(excess.valueWithInterval(hasUnit: false))"
    }

    init?(_ entry: FigureEntry) {
      guard let real = entry["real"], let simulated = entry["simulated"], let shift = entry["shift_pp"]
      else { return nil }
      name = entry.words
      short = entry.item ?? entry.words
      isStage = entry.isStage
      (self.real, self.simulated, self.shift) = (real, simulated, shift)
      (floor, excess) = (entry["shift_pp.floor"], entry["shift_pp.excess"])
    }
  }
}
