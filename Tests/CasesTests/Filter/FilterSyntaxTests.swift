import Testing

@testable import Cases

@Suite struct FilterSyntaxTests {
  @Test(arguments: 1...20)
  func whatIsPrintedIsReadAsTheSameFilter(seed: Int) throws {
    var filters = RandomFilters(seed: UInt64(seed))
    for _ in 0..<100 {
      let filter = filters.odd()
      let printed = filter.description
      let read = try Filter(parsing: printed)
      #expect(read == filter, "\(printed)")
      #expect(read.description == printed)
    }
  }

  @Test(arguments: [
    "", "real:resisting", "outcome:non-buyer real:resisting sim:considering,deciding severity>=2",
    "position:90% action:pitch profile.city:成都 flag:yes tag:missed-exit reviewer:mk text~价格 -blocker:price",
    "profile.\"child age\":31 -(real:a or sim:b) (real:c or sim:d e:f) or x:y", "real:a or sim:b severity<-0.5",
    "--flag:yes", "-(flag:yes note:no)", "()", "-()", "text~\"a \\\"b\\\" \\\\ (c), d\"",
    "tag:\"\",\"\\u{1b}[0m\"",
  ])
  func tidyTextIsItsOwnPrint(text: String) throws {
    let text = text.replacing("e:f", with: "exit:none").replacing("x:y", with: "turn:3")
    #expect(try Filter(parsing: text).description == text)
  }

  @Test(
    arguments: [
      ("  real : resisting", nil), ("real=resisting", "real:resisting"), ("real==resisting", "real:resisting"),
      ("REAL:resisting NOT flag:yes", "real:resisting -flag:yes"), ("real:a and sim:b", "real:a sim:b"),
      ("real:a OR sim:b", "real:a or sim:b"), ("((real:a))", "real:a"), ("real：a，b　sim:c", "real:a,b sim:c"),
      ("（real:a）", "real:a"), ("text～“价格”", "text~价格"), ("stratum:x simulated:y", "outcome:x sim:y"),
      ("severity>=2.50", "severity>=2.5"), ("not (real:a sim:b)", "-(real:a sim:b)"),
      ("real:or", "real:or"), ("conversation:2018:a-b", "conversation:2018:a-b"),
      ("real:\"resisting\"", "real:resisting"),
    ] as [(String, String?)])
  func otherSpellingsAreReadToo(text: String, tidy: String?) throws {
    if let tidy {
      #expect(try Filter(parsing: text).description == tidy)
    } else {
      #expect(throws: FilterError.self) { try Filter(parsing: text) }
    }
  }

  @Test(
    arguments: [
      ("rael:resisting", 0..<4, "real"), ("real:a sevrity>2", 7..<14, "severity"), ("价格", 0..<2, "text~价格"),
      ("real!=a", 4..<5, "-real:…"), ("é sev:1", 0..<1, "text~é"),
    ] as [(String, Range<Int>, String)])
  func aWrongFieldIsNamedWithWhatWasMeant(text: String, range: Range<Int>, suggestion: String) throws {
    let error = try #require(throws: FilterError.self) { try Filter(parsing: text) }
    #expect(error.range == range)
    #expect(error.suggestion == suggestion)
  }

  @Test(
    arguments: [
      ("real:", 5..<5, "a value is expected"), ("real:a,", 7..<7, "a value is expected"),
      ("real: a", 5..<5, "a value is expected"), ("severity>", 9..<9, "a number is expected"),
      ("real", 4..<4, "a test is expected after real"), ("severity>x", 9..<10, "not a number"),
      ("severity>1e999", 9..<14, "not a number"),
      ("real:a or", 7..<9, "after this \"or\""), ("or real:a", 0..<2, "before this \"or\""),
      ("(real:a", 0..<1, "not closed"), ("real:a)", 6..<7, "closes nothing"), ("text~\"价格", 5..<8, "not closed"),
      ("text~\"\\q\"", 6..<8, "escape"), ("-", 1..<1, "a field is expected"), ("profile.:x", 0..<8, "which field"),
      ("👩‍👩‍👧:x", 0..<1, "no field"), ("real:a and", 7..<10, "after this \"and\""), ("real:a:b,", 9..<9, "a value"),
    ] as [(String, Range<Int>, String)])
  func anErrorNamesThePlaceAndWhatIsWrong(text: String, range: Range<Int>, message: String) throws {
    let error = try #require(throws: FilterError.self) { try Filter(parsing: text) }
    #expect(error.range == range)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test func deepAndLongTextsAreRefusedNotObeyed() {
    for text in [
      String(repeating: "(", count: 5000), String(repeating: "-", count: 5000), String(repeating: "not ", count: 2000),
      String(repeating: "real:a or ", count: 2000), String(repeating: "\"", count: 9000),
    ] {
      #expect(throws: FilterError.self) { try Filter(parsing: text) }
    }
  }

  @Test func theDeepestAllowedNestingIsRead() throws {
    let text = String(repeating: "-", count: Filter.maximumDepth - 1) + "flag:yes"
    #expect(try Filter(parsing: text).description == text)
    #expect(throws: FilterError.self) { try Filter(parsing: "-" + text) }
  }

  @Test func noiseNeverBreaksTheReader() {
    var numbers = SeededNumbers(9)
    var filters = RandomFilters(seed: 9)
    for _ in 0..<400 {
      let bytes = (0..<numbers.below(40)).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
      #expect(survivesReading(String(decoding: bytes, as: UTF8.self)))
      let text = (0..<numbers.below(8)).map { _ in filters.oddText() }.joined(separator: "real:")
      #expect(survivesReading(text), "\(text)")
    }
  }

  /// Whether what is read is read again from its own print, and what is refused has a place in the text.
  private func survivesReading(_ text: String) -> Bool {
    do throws(FilterError) {
      let filter = try Filter(parsing: text)
      let printed = filter.description
      if printed.unicodeScalars.count > Filter.maximumLength { return true }
      return try Filter(parsing: printed) == filter
    } catch {
      return error.range.upperBound <= text.count && !error.rendering.isEmpty
    }
  }

  @Test func theCaretStandsUnderThePlaceInColumns() throws {
    let error = try #require(throws: FilterError.self) { try Filter(parsing: "tag:价格 rael:\u{1B}x") }
    #expect(
      error.rendering == """
        tag:价格 rael:·x
                 ^^^^
        there is no field rael; did you mean real?
        """)
  }

  @Test func aLongLineIsCutAroundThePlace() throws {
    let text = String(repeating: "real:a ", count: 100) + "x:y"
    let error = try #require(throws: FilterError.self) { try Filter(parsing: text) }
    let lines = error.rendering.split(separator: "\n")
    #expect(lines[0].count < 110 && lines[0].hasPrefix("…") && lines[0].hasSuffix("x:y"))
    #expect(lines[1].count == lines[0].count - 2)
  }

  @Test func normalFormHasNoListsOfOne() {
    let term = FilterExpression.equals(.flag, ["yes"])
    #expect(Filter([.all([.any([term])])]) == Filter([term]))
    #expect(Filter([.any([])]) == Filter([.nothing]))
    #expect(Filter([.equals(.flag, [])]) == Filter([.nothing]))
  }
}
