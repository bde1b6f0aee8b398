internal import Fidelity
internal import Figures
internal import Text

/// Figures under each other on one axis, each with its interval, its numbers and its n.
struct ForestPlot: Sendable {
  /// How a figure is marked; shapes differ so that nothing depends on colour.
  enum Mark: Sendable, Hashable {
    /// Of the uncommitted.
    case square
    /// Of the committed.
    case circle
    /// A difference of the two.
    case diamond
    /// A reference.
    case ring
  }

  enum Row: Sendable {
    case heading(String)
    case figure(label: String, FigureInstance, mark: Mark)
  }

  var title: String
  var rows: [Row]
  /// What the axis counts; figures in other units are written without a mark.
  var axis: ReportSection.Axis

  private static let rowHeight = 26.0
  private static let plot = 230.0...450.0

  /// One SVG element.
  var svg: Markup {
    let bottom = Double(rows.count) * ForestPlot.rowHeight + 22
    let scale = self.scale
    var body = grid(scale, bottom: bottom)
    body += "<text class=\"small dim\" x=\"\(PlotFrame.width)\" y=\"12\" text-anchor=\"end\">n</text>"
    for (number, row) in rows.enumerated() { body += line(row, at: Double(number) * ForestPlot.rowHeight + 32, scale) }
    return PlotFrame.svg(height: bottom + 34, title: title, summary: summary, body)
  }

  private var scale: PlotAxis {
    if let range = axis.range { return PlotAxis(values: range, places: ForestPlot.plot) }
    let values = rows.flatMap { row -> [Double] in
      guard case .figure(_, let instance, _) = row, axis.shows(instance) else { return [] }
      let bounds = instance.reading.figure?.interval.bounds
      return [instance.reading.number, bounds?.lower, bounds?.upper].compactMap { $0 }
    }
    return .covering(values, places: ForestPlot.plot)
  }

  private func grid(_ scale: PlotAxis, bottom: Double) -> Markup {
    let ticks = scale.ticks(8)
    let style = axis.style
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
    let decimals = step * style.scale >= 0.999 ? 0 : step * style.scale >= 0.0999 ? 1 : 2
    let lines: [Markup] = ticks.map { tick in
      let x = scale.place(tick)
      let label = NumberText.fixed(tick * style.scale, decimals, signed: style.isSigned)
      return """
        <path class="\(tick.magnitude < step / 1000 ? "zero" : "grid")" d="M\(x) 18V\(bottom)"/>\
        <text class="small dim" x="\(x)" y="\(bottom + 14)" text-anchor="middle">\(label)</text>
        """
    }
    let middle = (ForestPlot.plot.lowerBound + ForestPlot.plot.upperBound) / 2
    return lines.joined() + """
      <text class="small dim" x="\(middle)" y="\(bottom + 30)" text-anchor="middle">\(axis.unit)</text>
      """
  }

  private func line(_ row: Row, at y: Double, _ scale: PlotAxis) -> Markup {
    switch row {
    case .heading(let text):
      return "<text class=\"strong halo\" x=\"0\" y=\"\(y + 4)\">\(PlotFrame.shortened(text, columns: 80))</text>"
    case .figure(let label, let figure, let mark):
      let name = PlotFrame.shortened(label, columns: 35)
      guard let value = figure.reading.number else {
        return """
          <g><title>\(label): \(figure.reading.reason ?? "")</title><text class="dim" x="8" y="\(y + 4)">\(name)</text>\
          <text class="small dim" x="462" y="\(y + 4)">—</text></g>
          """
      }
      let excludes = axis.range == nil && figure.reading.figure?.interval.excludes(0) ?? false
      let drawn =
        axis.shows(figure) ? interval(figure, at: y, scale) + ForestPlot.mark(mark, scale.place(value), y) : .empty
      return """
        <g><title>\(label)</title><text x="8" y="\(y + 4)">\(name)</text>\(drawn)\
        <text class="\(excludes ? "strong" : "")" x="462" y="\(y + 4)">\(figure.value())</text>\
        <text class="small dim" x="525" y="\(y + 4)">\(figure.interval ?? "")</text>\
        <text class="small dim" x="\(PlotFrame.width)" y="\(y + 4)" text-anchor="end">\
        \(figure.reading.basis.map(NumberText.grouped) ?? "")</text></g>
        """
    }
  }

  private func interval(_ figure: FigureInstance, at y: Double, _ scale: PlotAxis) -> Markup {
    guard let (lower, upper) = figure.reading.figure?.interval.bounds else { return .empty }
    return "<path class=\"range\" d=\"M\(scale.place(lower)) \(y)H\(scale.place(upper))\"/>"
  }

  private static func mark(_ mark: Mark, _ x: Double, _ y: Double) -> Markup {
    switch mark {
    case .square: "<rect class=\"dot s0\" x=\"\(x - 5)\" y=\"\(y - 5)\" width=\"10\" height=\"10\"/>"
    case .circle: "<circle class=\"dot s8\" cx=\"\(x)\" cy=\"\(y)\" r=\"5.5\"/>"
    case .diamond: "<path class=\"dot ink\" d=\"M\(x - 7) \(y)L\(x) \(y - 7)L\(x + 7) \(y)L\(x) \(y + 7)Z\"/>"
    case .ring: "<circle class=\"ring\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/>"
    }
  }

  private var summary: String {
    let parts = rows.compactMap { row -> String? in
      switch row {
      case .heading(let text): text
      case .figure(let label, let figure, _):
        ([figure.valueWithInterval()].map { "\(label): \($0)" } + figure.notes(.basis)).joined(separator: ", ")
      }
    }
    return parts.joined(separator: ". ") + "."
  }
}
