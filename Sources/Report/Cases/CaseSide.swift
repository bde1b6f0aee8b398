internal import Cases
internal import Figures
internal import Interchange
internal import Text

/// One side of a case: the turn under its marks, the signal highlighted, the rationale below.
struct CaseSide {
  let cards: CaseCards
  let row: Int
  let isReal: Bool
  let words: String?
  let signal: String?
  let convergence: Double?
  let rationale: String?

  init(_ cards: CaseCards, _ texts: CaseTexts, isReal: Bool) {
    self.cards = cards
    row = texts.row
    self.isReal = isReal
    let label = isReal ? texts.realLabel : texts.simulatedLabel
    words = (isReal ? texts.real : texts.simulated).map(cards.string)
    signal = label.signal.map(cards.string)
    convergence = label.convergence
    rationale = label.rationale.map(cards.string)
  }

  private var mark: StageMark { cards.mark(isReal ? \.realStage : \.simulatedStage, row) }

  var markup: Markup {
    let title = isReal ? "Real" : cards.simulator(of: row)
    return """
      <div class="side \(mark.style)"><h4 dir="auto">\(title)</h4>\
      <p><span class="chip \(mark.style)">\(String(mark.letter))</span> <span class="stage">\(mark.name)</span> \(shift)</p>\
      \(signs)\(cards.content.hasTexts ? said + reasons : .empty)</div>
      """
  }

  private var shift: Markup {
    guard !isReal, let shift = cards.shift(of: row), shift != 0 else { return .empty }
    return "<b>\(shift > 0 ? "+" : "−")\(NumberText.brief(shift.magnitude))</b>"
  }

  private var signs: Markup {
    var signs = cards.signs(isReal: isReal, row)
    if let convergence { signs.append("convergence \(NumberText.fixed(convergence, 2, signed: true))") }
    return signs.isEmpty ? .empty : "<p class=\"signs\">\(signs.joined(separator: " · "))</p>"
  }

  private var said: Markup {
    guard let words else {
      let isSilent = isReal || mark == .noReply
      return "<p class=\"said dim\">\(isSilent ? "∅ no reply" : "its text is not in the audit")</p>"
    }
    guard !words.isEmpty else { return "<p class=\"said dim\">(empty text)</p>" }
    return "<p class=\"said\" dir=\"auto\"\(cards.languageAttribute)>\(SignalText.markup(words, signal: signal))</p>"
  }

  private var reasons: Markup {
    var reasons = Markup.empty
    if let signal, !signal.isEmpty, !SignalText.occurs(signal, in: words ?? "") {
      reasons += "<p class=\"why\" dir=\"auto\">signal, not in these words: “\(signal)”</p>"
    }
    if let rationale, !rationale.isEmpty {
      reasons += "<p class=\"why\" dir=\"auto\">\(rationale)</p>"
    }
    return reasons
  }
}

/// A turn with the words highlighted that decided its label.
enum SignalText {
  static func markup(_ words: String, signal: String?) -> Markup {
    let bytes = Array(words.utf8)
    let ranges = Quotation.occurrences(of: Array((signal ?? "").utf8), in: bytes)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var markup = Markup.empty
    var place = 0
    for range in ranges {
      markup += "\(text(place..<range.lowerBound))<mark>\(text(range))</mark>"
      place = range.upperBound
    }
    return markup + "\(text(place..<bytes.count))"
  }

  static func occurs(_ signal: String, in words: String) -> Bool {
    !Quotation.occurrences(of: Array(signal.utf8), in: Array(words.utf8)).isEmpty
  }
}
