import Testing
import Text

@Suite struct CSVTextTests {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\r\nb", "\"a\r\nb\""),
    (" outer", "\" outer\""), ("outer ", "\"outer \""), ("in ner", "in ner"), ("价,格", "\"价,格\""),
  ])
  func fieldsAreQuotedWhereTheyMustBe(field: String, expected: String) { #expect(CSVText.quoted(field) == expected) }

  @Test(arguments: [
    "=1+1", "+cmd", "-cmd", "@sum", "\tx", "-inf", "+nan", "-0x1p3", "-", "+", "-1,5", "--1", "+e5", "-1 000", "-1\t",
  ])
  func whatASpreadsheetTakesForAFormulaGetsAnApostrophe(field: String) {
    let quoted = CSVText.quoted(field, allowsNumbers: true)
    #expect(quoted.hasPrefix("'") || quoted.hasPrefix("\"'"))
  }

  @Test func aReturnInFrontIsQuotedAsWell() { #expect(CSVText.quoted("\rx") == "\"'\rx\"") }

  @Test(arguments: ["-0.5", "+3", "-1e-07", "0", ".5", "-.5"]) func numbersStayNumbersWhereTheyAreFigures(field: String)
  {
    #expect(CSVText.quoted(field, allowsNumbers: true) == field)
    if field.first == "-" || field.first == "+" { #expect(CSVText.quoted(field) == "'" + field) }
  }
}

@Suite struct MarkdownTextTests {
  @Test func nothingOfAStrangerIsMarkup() {
    #expect(
      MarkdownText.inline("# <b>*a*</b> [x](http://y) a|b\n- c")
        == ##"\# &lt;b&gt;\*a\*&lt;/b&gt; [x\](http:&#47;/y) a\|b \- c"##)
    #expect(MarkdownText.inline("a\u{1B}[31m\u{202E}b\u{9B}") == "a\u{241B}[31m‹U+202E›b‹U+9B›")
  }

  @Test func bracketsAreEscapedWhereTheyWouldBeALinkANoteOrAnAlert() {
    #expect(MarkdownText.inline("+0.3 [+0.1, +0.5] (a)") == "\\+0.3 [+0.1, +0.5] (a)")
    #expect(MarkdownText.inline("[a][b]") == "[a\\][b]")
    #expect(MarkdownText.inline("[a]: u") == "[a\\]: u")
    #expect(MarkdownText.inline("x [^1] [!NOTE]") == "x \\[^1] \\[!NOTE]")
    #expect(MarkdownText.inline("0.1.0") == "0.1.0")
    #expect(MarkdownText.inline("1. a") == "1\\. a")
    #expect(MarkdownText.inline("child_age _a_ a__b") == "child_age \\_a\\_ a\\_\\_b")
  }

  @Test func aFenceIsLongerThanThoseInside() {
    #expect(MarkdownText.fenced("a") == "```text\na\n```")
    #expect(MarkdownText.fenced("````\n<b>") == "`````text\n````\n<b>\n`````")
    #expect(MarkdownText.fenced("a\r\n\u{1B}b\u{2028}c") == "```text\na\n\u{241B}b\nc\n```")
  }
}

@Suite struct VisibleTextTests {
  @Test func everyControlIsSeenAndNothingElseChanges() throws {
    for value in (0...0x9F).map({ UInt32($0) }) where ![9, 10, 13, 0x85].contains(value) {
      let scalar = try #require(Unicode.Scalar(value))
      let isControl = scalar.properties.generalCategory == .control
      #expect((VisibleText.line(String(scalar)) == String(scalar)) != isControl)
    }
    #expect(VisibleText.line("价格 é 😀") == "价格 é 😀")
  }

  @Test func linesEndAsTextAsks() {
    #expect(VisibleText.line("a\r\nb\tc\nd\u{2029}e") == "a b c d e")
    #expect(VisibleText.lines("a\r\nb\tc\rd\u{2029}e") == "a\nb\tc\nd\ne")
    #expect(VisibleText.lines("\u{202E}x\u{1B}]0;y\u{7}") == "‹U+202E›x\u{241B}]0;y\u{2407}")
  }
}
