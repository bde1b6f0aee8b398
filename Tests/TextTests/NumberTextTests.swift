import Testing
import Text

@Suite struct NumberTextTests {
  @Test func halvesGoAwayFromZero() {
    #expect(NumberText.fixed(6.25, 1) == "6.3")
    #expect(NumberText.fixed(-6.25, 1) == "−6.3")
    #expect(NumberStyle.share.text(1.0 / 16) == "6.3 %")
    #expect(NumberStyle.share.text(3.0 / 80) == "3.8 %")
  }

  @Test func whatRoundsToZeroHasASignOnlyInBounds() {
    #expect(NumberText.fixed(0.0001, 2, signed: true) == "0.00")
    #expect(NumberStyle.depth.interval(0.001, 0.21) == "[+0.00, +0.21]")
    #expect(NumberStyle.depth.interval(-0.001, 0) == "[−0.00, 0.00]")
    #expect(NumberStyle.share.interval(0.0001, 0.2) == "[0.0, 20.0]")
  }

  @Test func aSlowRateIsNotNone() {
    #expect(NumberText.rate(3024, "requests", seconds: 2) == "1,512 requests/s")
    #expect(NumberText.rate(34, "requests", seconds: 10) == "3.4 requests/s")
    #expect(NumberText.rate(22, "requests", seconds: 133.4) == "9.9 requests/min")
    #expect(NumberText.rate(12, "requests", seconds: 57) == "13 requests/min")
    #expect(NumberText.rate(1, "requests", seconds: 600) == "6.0 requests/h")
    #expect(NumberText.rate(0, "requests", seconds: 5) == "0.0 requests/h")
    #expect(NumberText.rate(3, "requests", seconds: 0) == nil)
  }

  @Test func aProbabilityIsNeverZero() {
    #expect(NumberText.probability(0) == "< .0001")
    #expect(NumberText.probability(0.00009) == "< .0001")
    #expect(NumberText.probability(0.0007) == ".0007")
    #expect(NumberText.probability(0.0123) == ".012")
    #expect(NumberText.probability(0.9996) == "1")
    #expect(NumberText.equation(ofProbability: 0.0123) == "= .012")
    #expect(NumberText.equation(ofProbability: 0) == "< .0001")
  }

  @Test func countsAreGrouped() {
    #expect(NumberText.grouped(-1_234_567) == "−1,234,567")
    #expect(NumberText.counted(1, "case") == "1 case")
    #expect(NumberText.counted(3_024, "reply", "replies") == "3,024 replies")
    #expect(NumberStyle.count.text(12.5) == "12.5")
  }

  @Test func numbersThatAreNoneAreADash() {
    #expect(NumberStyle.depth.text(.nan) == "—")
    #expect(NumberText.fixed(.infinity, 2) == "—")
    #expect(NumberText.fixed(1e20, 2) == "1e+20")
  }

  @Test func levelsAndBriefNumbers() {
    #expect(NumberText.percent(0.95) == "95 %")
    #expect(NumberText.percent(0.995) == "99.5 %")
    #expect(NumberText.brief(2) == "2")
    #expect(NumberText.brief(0.25) == "0.25")
  }

  @Test func lettersAreUnique() {
    let five = StageLetters.letters(for: ["resisting", "exploring", "engaging", "considering", "deciding"])
    #expect(String(five) == "REGCD")
    let many = StageLetters.letters(for: Array(repeating: "a", count: 60))
    #expect(Set(many).count == 60)
  }
}
