import Cases
import Foundation
import Testing

@testable import Report

@Suite struct CaseCardTests {
  private static let said: [(role: Role, text: String)] = [
    (.agent, "the opening"), (.user, "the real answer"), (.agent, "what came after"),
  ]

  private func card(of row: Int = 9) async throws -> String {
    let fixture = ReportFixture("plain")
    let source = FixtureSource(words: "w", said: CaseCardTests.said)
    let cards = CaseCards(try await fixture.content(), fields: source.profileFields)
    var text = ""
    try source.forEachCase([row], of: fixture.table, hasLabels: true) { texts in
      text += cards.card(texts, number: 1).text
    }
    return text
  }

  /// The reader sees what the simulator saw; the real answer stands beside the simulated one alone.
  @Test func theTranscriptEndsBeforeTheProbe() async throws {
    let card = try await card()
    #expect(card.contains("the opening"))
    #expect(!card.contains("the real answer") && !card.contains("what came after"))
    #expect(card.components(separatedBy: "class=\"turn ").count == 2)
  }

  @Test func theRealSideIsTheRealOne() async throws {
    let fixture = ReportFixture("plain")
    let card = try await card()
    let sides: [String] = Array(card.components(separatedBy: "<div class=\"side ").dropFirst())
    let row = 9
    let names = [fixture.table.pairs.realStage[row], fixture.table.pairs.simulatedStage[row]].map { "plain\($0)" }
    #expect(names[0] != names[1])
    #expect(sides.map { $0.contains("<h4 dir=\"auto\">Real</h4>") } == [true, false])
    #expect(zip(sides, names).allSatisfy { $0.contains("<span class=\"stage\">\($1)</span>") })
    #expect(card.contains("title=\"\(names[0])\">") && sides[1].contains("<b>+1</b>"))
  }

  @Test func aMissIsNamedWithItsDirection() async throws {
    #expect(try await card().contains(" 1 too deep</h3>"))
    let card = try await card(of: 7)
    #expect(card.contains(" 2 too shallow</h3>") && card.contains("<b>−2</b>"))
  }

  /// Whichever way a case is wrong: its severity has no direction.
  @Test func theListOfCasesSaysHowSevereEachIs() async throws {
    var content = try await ReportFixture("plain").content()
    content.cases = [9, 7]
    let rows = CaseCards(content, fields: []).heading.text.components(separatedBy: "<tr>").dropFirst(2)
    #expect(rows.count == 2)
    #expect(zip(rows, ["1", "2"]).allSatisfy { $0.contains("<td class=\"\">\($1)</td>") })
  }
}
