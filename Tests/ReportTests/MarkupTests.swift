import Testing

@testable import Report

@Suite struct MarkupTests {
  @Test func whatIsInterpolatedIsText() {
    let words = "<b onclick=\"x\">&'"
    let markup: Markup = "<p title=\"\(words)\">\(words)</p>"
    #expect(
      markup.text == """
        <p title="&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;">&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;</p>
        """)
  }

  @Test func controlsAndDirectionsAreSeen() {
    let markup: Markup = "\("a\u{0}\u{1B}[31m\u{202E}b\u{2066}\u{7F}\u{85}\u{FFFF}\u{FEFF}")"
    #expect(markup.text == "a␀␛[31m‹U+202E›b‹U+2066›␡‹U+85›‹U+FFFF›‹U+FEFF›")
  }

  @Test func linesStayLines() {
    let markup: Markup = "\("a\r\nb\nc\rd\u{2028}e\tf")"
    #expect(markup.text == "a\nb\nc\nd\ne\tf")
  }

  @Test func wordsOfEveryScriptStayAsTheyAre() {
    let words = "忙，没空 שלום مرحبا 👨‍👩‍👧 é"
    #expect(("\(words)" as Markup).text == words)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.04, "0"), (1.25, "1.3"), (-1.25, "-1.3"), (.nan, "0"), (.infinity, "0"), (12, "12"),
  ])
  func coordinatesAreShort(value: Double, text: String) {
    #expect(("\(value)" as Markup).text == text)
  }
}
