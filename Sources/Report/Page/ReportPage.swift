public import Cases
internal import Fidelity
internal import Figures
internal import Text

/// A report as one HTML file that stands on its own: no script, no network, light and dark, printable.
public struct ReportPage: Sendable {
  public let content: ReportContent
  private let figures: ReportFigures
  private let sections: (open: [PageSection], folded: [PageSection])

  public init(_ content: ReportContent) {
    self.content = content
    let schema = content.description.schema
    figures = ReportFigures(content.figures, schema)
    let markup = FigureMarkup(figures: figures, marks: StageMarks(schema: schema))
    let (open, folded) = ReportSection.parted(
      ReportSection.all.compactMap { section in markup.section(section).map { (section.id, $0) } })
    sections = (open, folded + [ReceiptSection.section(content.receipt)])
  }

  /// Writes the page.
  ///
  /// - Parameters:
  ///   - source: Hands out the texts of the cases.
  ///   - write: Takes pieces of the file, UTF-8.
  public func write(from source: some CaseSource, to write: ([UInt8]) throws -> Void) throws {
    try write(Array(beginning.text.utf8))
    let cards = CaseCards(content, fields: source.profileFields)
    try write(Array(cards.heading.text.utf8))
    var pending = Markup.empty
    var number = 0
    try source.forEachCase(content.cases, of: content.table, hasLabels: true) { texts in
      number += 1
      pending += cards.card(texts, number: number)
      if pending.text.utf8.count > 1 << 17 {
        try write(Array(pending.text.utf8))
        pending = .empty
      }
    }
    try write(Array((pending + ending).text.utf8))
  }

  /// Everything before the cases: the verdict, and the sections that stand open.
  var beginning: Markup {
    let first: PageSection =
      content.figures.insteadOfFigures.map { sentences in
        let paragraphs: [Markup] = sentences.map { "<p>\($0)</p>" }
        return PageSection(id: "figures", title: "Figures", body: paragraphs.joined())
      } ?? ReportSummary(content, figures).section
    let (open, folded) = sections
    return head + header + navigation([first] + open, folded) + "<main>"
      + ([first] + open).map(\.markup).joined()
  }

  private var head: Markup {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">\
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">\
    <meta name="viewport" content="width=device-width, initial-scale=1">\
    <meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">\
    <title>\(content.title) · \(content.figures.simulator) · decision fidelity</title>
    <style>\(ReportStyle.sheet)</style></head><body>

    """
  }

  private var lead: Markup {
    let figures = content.figures
    if figures.conversationReport != nil { return "\(figures.conversationsLead)" }
    return """
      Simulator <b>\(figures.simulator)</b>, labelled by <b>\(figures.instrument)</b> · \
      \(figures.basis.joined(separator: " · "))
      """
  }

  private var header: Markup {
    let figures = content.figures
    var notes: [Markup] = []
    if let reason = figures.reasonToWithhold { notes.append("<b>No floor and no verdict:</b> \(reason).") }
    if content.description.synthetic == true { notes.append("<b>Synthetic data.</b> No person said any of it.") }
    if let filter = figures.filterText { notes.append("Only cases with <code>\(filter)</code>.") }
    if figures.paperChoices { notes.append("The paper’s own choices of tests and intervals.") }
    if let note = content.privacyNote { notes.append("\(note)") }
    return """
      <header><p class="kicker">Decision-fidelity report</p><h1 dir="auto">\(content.title)</h1>\
      <p class="lead">\(lead)</p>\
      \(notes.map { note -> Markup in "<p class=\"note\">\(note)</p>" }.joined())</header>

      """
  }

  private func navigation(_ open: [PageSection], _ folded: [PageSection]) -> Markup {
    let all = open.map { ($0.id, $0.short) } + [("cases", "Cases")] + folded.map { ($0.id, $0.short) }
    let links: [Markup] = all.map { id, title in "<a href=\"#\(id)\">\(title)</a>" }
    return "<nav aria-label=\"Sections\">\(links.joined())</nav>\n"
  }

  private var ending: Markup {
    let methods: [Markup] = content.figures.methods.map { "<p>\($0)</p>" }
    return """
      </section>\(sections.folded.map(\.folded).joined())</main>
      <footer>\(methods.joined())<p>Real turns are drawn solid, simulated ones pale with an outline. Letters and numbers \
      say everything that colours say.</p>\
      <p>Written by \(content.program) at \(content.madeAt).</p></footer>
      </body></html>

      """
  }
}

/// A part of the page with its own entry in the list of sections.
struct PageSection: Sendable {
  /// The name that links use; made by the program.
  var id: String
  var title: String
  /// How the list of sections calls it.
  var short: String
  var body: Markup

  init(id: String, title: String, short: String? = nil, body: Markup) {
    self.id = id
    self.title = title
    self.short = short ?? title
    self.body = body
  }

  var markup: Markup { "<section id=\"\(id)\"><h2>\(title)</h2>\(body)</section>\n" }

  /// Closed until somebody opens it, or follows a link to it.
  var folded: Markup {
    "<details><summary><h2>\(title)</h2></summary><section id=\"\(id)\">\(body)</section></details>\n"
  }
}
