internal import Cases
internal import Fidelity

/// What has tables instead of plots.
enum FurtherSections {
  static func actions(_ content: ReportContent) -> PageSection? {
    guard let groups = content.figures.actions?.filter({ $0.strata.contains { $0.pairs > 0 } }), !groups.isEmpty else {
      return nil
    }
    let strata = content.figures.strata
    var table = PageTable(
      ["agent’s last action"] + strata.flatMap { ["pairs", "depth bias, \($0.name)"] } + ["contrast Δ", "p"])
    for group in groups {
      var cells: [Markup] = ["\(group.id)"]
      for stratum in strata {
        let own = group.strata.first { $0.id == stratum.id }
        cells.append("\(NumberText.grouped(own?.pairs ?? 0))")
        cells.append(own.map { PageTable.cell($0.depthBias, .depth) } ?? "—")
      }
      table.add(cells + [PageTable.cell(group.contrast, .depth), "\(NumberText.p(group.contrastP))"])
    }
    return PageSection(id: "actions", title: "By the agent’s preceding action", short: "Actions", body: table.markup)
  }

  static func comparison(_ content: ReportContent) -> PageSection? {
    guard let comparison = content.figures.comparison else { return nil }
    var table = PageTable(["", comparison.simulator, comparison.other, "difference", "n"])
    for stratum in comparison.strata {
      table.add([
        "depth bias, <span dir=\"auto\">\(content.name(ofStratum: stratum.id))</span>",
        PageTable.cell(stratum.bias, .depth), PageTable.cell(stratum.otherBias, .depth),
        PageTable.cell(stratum.difference, .depth), "\(NumberText.grouped(stratum.conversations))",
      ])
    }
    table.add([
      "contrast Δ", PageTable.cell(comparison.contrast, .depth), PageTable.cell(comparison.otherContrast, .depth),
      PageTable.cell(comparison.difference, .depth), "\(NumberText.grouped(comparison.conversations))",
    ])
    return PageSection(
      id: "comparison", title: "Beside another simulator", short: "Comparison",
      body: """
        <p class="note">On the \(NumberText.counted(comparison.conversations, "conversation")) that both cover, paired; \
        difference of Δ: p \(NumberText.p(comparison.p)).</p>\(table.markup)
        """)
  }

  static func instruments(_ content: ReportContent) -> PageSection? {
    guard let report = content.figures.instruments, report.reason == nil, !report.pairs.isEmpty else { return nil }
    var table = PageTable(
      ["\(content.figures.instrument) and", "turns", "n", "equal", "κ", "κ quadratic", "α ordinal"], wordColumns: 2)
    for pair in report.pairs {
      for (source, agreement) in [("real", pair.real), ("simulated", pair.simulated)] {
        table.add([
          "<span dir=\"auto\">\(pair.second)</span>\(pair.isHuman ? " (a person, blind)" : "")", "\(source)",
          "\(NumberText.grouped(agreement.turns))", "\(NumberText.value(agreement.observed, .share))",
          PageTable.cell(agreement.kappa, 2), PageTable.cell(agreement.kappaQuadratic, 2),
          PageTable.cell(agreement.alphaOrdinal, 2),
        ])
      }
    }
    return PageSection(
      id: "instruments", title: "How well instruments and people agree", short: "Agreement", body: table.markup)
  }

  static func corrected(_ content: ReportContent) -> PageSection? {
    guard let report = content.figures.corrected, report.reason == nil, !report.rows.isEmpty else { return nil }
    var table = PageTable(["", "", "instrument", "people", "corrected", "λ"], wordColumns: 2)
    for row in report.rows {
      let style: NumberText.Style = row.id.contains("/") ? .share : .effect
      table.add([
        "<span dir=\"auto\">\(row.stratum.map(content.name) ?? "")</span>", "\(row.id)",
        "\(NumberText.value(row.instrument, style))", PageTable.cell(row.people, style),
        PageTable.cell(row.corrected, style), PageTable.cell(row.lambda, 2),
      ])
    }
    return PageSection(
      id: "corrected", title: "Corrected by people’s blind labels", short: "Corrected",
      body: """
        <p class="note">\(NumberText.counted(report.labelled, "conversation")) labelled by people, \
        \(NumberText.grouped(report.unlabelled)) by the instrument alone.</p>\(table.markup)
        """)
  }

  static func power(_ content: ReportContent) -> PageSection? {
    guard let power = content.figures.power else { return nil }
    var parts: [Markup] = [
      """
      With \(NumberText.level(power.power)) power this panel finds |d| of at least \
      <b>\(NumberText.quantity(power.minimumDetectableD, 2))</b>, a contrast of \
      \(NumberText.quantity(power.minimumDetectableContrast, 2)) depth steps.
      """
    ]
    if power.conversationsForObserved.number != nil {
      parts.append(
        "The observed d would need \(NumberText.quantity(power.conversationsForObserved, 0)) conversations of this mix."
      )
    }
    if power.designEffect.number != nil {
      parts.append("Design effect of the clustering: \(NumberText.quantity(power.designEffect, 2)).")
    }
    return PageSection(
      id: "power", title: "What this panel could have found", short: "Power",
      body: "<p>\(parts.joined(by: " "))</p>")
  }
}
