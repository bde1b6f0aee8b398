internal import Fidelity
internal import Figures
internal import Receipt
internal import Text

/// What someone needs who reads only the first screen.
struct ReportSummary: Sendable {
  /// The verdict in a word, with what it is drawn as.
  struct Verdict: Sendable {
    var glyph: String
    var word: String
    var sentence: String
    /// The class of its colour.
    var style: String
  }

  /// A figure by itself: what exceeds the floor is large, what was seen and the floor stand below it.
  struct Card: Sendable {
    var title: String
    var value: String
    /// Its interval.
    var interval: String
    /// Name and value, one below the other.
    var facts: [(name: String, value: String)]
  }

  static let title = "At a glance"
  let verdict: Verdict?
  let sentences: [String]
  let cards: [Card]

  init(_ content: ReportContent, _ figures: ReportFigures) {
    verdict = ReportSummary.verdict(content.figures)
    sentences = ReportSummary.sentences(content, hasVerdict: verdict != nil)
    cards = ReportSummary.cards(figures)
  }

  private static func verdict(_ report: FidelityReport) -> Verdict? {
    guard let verdict = report.contrast?.verdict else { return nil }
    let style =
      switch verdict.finding.glyph {
      case "✗": "shown"
      case "✓": "within"
      case "?": "open"
      default: "withheld"
      }
    return Verdict(
      glyph: verdict.finding.glyph, word: verdict.finding.word, sentence: verdict.sentence, style: style)
  }

  private static func sentences(_ content: ReportContent, hasVerdict: Bool) -> [String] {
    [
      hasVerdict ? nil : content.figures.firstLine,
      content.receipt.map { "\($0.predicate.plan.word): \($0.predicate.plan.sentence)" }
        ?? content.figures.contrast?.verdict?.standing.line,
    ].compactMap(\.self)
  }

  /// The contrast, then each side: the same three figures as the sentence.
  private static func cards(_ figures: ReportFigures) -> [Card] {
    var cards: [Card] = []
    if let verdict = figures.report.contrast?.verdict,
      let delta = figures.blocks(.contrast).first?.entries.first?["estimate"],
      let floor = figures.blocks(.floor).flatMap(\.entries).first(where: { $0.item == verdict.reference?.rawValue })
    {
      cards += [card("Contrast of the sides", delta, floor: floor["estimate"], excess: floor["excess"])]
        .compactMap(\.self)
    }
    for entry in figures.blocks(.depthBias).flatMap(\.entries) {
      guard let bias = entry["estimate"] else { continue }
      cards += [
        card("Depth with \(entry.words)", bias, floor: entry["floor"], excess: entry["excess"])
      ].compactMap(\.self)
    }
    return cards
  }

  private static func card(
    _ title: String, _ observed: FigureInstance, floor: FigureInstance?, excess: FigureInstance?
  ) -> Card? {
    guard observed.reading.number != nil, let excess, let floor else { return nil }
    guard excess.reading.number != nil else {
      return Card(
        title: title, value: "no floor", interval: excess.reading.reason ?? "",
        facts: [("seen", observed.valueWithInterval())])
    }
    let count = observed.reading.basis.map { [("on", NumberText.counted($0, "conversation"))] } ?? []
    return Card(
      title: title, value: excess.value(), interval: excess.interval ?? "",
      facts: [("seen", observed.valueWithInterval()), ("floor", floor.value())] + count)
  }

  /// What the words of the cards mean, where they first stand.
  static let words = [
    ("Depth", "how far a turn is on the way from resistance to commitment; + where the simulated user goes further"),
    ("Floor", "what a sampler would show that knows what came before the turn and nothing of the outcome"),
    ("Excess", "what is seen beyond the floor: only that can count against a simulator"),
    ("Contrast", "depth with those who decline minus depth with those who commit"),
  ]

  var section: PageSection {
    let headline: Markup =
      verdict.map { verdict in
        """
        <p class="verdict \(verdict.style)"><span aria-hidden="true">\(verdict.glyph)</span> \(verdict.word)</p>\
        <p class="sentence">\(verdict.sentence)</p>
        """
      } ?? .empty
    let findings: [Markup] = sentences.map { "<p>\($0)</p>" }
    let cards: [Markup] = cards.map { card in
      """
      <div class="card"><h3 dir="auto">\(card.title)</h3><p class="value">\(card.value) <small>\(card.interval)</small></p>\
      <p class="excess">excess</p><dl>\(card.facts.map { fact -> Markup in "<dt>\(fact.name)</dt><dd>\(fact.value)</dd>" }.joined())</dl>\
      </div>
      """
    }
    let words: Markup =
      cards.isEmpty
      ? .empty
      : """
      <dl class="words">\(ReportSummary.words.map { word -> Markup in "<dt>\(word.0)</dt><dd>\(word.1)</dd>" }.joined())</dl>
      """
    return PageSection(
      id: "summary", title: ReportSummary.title,
      body:
        "\(headline)<div class=\"findings\">\(findings.joined())</div><div class=\"cards\">\(cards.joined())</div>\(words)"
    )
  }
}
