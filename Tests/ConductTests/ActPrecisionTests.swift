import Cases
import Conduct
import Testing

/// The precision and recall that `Faults.md` states of last acts are those of the turns in `Turns`.
@Suite(.serialized) struct ActPrecisionTests {
  @Test func areAsTheGuideSays() throws {
    let known = try KnownActs()
    for language in ConductLanguage.allCases {
      let own = known.judgements.filter { $0.language == language }
      #expect(own.count { $0.kind == .seeded } >= 200)
      #expect(own.count { $0.kind == .realistic } >= 50)
    }
    try GuideSection.hold(try table(of: known), under: "## Precision and recall of acts")
  }

  /// What is left when nothing was found is no act that is claimed.
  @Test(arguments: LastAct.allCases.filter { $0 != .talking })
  func whatIsClaimedIsMostlyRight(act: LastAct) throws {
    let known = try KnownActs()
    for language in ConductLanguage.allCases {
      let told = known.judgements.filter { $0.language == language && $0.told == act }
      let right = told.count { $0.act == act }
      #expect(Double(right) >= 0.95 * Double(told.count), "\(act.rawValue) in \(language.rawValue)")
    }
  }

  @Test func everyActIsExplained() {
    for act in LastAct.allCases { #expect(FaultGuide.text.contains("\n| \(act.rawValue) |")) }
  }

  private func table(of known: KnownActs) throws -> String {
    var lines = [
      "Measured on last turns of our own, some with the agent's turn before; of the Chinese ones a third is in traditional",
      "characters. The realistic ones were written with the seeded ones, before the lists were widened, and what was missed of",
      "them was seen since. Shares with 95 % intervals (Wilson), in percent; n is what was told, or what was there.",
      "`talking` is what is left where nothing was found: its precision is that of saying so.", "",
    ]
    for language in ConductLanguage.allCases {
      let own = known.judgements.filter { $0.language == language }
      let (seeded, realistic) = (own.filter { $0.kind == .seeded }, own.filter { $0.kind == .realistic })
      lines += [
        "### \(language.rawValue): \(seeded.count) seeded, \(realistic.count) realistic turns", "",
        "| act | precision, seeded | n | precision, realistic | n | found, seeded | n | found, realistic | n |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
      ]
      for act in LastAct.allCases {
        let cells = try [\KnownActs.Judgement.told, \.asKnown].flatMap { of in
          try [seeded, realistic].flatMap { turns in
            let all = turns.filter { $0[keyPath: of] == act }
            return [try ShareText.of(all.count { $0.act == act && $0.told == act }, all.count), "\(all.count)"]
          }
        }
        lines.append("| \(act.rawValue) | \(cells.joined(separator: " | ")) |")
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}

extension KnownActs.Judgement {
  fileprivate var asKnown: LastAct? { act }
}
