import Cases
import Fidelity
import Foundation
import Testing

@testable import Report

@Suite struct ReportPageTests {
  private static let attributes: Set<String> = [
    "aria-label", "charset", "class", "content", "cx", "cy", "d", "dir", "height", "href", "http-equiv", "id", "lang",
    "aria-hidden", "name", "r", "role", "rx", "scope", "text-anchor", "title", "viewbox", "width", "x", "y",
  ]
  private static let names: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "header", "p", "h1", "h2", "h3", "h4", "b", "code",
    "nav",
    "a", "main", "section", "div", "span", "bdi", "svg", "desc", "g", "rect", "text", "path",
    "circle", "figure",
    "figcaption", "table", "thead", "tbody", "tr", "th", "td", "caption", "small", "article", "mark", "footer", "br",
    "details", "summary", "dl", "dt", "dd",
  ]

  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>",
    "</title><script>x</script>",
    "</style><script>x</script>", "<!--", "-->", "]]>", "&lt;b&gt;", "&#60;b&#62;", "\" onmouseover=\"x", "' style='x",
    "javascript:alert(1)", "{{x}}", "`${x}`", "\u{202E}drawkcab\u{2066}", "\u{0}\u{1B}[2J\u{7}", "<\u{0}script>",
    "＜script＞",
    "a\u{2028}b\u{2029}c", "\u{FEFF}<b>", "<a href=//x>", "e\u{0301}\u{0301}\u{0301}<i>", "忙，没空<b>", "\\\"><b>", "<",
  ]

  @Test func noTextOfAStrangerBecomesMarkup() async throws {
    let plain = shape(HTMLTokens(try await ReportFixture("plain").page()))
    // Some at a time: each page costs an analysis.
    for start in stride(from: 0, to: ReportPageTests.hostile.count, by: 4) {
      let words = ReportPageTests.hostile[start...].prefix(4).joined(separator: "x")
      let page = HTMLTokens(try await ReportFixture(words).page())
      // The same tags with the same attributes, whatever the strangers wrote.
      #expect(shape(page) == plain, "\(words)")
      for link in page.tags.compactMap({ $0.values["href"] }) { #expect(link.hasPrefix("#"), "\(words)") }
    }
  }

  /// Tags with their attributes; highlights aside, and the language, which is left out where it is none.
  private func shape(_ tokens: HTMLTokens) -> [String] {
    tokens.tags.filter { $0.name != "mark" }.map { tag in
      (tag.isEnd ? "/" : "") + tag.name + tag.attributes.filter { $0 != "lang" }.joined(separator: " ")
    }
  }

  /// Random strings of what markup is made of.
  @Test func noRandomTextBecomesMarkup() async throws {
    var seed: UInt64 = 42
    func next(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let pieces = [
      "<", ">", "\"", "'", "&", "=", "/", "!", "-", " ", "\n", "\t", "\r", "a", "on", "script", "style", "x", "\u{0}",
      "\u{85}", "\u{202E}", ";", "#", "#x3c", "<!--", "<![CDATA[", "</", "\u{FFFF}", "𝒳", "忙", "`",
    ]
    for _ in 0..<5 {
      let words = (0..<(3 + next(14))).map { _ in pieces[next(pieces.count)] }.joined()
      let page = HTMLTokens(try await ReportFixture(words).page())
      for tag in page.tags {
        #expect(ReportPageTests.names.contains(tag.name), "\(words)")
        if tag.name != "!doctype" { #expect(ReportPageTests.attributes.isSuperset(of: tag.attributes), "\(words)") }
      }
    }
  }

  @Test func everyTagIsClosedWhereItShouldBe() async throws {
    let page = HTMLTokens(try await ReportFixture("忙 & <b>").page())
    let void: Set<String> = ["meta", "br", "!doctype", "rect", "path", "circle"]
    var open: [String] = []
    for tag in page.tags where !void.contains(tag.name) {
      if tag.isEnd { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
    }
    #expect(open.isEmpty)
    let ids = page.tags.compactMap { $0.values["id"] }
    #expect(Set(ids).count == ids.count)
    let links = page.tags.compactMap { $0.values["href"] }
    #expect(Set(links.map { String($0.dropFirst()) }).isSubset(of: ids))
  }

  @Test func noMarkupOfTheProgramIsShownAsText() async throws {
    let page = try await ReportFixture("plain words").page()
    // "p < .0001" is no markup.
    #expect(page.firstMatch(of: #/&lt;[a-z\/!]/#) == nil && !page.contains("Markup("))
    #expect(ReceiptSection.list("Limits", ["a", "<b>"]).text == "<h3>Limits</h3><ul><li>a</li><li>&lt;b&gt;</li></ul>")
  }

  @Test func theBrowserMayLoadNothing() async throws {
    let page = try await ReportFixture("x").page()
    let policy = HTMLTokens(page).tags.first { $0.values["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.values["content"]?.hasPrefix("default-src 'none'; style-src 'unsafe-inline'") ?? false)
    for word in ["src=", "url(", "@import", "<link", "<script", "http://", "https://"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func aSignalIsHighlightedAndStaysText() async throws {
    #expect(
      SignalText.markup("No, <b>not</b> now", signal: "<B>NOT").text == "No, <mark>&lt;b&gt;not</mark>&lt;/b&gt; now")
    #expect(SignalText.markup("忙忙忙", signal: "忙").text == "<mark>忙</mark><mark>忙</mark><mark>忙</mark>")
    #expect(SignalText.markup("abc", signal: "").text == "abc")
    #expect(SignalText.markup("abc", signal: "abcd").text == "abc")
    let page = try await ReportFixture("plain words").page()
    #expect(page.contains("<mark>p</mark>lain words"))
  }

  @Test func withoutTextNoTurnIsShown() async throws {
    let page = try await ReportFixture("secret").page(hasTexts: false)
    #expect(!page.contains("class=\"said") && !page.contains("class=\"before\"") && !page.contains("class=\"why\""))
    #expect(page.contains("class=\"review\""))
  }

  @Test func anEmptySelectionSaysSo() async throws {
    let fixture = ReportFixture("x")
    let options = AnalysisOptions(simulator: "nobody", instrument: "none", resamples: 20, permutationDraws: 20)
    let report = try await FidelityAnalysis(
      table: fixture.table, rows: RowSet(capacity: fixture.table.count), options: options
    ).report()
    let content = ReportContent(
      table: fixture.table, figures: report, reviews: ReviewIndex(), cases: [], casesAre: "0 cases", program: "p",
      madeAt: "t")
    var page = ""
    try ReportPage(content).write(from: fixture.source) { page += String(decoding: $0, as: UTF8.self) }
    #expect(report.reason.map { page.contains($0) } ?? false)
    #expect(page.hasSuffix("</html>\n"))
    #expect(MarkdownReport(content).whole.contains("Nothing to report"))
  }

  @Test func markdownTakesNothingForMarkupEither() async throws {
    let text = MarkdownReport(try await ReportFixture("<b>|*x*").content()).whole
    #expect(!text.contains("<b>") && !text.contains("*x*") && text.contains("&lt;b&gt;"))
    #expect(text.contains("# Cases"))
  }
}
