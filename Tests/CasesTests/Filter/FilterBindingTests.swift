import Testing

@testable import Cases

@Suite struct FilterBindingTests {
  let cases = RandomCases(seed: 4)

  @Test(
    arguments: [
      ("real:resistig", 5..<13, "resisting"), ("real:resisting,lurking", 15..<22, nil), ("position:91%", 9..<12, "90%"),
      ("outcome:buyr", 8..<12, nil), ("flag:maybe", 5..<10, nil), ("profile.citi:x", 0..<12, "profile.city"),
      ("profile.city:成", 13..<14, "成都"), ("severity:big", 9..<12, nil), ("real>2", 4..<5, nil), ("text:a", 4..<5, nil),
      ("severity~2", 8..<9, nil), ("text~\" \"", 5..<8, nil), ("action~zz", 7..<9, nil),
      ("-(flag:yes or miss:si)", 19..<21, nil),
    ] as [(String, Range<Int>, String?)])
  func aValueThatTheAuditDoesNotHaveIsNamed(text: String, range: Range<Int>, suggestion: String?) throws {
    let error = try #require(throws: FilterError.self) { try cases.table.filter(parsing: text, in: cases.context) }
    #expect(error.range == range, "\(error)")
    #expect(error.suggestion == suggestion)
    #expect(error.text == text)
  }

  @Test func whatIsAllowedIsListed() throws {
    let error = try #require(throws: FilterError.self) {
      try cases.table.filter(parsing: "real:x", in: cases.context)
    }
    #expect(
      error.allowed == ["resisting", "exploring", "engaging", "considering", "deciding", "no-reply", "missing"])
  }

  @Test func aFilterMadeInCodeIsRefusedWithItsPlaceInTheText() throws {
    let filter = Filter([.equals(.flag, ["yes"]), .equals(.real, ["resisting", "nowhere"])])
    let error = try #require(throws: FilterError.self) { try cases.table.rows(matching: filter, in: cases.context) }
    #expect(error.text == "flag:yes real:resisting,nowhere")
    #expect(error.range == 24..<31)
  }

  @Test func textIsReadWithoutASearchButNotAnswered() throws {
    for text in ["text~a", "conversation:c-1"] {
      let filter = try cases.table.filter(parsing: text, in: FilterContext())
      let error = try #require(throws: FilterError.self) {
        try cases.table.rows(matching: filter, in: FilterContext())
      }
      #expect(error.message.contains("here"))
    }
  }

  @Test func theOrderInWhichTheStoreFindsTurnsDoesNotMatter() throws {
    let filter = try Filter(parsing: "text~e")
    let rows = try cases.table.rows(matching: filter, in: cases.context)
    var shuffled = cases.context
    let find = try #require(shuffled.findText)
    shuffled.findText = { query in
      var hits = try find(query)
      hits.realTurns.reverse()
      hits.simulatedTurns.reverse()
      return hits
    }
    #expect(try cases.table.rows(matching: filter, in: shuffled) == rows)
  }

  @Test func theOrderOfTheStoresKeysDoesNotMatter() throws {
    let filter = try Filter(parsing: "text~e conversation~1")
    var backwards = cases
    backwards.table.conversations.key.reverse()
    #expect(
      try backwards.table.rows(matching: filter, in: backwards.context)
        == cases.table.rows(matching: filter, in: cases.context))
  }

  @Test func aSearchThatFailsIsAnError() throws {
    struct Broken: Error {}
    let context = FilterContext(findText: { _ in throw Broken() })
    let filter = try cases.table.filter(parsing: "text~a", in: context)
    #expect(throws: FilterError.self) { try cases.table.rows(matching: filter, in: context) }
  }

  @Test func unknownKeysFromTheStoreMatchNothing() throws {
    let context = FilterContext(
      findText: { _ in TextHits(realTurns: [.init(conversation: .max, turn: 1)], conversations: [.max, 0]) },
      findConversations: { _ in [.max] })
    for text in ["text~a", "conversation-text~a", "conversation:x"] {
      let filter = try cases.table.filter(parsing: text, in: context)
      #expect(try cases.table.rows(matching: filter, in: context).count == 0)
    }
  }

  @Test func letterCaseOfValuesAndSpellingOfNumbersDoNotMatter() throws {
    let pairs = [
      ("real:RESISTING", "real:resisting"), ("real:None", "real:missing"),
      ("profile.\"child age\":30", "profile.\"child age\":3e1"), ("flag:YES", "flag:yes"),
    ]
    for (one, other) in pairs {
      let rows = try [one, other].map { text in
        try cases.table.rows(matching: Filter(parsing: text), in: cases.context)
      }
      #expect(rows[0] == rows[1], "\(one)")
    }
  }

  @Test func aBlockerNamedNoneIsNotAMissingOne() throws {
    let none = try cases.table.rows(matching: Filter(parsing: "real-blocker:none"), in: cases.context)
    let missing = try cases.table.rows(matching: Filter(parsing: "real-blocker:missing"), in: cases.context)
    #expect(none.count > 0 && missing.count > 0)
    var both = none
    both.formIntersection(missing)
    #expect(both.count == 0)
  }
}
