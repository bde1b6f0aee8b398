public import Fidelity

/// Figures under each other on one axis, each with its interval, its numbers and its n.
public struct ForestPlot: Sendable {
  /// How a figure is marked; shapes differ so that nothing depends on colour.
  public enum Mark: Sendable, Hashable {
    /// Of the uncommitted.
    case square
    /// Of the committed.
    case circle
    /// A difference of the two.
    case diamond
    /// A reference.
    case ring
  }

  public enum Row: Sendable, Hashable {
    case heading(String)
    case figure(label: String, Figure, mark: Mark)
  }

  public var title: String
  public var rows: [Row]
  public var style: NumberText.Style
  /// The ends of the axis, where they are fixed.
  public var range: ClosedRange<Double>?
  /// What the axis counts.
  public var unit: String

  public init(
    title: String, rows: [Row], style: NumberText.Style, range: ClosedRange<Double>? = nil, unit: String
  ) {
    self.title = title
    self.rows = rows
    self.style = style
    self.range = range
    self.unit = unit
  }

  private static let rowHeight = 26.0
  private static let plot = 190.0...450.0

  /// What has no number, and why: once for every reason.
  public var reasons: [(labels: [String], reason: String)] {
    var reasons: [(labels: [String], reason: String)] = []
    for case .figure(let label, let figure, _) in rows {
      guard let reason = figure.value.reason else { continue }
      if let known = reasons.firstIndex(where: { $0.reason == reason }) {
        if !reasons[known].labels.contains(label) { reasons[known].labels.append(label) }
      } else {
        reasons.append(([label], reason))
      }
    }
    return reasons
  }

  /// One SVG element.
  public var svg: Markup {
    let bottom = Double(rows.count) * ForestPlot.rowHeight + 22
    let axis = self.axis
    var body = grid(axis, bottom: bottom)
    body += "<text class=\"small dim\" x=\"\(PlotFrame.width)\" y=\"12\" text-anchor=\"end\">n</text>"
    for (number, row) in rows.enumerated() { body += line(row, at: Double(number) * ForestPlot.rowHeight + 32, axis) }
    return PlotFrame.svg(height: bottom + 34, title: title, summary: summary, body)
  }

  private var axis: PlotAxis {
    if let range { return PlotAxis(values: range, places: ForestPlot.plot) }
    let values = rows.flatMap { row -> [Double] in
      guard case .figure(_, let figure, _) = row else { return [] }
      let bounds = figure.interval.bounds
      return [figure.number, bounds?.lower, bounds?.upper].compactMap { $0 }
    }
    return .covering(values, places: ForestPlot.plot)
  }

  private func grid(_ axis: PlotAxis, bottom: Double) -> Markup {
    let ticks = axis.ticks(8)
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
    let decimals = step * style.scale >= 0.999 ? 0 : step * style.scale >= 0.0999 ? 1 : 2
    let lines: [Markup] = ticks.map { tick in
      let x = axis.place(tick)
      let label = NumberText.fixed(tick * style.scale, decimals, signed: style.signed)
      return """
        <path class="\(tick.magnitude < step / 1000 ? "zero" : "grid")" d="M\(x) 18V\(bottom)"/>\
        <text class="small dim" x="\(x)" y="\(bottom + 14)" text-anchor="middle">\(label)</text>
        """
    }
    let middle = (ForestPlot.plot.lowerBound + ForestPlot.plot.upperBound) / 2
    return lines.joined() + """
      <text class="small dim" x="\(middle)" y="\(bottom + 30)" text-anchor="middle">\(unit)</text>
      """
  }

  private func line(_ row: Row, at y: Double, _ axis: PlotAxis) -> Markup {
    switch row {
    case .heading(let text):
      return "<text class=\"strong halo\" x=\"0\" y=\"\(y + 4)\">\(PlotFrame.shortened(text, columns: 80))</text>"
    case .figure(let label, let figure, let mark):
      let name = PlotFrame.shortened(label, columns: 26)
      guard let value = figure.number else {
        return """
          <g><title>\(label): \(figure.value.reason ?? "")</title><text class="dim" x="8" y="\(y + 4)">\(name)</text>\
          <text class="small dim" x="462" y="\(y + 4)">—</text></g>
          """
      }
      let excludes = range == nil && figure.interval.excludes(0) ?? false
      return """
        <g><title>\(label)</title><text x="8" y="\(y + 4)">\(name)</text>\(interval(figure.interval, at: y, axis))\
        \(ForestPlot.mark(mark, axis.place(value), y))\
        <text class="\(excludes ? "strong" : "")" x="462" y="\(y + 4)">\(NumberText.value(figure.value, style))</text>\
        <text class="small dim" x="525" y="\(y + 4)">\(NumberText.interval(figure.interval, style))</text>\
        <text class="small dim" x="\(PlotFrame.width)" y="\(y + 4)" text-anchor="end">\
        \(NumberText.grouped(figure.count))</text></g>
        """
    }
  }

  private func interval(_ interval: IntervalFigure, at y: Double, _ axis: PlotAxis) -> Markup {
    guard let (lower, upper) = interval.bounds else { return .empty }
    return "<path class=\"range\" d=\"M\(axis.place(lower)) \(y)H\(axis.place(upper))\"/>"
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
        "\(label): \(NumberText.figure(figure, style)), n \(NumberText.grouped(figure.count))"
      }
    }
    return parts.joined(separator: ". ") + "."
  }
}
