import Cases
import Conduct
import Foundation
import Statistics
import Testing

/// The precision and recall that `Faults.md` states are those of the turns in `Turns`.
///
/// `WALKAWAY_FAULTS=write swift test --no-parallel --filter ConductTests` writes them anew.
@Suite(.serialized) struct PrecisionTests {
  @Test func areAsTheGuideSays() throws {
    let known = try KnownTurns()
    for language in ConductLanguage.allCases {
      #expect((known.turns[language]?[.seeded] ?? 0) >= 200)
      #expect((known.turns[language]?[.realistic] ?? 0) >= 50)
      #expect((known.turns[language]?[.unseen] ?? 0) >= 50)
    }
    try GuideSection.hold(try table(of: known), under: "## Precision and recall of faults")
  }

  /// Whoever reads a count has been told how often it is wrong.
  @Test func aRuleThatIsOftenWrongIsOff() throws {
    let known = try KnownTurns()
    for language in ConductLanguage.allCases {
      for fault in Fault.allCases where fault != .impossibleExit {
        let share = Share(known, language, nil, fault)
        let isOff = ConductRules.standard.off[language]?.contains(fault) == true
        #expect(isOff == (share.precision.map { $0 < 0.95 } ?? false), "\(fault.rawValue) in \(language.rawValue)")
      }
    }
  }

  @Test func everyFaultIsExplained() {
    for fault in Fault.allCases { #expect(FaultGuide.text.contains("\n| \(fault.rawValue) |")) }
  }

  private func table(of known: KnownTurns) throws -> String {
    var lines = [
      "Measured on turns of our own. Seeded ones were made beside the rules, with clean neighbours that look alike: they show",
      "that a rule does what it says. Realistic ones were written by the same hand, after what models say in the part of a user,",
      "and the lists were widened with them in mind: they show what is listed. Unseen ones were written when the lists were done",
      "and are never tuned to: they are the fair guess of what is found elsewhere. Where much less is found of them than of the",
      "realistic ones, as of role flips, reasoning and refusals, a model's own wording decides, and a count of 0 is no proof. n is",
      "the number of faulty turns; precision is of all turns, what was found of each kind; shares with 95 % intervals (Wilson), in",
      "percent. “on” and “off” say whether lint uses the rule without --all-rules.", "",
    ]
    for language in ConductLanguage.allCases {
      let counts = known.turns[language] ?? [:]
      lines += [
        "### \(language.rawValue): \(counts[.seeded] ?? 0) seeded, \(counts[.realistic] ?? 0) realistic, \(counts[.unseen] ?? 0) unseen turns",
        "", "| fault | precision | found, seeded | n | found, realistic | n | found, unseen | n | by default |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
      ]
      for fault in Fault.allCases where fault != .impossibleExit {
        let all = Share(known, language, nil, fault)
        let isOff = ConductRules.standard.off[language]?.contains(fault) == true
        let found = try [KnownTurns.Kind.seeded, .realistic, .unseen].flatMap { kind in
          let share = Share(known, language, kind, fault)
          return [try ShareText.of(share.right, share.faulty), "\(share.faulty)"]
        }
        let cells = [fault.rawValue, try ShareText.of(all.right, all.found)] + found + [isOff ? "off" : "on"]
        lines.append("| \(cells.joined(separator: " | ")) |")
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}

/// A share with its interval, in percent.
enum ShareText {
  static func of(_ count: Int, _ size: Int) throws -> String {
    guard size > 0 else { return "–" }
    let interval = try wilsonInterval(count: count, of: size)
    return "\(percent(Double(count) / Double(size))) [\(percent(interval.lower)), \(percent(interval.upper))]"
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }
}

/// How often one rule is right.
private struct Share {
  var faulty = 0
  var found = 0
  var right = 0

  init(_ known: KnownTurns, _ language: ConductLanguage, _ kind: KnownTurns.Kind?, _ fault: Fault) {
    for each in known.judgements
    where each.language == language && each.fault == fault && (kind == nil || each.kind == kind) {
      if each.isThere { faulty += 1 }
      if each.isFound { found += 1 }
      if each.isThere && each.isFound { right += 1 }
    }
  }

  var precision: Double? { found == 0 ? nil : Double(right) / Double(found) }
}

/// A section of `Faults.md` that is measured.
enum GuideSection {
  static func hold(_ text: String, under heading: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Conduct/Faults.md").standardized
    let guide = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(guide.range(of: "\(heading)\n")).upperBound
    let end = guide.range(of: "\n## ", range: start..<guide.endIndex)?.lowerBound ?? guide.endIndex
    let expected = guide.replacingCharacters(in: start..<end, with: "\n\(text)")
    if ProcessInfo.processInfo.environment["WALKAWAY_FAULTS"] == "write" {
      try Data(expected.utf8).write(to: file)
    } else {
      #expect(guide == expected, "Faults.md is not what was measured: write it anew with WALKAWAY_FAULTS=write")
    }
  }
}
