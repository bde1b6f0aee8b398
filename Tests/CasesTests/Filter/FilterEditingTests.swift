import Testing

@testable import Cases

@Suite struct FilterEditingTests {
  private func toggled(_ text: String, _ field: FilterField, _ value: String) throws -> String {
    try Filter(parsing: text).toggling(field, value: value).description
  }

  @Test(arguments: [
    ("", "real:resisting"), ("real:resisting", ""), ("real:exploring", "real:exploring,resisting"),
    ("real:resisting,exploring flag:yes", "real:exploring flag:yes"),
    ("flag:yes real:exploring sim:deciding", "flag:yes real:exploring,resisting sim:deciding"),
    ("flag:yes or miss:yes", "(flag:yes or miss:yes) real:resisting"),
    ("-real:resisting,exploring", "-real:exploring real:resisting"), ("-real:resisting", "real:resisting"),
    ("real:exploring flag:yes real:deciding", "real:exploring,deciding,resisting flag:yes"),
    ("real~res severity>=2", "real~res severity>=2 real:resisting"),
  ])
  func togglingAValueKeepsTheRest(text: String, result: String) throws {
    #expect(try toggled(text, .real, "resisting") == result)
  }

  @Test func togglingTwiceChangesNothing() throws {
    let text = "outcome:non-buyer real:exploring text~价格"
    #expect(try toggled(toggled(text, .real, "deciding"), .real, "deciding") == text)
    #expect(try toggled(toggled(text, .profile("child age"), "31"), .profile("child age"), "31") == text)
  }

  @Test func settingReplacesAndLifts() throws {
    let filter = try Filter(parsing: "real:exploring flag:yes")
    #expect(filter.setting(.real, to: ["resisting"]).description == "real:resisting flag:yes")
    #expect(filter.setting(.real, to: []).description == "flag:yes")
    #expect(
      filter.setting(.tag, to: ["two words", "x", "x"]).description == "real:exploring flag:yes tag:\"two words\",x")
    #expect(filter.values(of: .real) == ["exploring"])
    #expect(filter.values(of: .simulated) == [])
  }

  @Test func addingTwiceAddsOnce() throws {
    let filter = try Filter(parsing: "flag:yes")
    let severe = FilterExpression.term(FilterTerm(.severity, .compares(.greaterOrEqual, 2)))
    #expect(filter.adding(severe).adding(severe).description == "flag:yes severity>=2")
  }
}
