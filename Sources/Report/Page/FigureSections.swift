internal import Cases
internal import Fidelity

/// The plots, each with what it shows and rests on.
enum FigureSections {
  static func stages(_ content: ReportContent) -> PageSection? {
    let looks = content.looks
    let panels = content.figures.strata.filter { $0.pairs > 0 }.map { stratum in
      panel(
        stratum, kind: stratum.committed ? "committed" : "uncommitted",
        SharePlot.svg(
          stratum.stagesByDepth, title: "Stage shares, \(stratum.name)", looks: looks, level: content.figures.level))
    }
    return PageSection(
      id: "stages", title: "Where simulated turns stand, against the real ones", short: "Stages",
      body: legend + "<div class=\"panels\">\(panels.joined())</div>")
  }

  private static let legend: Markup = """
    <p class="legend"><span class="swatch real"></span> real turns <span class="swatch sim"></span> simulated turns \
    <span class="swatch line"></span> interval · bold: the interval of the shift leaves 0 out</p>
    """

  static func panel(_ stratum: StratumReport, kind: String, _ plot: Markup) -> Markup {
    """
    <figure><figcaption><b dir="auto">\(stratum.name)</b> <span class="dim">\(kind) · \(stratum.basis)</span>\
    </figcaption>\(plot)</figure>
    """
  }

  static func contrast(_ content: ReportContent) -> PageSection? {
    let figures = content.figures
    guard let contrast = figures.contrast else { return nil }
    var rows: [ForestPlot.Row] = [.heading("Depth bias: simulated − real, in depth steps")]
    for stratum in figures.strata {
      guard let bias = stratum.depthBias else { continue }
      rows.append(
        .figure(label: stratum.name, bias.estimate, mark: stratum.committed ? .circle : .square))
    }
    if let marginal = figures.marginalBias {
      rows.append(
        .figure(
          label: marginal.weightsAreDeclared ? "population" : "everyone together", marginal.estimate, mark: .diamond))
    }
    rows.append(.heading("Contrast Δ: uncommitted − committed"))
    rows.append(.figure(label: figures.simulator, contrast.estimate, mark: .diamond))
    if !contrast.floors.isEmpty {
      rows.append(.heading("Δ of outcome-blind references: the floor"))
      rows += contrast.floors.map { .figure(label: name($0.reference), $0.estimate, mark: .ring) }
      rows.append(.heading("Excess of Δ over each floor"))
      rows += contrast.floors.filter { $0.estimate.number != nil }.map {
        .figure(label: "over " + name($0.reference), $0.excess, mark: .diamond)
      }
    }
    let plot = ForestPlot(
      title: "Depth bias, contrast, floors and excess", rows: rows, style: .effect, unit: "depth steps")
    return PageSection(
      id: "contrast", title: "Do errors sit with those who decline?", short: "Contrast",
      body: figure(plot) + tests(contrast) + equivalence(figures))
  }

  /// A plot, and under it why some numbers are not there.
  static func figure(_ plot: ForestPlot) -> Markup {
    let reasons = plot.reasons.map { "\($0.labels.joined(separator: ", ")): \($0.reason)" }
    let note: Markup = reasons.isEmpty ? .empty : "<p class=\"note\">— \(reasons.joined(separator: "; "))</p>"
    return "<figure>\(plot.svg)</figure>\(note)"
  }

  static func name(_ reference: FloorReport.Reference) -> String {
    switch reference {
    case .position: "position"
    case .previousStage: "+ previous stage"
    case .action: "+ agent’s action"
    case .placebo: "other people’s turns"
    }
  }

  private static func tests(_ contrast: ContrastReport) -> Markup {
    var parts = [
      "Cohen’s d \(NumberText.figure(contrast.cohenD, .depth))",
      "Hedges’ g \(NumberText.quantity(contrast.hedgesG, 2, signed: true))",
      "Glass’s Δ \(NumberText.quantity(contrast.glassDelta, 2, signed: true))",
      "Cliff’s δ \(NumberText.quantity(contrast.cliffsDelta, 2, signed: true))",
      "Welch p \(NumberText.p(contrast.welch.p))", "Mann–Whitney p \(NumberText.p(contrast.mannWhitney.p))",
    ]
    if let permutation = contrast.permutation {
      parts.append(
        "permutation p \(NumberText.p(permutation.twoSided)) two-sided, \(NumberText.p(permutation.oneSided)) one-sided "
          + "(\(NumberText.grouped(permutation.draws)) draws)")
    }
    let verdict: Markup = contrast.verdict.map { "<p>\($0.sentence)</p>" } ?? .empty
    return "<p class=\"note\">\(parts.joined(separator: " · "))</p>\(verdict)"
  }

  private static func equivalence(_ figures: FidelityReport) -> Markup {
    figures.strata.compactMap { stratum -> Markup? in
      guard let equivalence = stratum.equivalence, let margin = equivalence.margin.number else { return nil }
      return """
        <p class="note"><b dir="auto">\(stratum.name)</b>: \(equivalence.verdict?.rawValue ?? "undecided") at the declared \
        margin of ±\(NumberText.brief(margin)) depth steps (p \(NumberText.p(equivalence.p)))</p>
        """
    }.joined()
  }

  static func positions(_ content: ReportContent) -> PageSection? {
    guard let positions = content.figures.positions, !positions.isEmpty else { return nil }
    var rows: [ForestPlot.Row] = []
    for group in positions {
      rows.append(.heading("at \(group.id)"))
      for stratum in group.strata {
        let committed = content.description.outcome.strata.first { $0.id == stratum.id }?.committed ?? false
        rows.append(
          .figure(
            label: content.name(ofStratum: stratum.id), stratum.depthBias, mark: committed ? .circle : .square))
      }
      rows.append(.figure(label: "contrast Δ", group.contrast, mark: .diamond))
    }
    let plot = ForestPlot(title: "Depth bias by probe position", rows: rows, style: .effect, unit: "depth steps")
    return PageSection(
      id: "positions", title: "Depth bias by position", short: "Positions",
      body: """
        <p class="note">Errors of opposite sign at different positions cancel out in the mean over a conversation: look \
        here before calling a stratum faithful.</p>\(figure(plot))
        """)
  }

  static func matrix(_ content: ReportContent) -> PageSection? {
    let looks = content.looks
    let panels = content.figures.strata.compactMap { stratum -> Markup? in
      guard let matrix = stratum.matrix, stratum.pairs > 0 else { return nil }
      let agreement = "agreement \(NumberText.figure(matrix.agreement, .share))"
      return panel(
        stratum, kind: agreement,
        MatrixPlot.svg(matrix, title: "Real to simulated stages, \(stratum.name)", looks: looks))
    }
    guard !panels.isEmpty else { return nil }
    return PageSection(
      id: "matrix", title: "What each real stage became", short: "Matrix",
      body: """
        <p class="note">Each row is a real stage, each cell the share of it that the simulator turned into the column’s \
        stage, with the number of pairs. Framed: the same stage.</p><div class="panels">\(panels.joined())</div>
        """)
  }
}
