internal import Fidelity
internal import Figures
internal import Text

/// Curves of one stratum: who has not yet resisted or left, real against simulated on the same people, with intervals.
enum SurvivalPlot {
  private static let x = 46.0...560.0
  private static let y = 14.0...204.0

  /// One SVG element.
  static func svg(_ survival: SurvivalReport, title: String) -> Markup {
    let last = Double(max(survival.real.steps.last?.turn ?? 1, survival.simulated.steps.last?.turn ?? 1, 1))
    let turns = PlotAxis(values: 0...last, places: x)
    var body = grid(turns)
    body += survival.floor.map { curve($0, "floor", turns) } ?? .empty
    body += curve(survival.simulated, "sim", turns) + curve(survival.real, "real", turns)
    body += name(survival.real, "real", "real", turns, other: survival.simulated)
    body += name(survival.simulated, "simulated", "sim", turns, other: survival.real)
    body += atRisk(survival, turns)
    return PlotFrame.svg(height: 282, title: title, summary: summary(survival), body)
  }

  private static func height(_ share: Double) -> Double { y.upperBound - share * (y.upperBound - y.lowerBound) }

  private static func ticks(_ turns: PlotAxis) -> [Double] { turns.ticks(8).filter { $0 == $0.rounded() } }

  private static func grid(_ turns: PlotAxis) -> Markup {
    let shares: [Markup] = [0, 0.25, 0.5, 0.75, 1].map { share in
      """
      <path class="\(share == 0 ? "zero" : "grid")" d="M\(x.lowerBound) \(height(share))H\(x.upperBound)"/>\
      <text class="small dim" x="40" y="\(height(share) + 4)" text-anchor="end">\(Int(share * 100)) %</text>
      """
    }
    let marks: [Markup] = ticks(turns).map { tick in
      """
      <text class="small dim" x="\(turns.place(tick))" y="\(y.upperBound + 16)" text-anchor="middle">\
      \(Int(tick))</text>
      """
    }
    return shares.joined() + marks.joined() + """
      <text class="small dim" x="\(x.upperBound + 18)" y="\(y.upperBound + 16)">user turns</text>
      """
  }

  private static func curve(_ curve: SurvivalReport.Curve, _ style: String, _ turns: PlotAxis) -> Markup {
    guard !curve.steps.isEmpty else { return .empty }
    var line: Markup = "M\(turns.place(0)) \(height(1))"
    var upper: Markup = "M\(turns.place(0)) \(height(1))"
    var back: [Markup] = []
    var before = (lower: 1.0, at: turns.place(0))
    for step in curve.steps {
      let place = turns.place(Double(step.turn))
      line += "H\(place)V\(height(step.surviving))"
      upper += "H\(place)V\(height(step.upper))"
      back.append("L\(place) \(height(step.lower))L\(place) \(height(before.lower))")
      before = (step.lower, place)
    }
    let band = upper + back.reversed().joined() + "L\(turns.place(0)) \(height(1))Z"
    let hasInterval = curve.reasonForNoInterval == nil
    return (hasInterval ? "<path class=\"band \(style)\" d=\"\(band)\"/>" : .empty)
      + "<path class=\"curve \(style)\" d=\"\(line)\"/>"
  }

  /// The name of a curve at its end, moved away from the other's.
  private static func name(
    _ curve: SurvivalReport.Curve, _ name: String, _ style: String, _ turns: PlotAxis, other: SurvivalReport.Curve
  ) -> Markup {
    guard let end = curve.steps.last else { return .empty }
    let rival = other.steps.last?.surviving ?? 0
    var place = height(end.surviving) + 4
    if abs(height(rival) - height(end.surviving)) < 14 {
      let isAbove = end.surviving > rival || end.surviving == rival && style == "real"
      place += isAbove ? -8 : 8
    }
    place = min(place, height(0) - 5)
    return """
      <text class="label \(style)" x="\(turns.place(Double(end.turn)) + 8)" y="\(place)">\(name)</text>
      """
  }

  private static func atRisk(_ survival: SurvivalReport, _ turns: PlotAxis) -> Markup {
    let rows: [Markup] = [("real", survival.real, 248.0), ("sim", survival.simulated, 266.0)].map { name, curve, line in
      let counts: [Markup] = ticks(turns).filter { $0 >= 1 }.map { tick in
        let count = curve.steps.last { Double($0.turn) <= tick }?.atRisk
        return """
          <text class="small dim" x="\(turns.place(tick))" y="\(line)" text-anchor="middle">\
          \(count.map(NumberText.grouped) ?? "")</text>
          """
      }
      return "<text class=\"small dim\" x=\"0\" y=\"\(line)\">\(name)</text>" + counts.joined()
    }
    return rows.joined() + "<text class=\"small dim\" x=\"\(x.upperBound + 18)\" y=\"257\">still there, n</text>"
  }

  private static func summary(_ survival: SurvivalReport) -> String {
    let curves =
      [("real", survival.real), ("simulated", survival.simulated)] + (survival.floor.map { [("floor", $0)] } ?? [])
    let parts = curves.map { name, curve in
      let end = curve.steps.last.map { step in
        ", \(curve.text(step)) still there after turn \(step.turn)"
      }
      let left = NumberStyle.count.text(curve.events)
      return "\(name): \(NumberText.counted(curve.conversations, "conversation")), \(left) left" + (end ?? "")
    }
    return parts.joined(separator: ". ") + "."
  }
}

extension SurvivalReport.Curve {
  /// The share that is still there after a step: "40.0 % [20.0, 60.0]"; expected shares have no interval.
  func text(_ step: SurvivalReport.Step) -> String {
    let share = NumberStyle.share.text(step.surviving)
    return reasonForNoInterval == nil ? share + " " + NumberStyle.share.interval(step.lower, step.upper) : share
  }
}
