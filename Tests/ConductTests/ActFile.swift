import Cases
import Conduct
import Foundation
import Testing

/// Last user turns that are known to do one thing: the files `acts-….tsv` in `Turns`.
struct KnownActs {
  struct Judgement {
    var language: ConductLanguage
    var kind: KnownTurns.Kind
    var act: LastAct
    var told: LastAct?
  }

  private(set) var judgements: [Judgement] = []

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Turns")
    for language in ConductLanguage.allCases {
      let table = try String(
        contentsOf: folder.appendingPathComponent("acts-\(language.rawValue).tsv"), encoding: .utf8)
      for line in table.split(separator: "\n") where !line.hasPrefix("# ") { try add(row: line) }
    }
  }

  private mutating func add(row: Substring) throws {
    let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    try #require(cells.count == 5, "five cells: \(row)")
    let turns = (cells[3].isEmpty ? [] : [Saying(.agent, cells[3])]) + [Saying(.user, cells[4])]
    judgements.append(
      Judgement(
        language: try #require(ConductLanguage(rawValue: cells[0])),
        kind: try #require(KnownTurns.Kind(rawValue: cells[1])), act: try #require(LastAct(rawValue: cells[2])),
        told: ConductRules.standard.conduct(in: turns).lastAct))
  }
}
