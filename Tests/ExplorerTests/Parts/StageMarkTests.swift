import Cases
import CellGrid
import Figures
import Testing
import Text

@testable import Explorer

struct StageMarkTests {
  @Test func theFiveStagesAreWrittenAsTheDesignSays() {
    let marks = StageMarks(schema: .decisionState1)
    #expect(marks.marks.map(\.letter) == ["R", "E", "G", "C", "D"])
    #expect(marks.marks.map(\.role) == [0, 2, 4, 6, 8].map { StyleRole.scale($0) })
    #expect(marks.mark(of: Code.noReply).letter == "∅")
    #expect(marks.mark(of: Code.missing).letter == "·")
    #expect(marks.name(of: 3) == "considering")
  }

  @Test(arguments: [
    ["a", "a1", "a2", "ab", "abc"], ["抗拒", "探索", "投入", "考虑", "决定"], ["", "-", "--"],
    (0..<254).map { "stage \($0)" }, ["resisting", "refusing", "resenting", "rejecting"],
  ])
  func everyStageOfAnySchemaHasALetterOfItsOwn(names: [String]) {
    let letters = StageLetters.letters(for: names)
    #expect(Set(letters).count == names.count)
    #expect(letters.allSatisfy { DisplayWidth.of(String($0)) == 1 })
  }

  @Test func aStageHasALetterOfItsNameWhereverThereIsOne() {
    let names = [
      "resisting", "refusing", "ignoring", "deflecting", "exploring", "questioning", "engaging", "evaluating",
      "considering", "comparing", "negotiating", "deciding",
    ]
    let letters = StageLetters.letters(for: names)
    #expect(Set(letters).count == names.count)
    for (name, letter) in zip(names, letters) { #expect(name.uppercased().contains(letter), "\(name): \(letter)") }
  }

  @Test func coloursAndGlyphsFollowDepthAndNotTheOrderOfTheSchema() {
    let schema = StateSchema(
      id: "upside-down",
      stages: [.init(id: "buying", depth: 9), .init(id: "leaving", depth: -1), .init(id: "so-so", depth: 3)])
    let marks = StageMarks(schema: schema)
    #expect(marks.marks.map(\.role) == [.scale(8), .scale(0), .scale(4)])
    #expect(marks.marks.map(\.glyph) == ["█", "▁", "▄"])
  }

  @Test func aCodeThatIsNoStageIsShownAsNotLabelled() {
    let marks = StageMarks(schema: .decisionState1)
    #expect(marks.mark(of: 77) == .missing)
    #expect(marks.code(of: "unheard-of") == Code.missing)
    #expect(marks.code(of: nil) == Code.missing)
  }
}
