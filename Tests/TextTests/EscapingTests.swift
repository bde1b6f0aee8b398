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

  /// Whether a spreadsheet with commas, semicolons or tabs could take a piece of the cell for a formula.
  private func isFormula(_ cell: String) -> Bool {
    cell.unicodeScalars.split(omittingEmptySubsequences: false) { ";\t\r\n".unicodeScalars.contains($0) }.contains {
      piece in
      let rest = piece.drop { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint || $0.value < 33 }
      return rest.first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
    }
  }

  /// What the help says that undoes the guard.
  private func undone(_ cell: String) -> String {
    guard cell.unicodeScalars.first == "'" else { return cell }
    var result = String.UnicodeScalarView()
    var isBeginning = true
    for scalar in cell.unicodeScalars {
      if !(isBeginning && scalar == "'") { result.append(scalar) }
      isBeginning = ";\t\r\n".unicodeScalars.contains(scalar)
    }
    return String(result)
  }

  private func cell(_ field: String, _ guarding: CSVForm.Guard = .formulas) -> String {
    let quoted = CSVText.quoted(field, guarding: guarding)
    guard quoted.hasPrefix("\"") else { return quoted }
    return String(quoted.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  @Test(arguments: [
    "\n=1+1", "\r\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)", " =1+1", "\u{3000}=1+1", "\u{A0}=1", "\u{FEFF}=1+1",
    "\u{200B}-1",
    "\u{2060} \u{200E}@x", "a;=1+1", "a; =1+1", ";=1", "a;b;\u{200B}＝1", "x\t=1", "list:\n- one\n- two", "'=1", "'",
    "''", "a;'b",
    "\"=1\"", "\u{1}=1", "=1;'=2", "a\r=1", "\u{AD}+1",
  ])
  func noPieceOfACellIsAFormula(field: String) {
    let cell = cell(field)
    #expect(!isFormula(cell))
    #expect(cell == field || cell.unicodeScalars.first == "'")
    #expect(undone(cell) == field)
    #expect(self.cell(field, .none) == field)
  }

  @Test(arguments: ["a;b", "don't", "ok ;-)", "a-b", "3 - 2 = 1", "忙；=1", "x\ny", "e; f", "5'"])
  func whatIsNoFormulaStaysAsItIs(field: String) { #expect(cell(field) == field) }

  /// Random cells: nothing is left that could be a formula, and the documented way back leads to the text.
  @Test func everyGuardCanBeUndone() {
    let pieces = ["'", "=", "-", "＝", ";", "\n", "\t", "\r", " ", "a", "\u{FEFF}", "\"", ",", "忙", "1"]
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<20_000 {
      let field = (0..<next(8)).map { _ in pieces[next(pieces.count)] }.joined()
      let cell = cell(field)
      #expect(undone(cell) == field && !isFormula(cell), "\(field.debugDescription)")
    }
  }

  /// What is looked for eight bytes at a time is found wherever it stands, and whatever stands around it.
  @Test(arguments: ["\n", "\r", ";", "\t", ",", "\"", "\u{B}", "\u{D}\u{A}", "："])
  func whatMattersIsFoundAtEveryPlace(mark: String) {
    for filling in ["a", "忙", "\u{1F}", "<"] {
      for before in 1..<20 {
        for after in ["", "a", "=1", "忙忙忙忙"] {
          let field = String(repeating: filling, count: before) + mark + after
          let needsQuotes = field.utf8.contains { [10, 13, 34, 44].contains($0) }
          let quoted = CSVText.quoted(field)
          #expect(quoted.hasPrefix("\"") == needsQuotes, "\(field.debugDescription)")
          #expect(undone(cell(field)) == field && !isFormula(cell(field)), "\(field.debugDescription)")
          #expect((cell(field) != field) == isFormula(field), "\(field.debugDescription)")
        }
      }
    }
  }

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

  @Test func aTerminalGetsLinesAndTabsAndNothingThatActs() {
    #expect(VisibleText.forTerminal("plain\n") == "plain\n")
    #expect(VisibleText.forTerminal("a\r\nb\tc\n价 👨‍👩‍👧") == "a\nb\tc\n价 👨‍👩‍👧")
    #expect(VisibleText.forTerminal("\u{1B}]52;c;x\u{7}\rz\r") == "\u{241B}]52;c;x\u{2407}\u{240D}z\u{240D}")
    #expect(
      VisibleText.forTerminal("\u{9B}2J\u{202E}\u{85}\u{2028}\u{E0041}") == "‹U+9B›2J‹U+202E›‹U+85›‹U+2028›‹U+E0041›")
  }
}
