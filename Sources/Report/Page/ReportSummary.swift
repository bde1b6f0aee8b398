internal import Fidelity
internal import Figures
internal import Receipt
internal import Text

/// What someone needs who reads only the first screen.
struct ReportSummary: Sendable {
  /// A figure by itself.
  struct Card: Sendable {
    var title: String
    var value: String
    /// Its interval and what it rests on.
    var basis: String
  }

  static let title = "At a glance"
  let sentences: [String]
  let cards: [Card]

  init(_ content: ReportContent, _ figures: ReportFigures) {
    sentences = ReportSummary.sentences(content, figures)
    cards = ReportSummary.cards(figures)
  }

  private static func sentences(_ content: ReportContent, _ figures: ReportFigures) -> [String] {
    var sentences = [
      content.receipt?.predicate.concentration.line ?? content.figures.firstLine,
      content.receipt.map { "\($0.predicate.plan.word): \($0.predicate.plan.sentence)" }
        ?? content.figures.contrast?.verdict?.standing.line,
    ].compactMap(\.self)
    if let bias = figures.first(.calibration)?["estimate"], let excludes = bias.reading.figure?.interval.excludes(0) {
      let value = bias.valueWithInterval()
      sentences.append(
        excludes
          ? "Calibration: off by \(value) depth steps for everyone together."
          : "Calibration: no bias for everyone together is shown (\(value) depth steps).")
    }
    return sentences
  }

  private static func cards(_ figures: ReportFigures) -> [Card] {
    var cards: [Card] = []
    for block in figures.blocks(.headline) {
      guard let row = block.entries.first(where: { $0.item == "resistance" }), let real = row["real"],
        let simulated = row["simulated"], let shift = row["shift_pp"], shift.reading.number != nil
      else { continue }
      cards.append(
        Card(
          title: "Resistance, \(block.title)", value: "\(real.value()) → \(simulated.value())",
          basis: basis(shift.value(), shift.notes([.interval, .basis]) + excess(row["shift_pp.excess"]))))
    }
    for entry in figures.blocks(.depthBias).flatMap(\.entries) {
      guard let bias = entry["estimate"], let count = bias.reading.basis, bias.reading.number != nil else { continue }
      cards.append(
        Card(
          title: "Depth bias, \(entry.words)", value: bias.value(),
          basis: basis(
            nil, bias.notes(.interval) + [NumberText.counted(count, "conversation")] + excess(entry["excess"]))))
    }
    if let contrast = figures.first(.contrast), let delta = contrast["estimate"], delta.reading.number != nil {
      let d = contrast["cohen_d"].map { ["d " + $0.valueWithInterval()] } ?? []
      cards.append(
        Card(title: "Contrast Δ", value: delta.value(), basis: basis(nil, delta.notes([.interval, .basis]) + d)))
    }
    if let verdict = figures.report.contrast?.verdict,
      let floor = figures.blocks(.floor).flatMap(\.entries).first(where: { $0.item == verdict.reference?.rawValue }),
      let excess = floor["excess"], excess.reading.number != nil
    {
      cards.append(
        Card(
          title: "Excess over the floor", value: excess.value(),
          basis: basis(nil, excess.notes([.interval, .basis]) + ["knows \(floor.words)"])))
    }
    for block in figures.blocks(.rate) {
      guard let rates = block.entries.first, let missed = rates["disengagement_misses.count"],
        let all = rates["disengagement_misses.of"], let share = rates["disengagement_misses.share"],
        share.reading.number != nil
      else { continue }
      cards.append(
        Card(
          title: "Disengagements missed, \(block.title)", value: share.value(),
          basis: basis(nil, share.notes(.interval) + ["\(missed.value()) of \(all.value()) who resist or never answer"])
        ))
    }
    return cards
  }

  private static func excess(_ figure: FigureInstance?) -> [String] {
    figure.map { $0.reading.number == nil ? [] : ["beyond the floor \($0.valueWithInterval())"] } ?? []
  }

  private static func basis(_ value: String?, _ notes: [String]) -> String {
    let first = [value, notes.first].compactMap(\.self).joined(separator: " ")
    return ([first] + notes.dropFirst()).joined(separator: " · ")
  }

  var section: PageSection {
    let findings: [Markup] = sentences.map { "<p>\($0)</p>" }
    let cards: [Markup] = cards.map { card in
      """
      <div class="card"><h3 dir="auto">\(card.title)</h3><p class="value">\(card.value)</p>\
      <p class="basis">\(card.basis)</p></div>
      """
    }
    return PageSection(
      id: "summary", title: ReportSummary.title,
      body: "<div class=\"findings\">\(findings.joined())</div><div class=\"cards\">\(cards.joined())</div>")
  }
}

extension ReportFigures {
  /// The one place of a section that has no strata.
  fileprivate func first(_ id: FigureSection.ID) -> FigureEntry? { blocks(id).first?.entries.first }
}
