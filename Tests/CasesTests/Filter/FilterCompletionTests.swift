import Testing

@testable import Cases

@Suite struct FilterCompletionTests {
  let cases = RandomCases(seed: 5)

  private func complete(_ text: String) -> FilterCompletion {
    cases.table.completion(of: text, at: text.count, in: cases.context)
  }

  @Test(
    arguments: [
      ("outc", 0..<4, "outcome:"), ("real:a sev", 7..<10, "severity:"), ("real:res", 5..<8, "resisting"),
      ("real:resisting,", 15..<15, "resisting"), ("-(flag:yes or mi", 14..<16, "miss:"), ("text", 0..<4, "text~"),
      ("profile.c", 0..<9, "profile.city:"), ("profile.\"ch", 0..<11, "profile.\"child age\":"),
      ("profile.\"child age\":2", 20..<21, nil), ("profile.city:\"new y", 13..<19, "\"New York\""),
      ("价格 tag:价", 7..<8, "价格"),
      ("real：res", 5..<8, "resisting"), ("position:9", 9..<10, "90%"), ("flag:", 5..<5, "yes"), ("zzz", 0..<3, nil),
    ] as [(String, Range<Int>, String?)])
  func theWordAtTheCursorIsCompleted(text: String, range: Range<Int>, first: String?) {
    let completion = complete(text)
    #expect(completion.range == range)
    if let first { #expect(completion.candidates.first?.text == first) }
  }

  @Test func nothingTypedOffersEveryField() {
    let names = complete("").candidates.map(\.text)
    #expect(names.contains("outcome:") && names.contains("profile.\"child age\":") && names.contains("text~"))
    #expect(names.count == FilterField.all.filter(cases.table.has).count + 2)
  }

  @Test func whatStandsAfterTheCursorDoesNotMatter() {
    let completion = cases.table.completion(of: "real:res flag:yes", at: 7, in: cases.context)
    #expect(completion.range == 5..<7)
    #expect(completion.candidates.first?.text == "resisting")
  }

  @Test func countsOfFacetsStandBesideValues() throws {
    let facets = try cases.table.facets(of: .everything, in: cases.context)
    let completion = cases.table.completion(of: "outcome:", at: 8, in: cases.context, facets: facets)
    #expect(completion.candidates.map { $0.count } == facets[.outcome]?.values.map { $0.count })
  }

  @Test func everyCandidateForAFieldIsAFieldThatIsRead() throws {
    for candidate in complete("").candidates {
      #expect(throws: Never.self) { try Filter(parsing: candidate.text + "1") }
    }
  }

  @Test func noiseNeverBreaksCompletion() {
    var filters = RandomFilters(seed: 11)
    for _ in 0..<500 {
      let text = filters.oddText() + "real:" + filters.oddText()
      for cursor in [-1, 0, text.count / 2, text.count, text.count + 5] {
        let completion = cases.table.completion(of: text, at: cursor, in: cases.context)
        #expect(completion.range.upperBound <= text.count)
      }
    }
  }
}
