internal import Fidelity
internal import Receipt

/// What someone needs who reads only the first screen.
enum SummarySection {
  static func section(_ content: ReportContent) -> PageSection {
    PageSection(
      id: "summary", title: "At a glance",
      body: "<div class=\"findings\">\(findings(content))</div><div class=\"cards\">\(cards(content))</div>")
  }

  private static func findings(_ content: ReportContent) -> Markup {
    var sentences: [String] = []
    if let concentration = content.receipt?.predicate.concentration {
      sentences.append(concentration.sentence)
    } else if let verdict = content.figures.contrast?.verdict {
      sentences.append(verdict.sentence)
    }
    if let marginal = content.figures.marginalBias?.estimate, let excludes = marginal.interval.excludes(0) {
      let bias = NumberText.figure(marginal, .depth)
      sentences.append(
        excludes
          ? "Calibration: off by \(bias) depth steps for everyone together."
          : "Calibration: no bias for everyone together is shown (\(bias) depth steps).")
    }
    return sentences.map { "<p>\($0)</p>" }.joined()
  }

  private static func cards(_ content: ReportContent) -> Markup {
    let figures = content.figures
    var cards: [Markup] = []
    for stratum in figures.strata {
      if let row = stratum.headlines.first(where: { $0.id == "resistance" }), row.shift.number != nil {
        let change =
          "\(NumberText.value(row.real.share.value, .share)) → \(NumberText.value(row.simulated.share.value, .share))"
        cards.append(
          card(
            "Resistance, \(stratum.name)", change,
            "\(NumberText.figure(row.shift, .shift)) · n \(NumberText.grouped(row.real.of))"))
      }
    }
    for stratum in figures.strata {
      guard let bias = stratum.depthBias?.estimate, bias.number != nil else { continue }
      cards.append(card("Depth bias, \(stratum.name)", bias, .depth, "conversation"))
    }
    if let contrast = figures.contrast, contrast.estimate.number != nil {
      let d = "d \(NumberText.figure(contrast.cohenD, .depth))"
      cards.append(
        card(
          "Contrast Δ", NumberText.value(contrast.estimate.value, .effect),
          "\(NumberText.interval(contrast.estimate.interval, .depth)) · \(d)"))
      if let floor = contrast.floors.last(where: { $0.excess.number != nil && $0.reference != .placebo }) {
        cards.append(
          card(
            "Excess over the floor", NumberText.value(floor.excess.value, .effect),
            "\(NumberText.interval(floor.excess.interval, .depth)) · knows \(floor.reference.knows)"))
      }
    }
    cards += figures.strata.compactMap { stratum in
      guard let matrix = stratum.matrix, matrix.disengagements > 0 else { return nil }
      let share = Double(matrix.disengagementMisses) / Double(matrix.disengagements)
      return card(
        "Disengagements missed, \(stratum.name)", "\(NumberText.fixed(share * 100, 1)) %",
        "\(NumberText.grouped(matrix.disengagementMisses)) of \(NumberText.grouped(matrix.disengagements))")
    }
    return cards.joined()
  }

  private static func card(_ title: String, _ figure: Figure, _ style: NumberText.Style, _ noun: String) -> Markup {
    card(
      title, NumberText.value(figure.value, style),
      "\(NumberText.interval(figure.interval, style)) · \(NumberText.counted(figure.count, noun))")
  }

  private static func card(_ title: String, _ value: String, _ basis: String) -> Markup {
    """
    <div class="card"><h3 dir="auto">\(title)</h3><p class="value">\(value)</p><p class="basis">\(basis)</p></div>
    """
  }
}
