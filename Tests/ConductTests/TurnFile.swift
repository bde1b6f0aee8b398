import Cases
import Conduct
import Foundation
import JSON
import Testing

/// Turns that are known to have faults, or none: the files in `Turns`.
struct KnownTurns {
  enum Kind: String { case seeded, realistic, unseen }

  /// What a rule should say of one thing, and what it says.
  struct Judgement {
    var language: ConductLanguage
    var kind: Kind
    var fault: Fault
    var isThere: Bool
    var isFound: Bool
  }

  private(set) var judgements: [Judgement] = []
  private(set) var turns: [ConductLanguage: [Kind: Int]] = [:]

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Turns")
    for language in ConductLanguage.allCases {
      let table = try String(
        contentsOf: folder.appendingPathComponent("\(language.rawValue).tsv"), encoding: .utf8)
      for line in table.split(separator: "\n") where !line.hasPrefix("# ") { try add(row: line) }
    }
    let lines = try String(contentsOf: folder.appendingPathComponent("conversations.jsonl"), encoding: .utf8)
    for line in lines.split(separator: "\n") { try add(conversation: JSONValue(parsing: String(line))) }
  }

  private mutating func add(row: Substring) throws {
    let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map { KnownTurns.unescaped(String($0)) }
    try #require(cells.count == 5, "five cells: \(row)")
    let language = try #require(ConductLanguage(rawValue: cells[0]))
    let kind = try #require(Kind(rawValue: cells[1]))
    let expected = try cells[2].split(separator: "+").map { try #require(Fault(rawValue: String($0)), "\($0)") }
    let prefix = cells[3].isEmpty ? [] : [Saying(.agent, cells[3])]
    let found = ConductRules.all.faults(ofReply: cells[4], after: prefix)
    turns[language, default: [:]][kind, default: 0] += 1
    judge(language, kind, expected: Set(expected), found: Set(found.map(\.fault)))
  }

  private mutating func add(conversation: JSONValue) throws {
    let language = try #require(conversation["language"]?.string.flatMap(ConductLanguage.init))
    let kind = try #require(conversation["kind"]?.string.flatMap(Kind.init))
    let expected = conversation["expected"]?.elements ?? []
    if let draws = conversation["draws"]?.elements?.compactMap(\.string) {
      let isFound = KnownTurns.finding(in: draws) != nil
      judge(
        language, kind, expected: expected.isEmpty ? [] : [.identicalDraws], found: isFound ? [.identicalDraws] : [])
      return
    }
    let sayings = try (conversation["turns"]?.elements ?? []).map { turn in
      Saying(try #require(turn["role"]?.string.flatMap(Role.init)), turn["text"]?.string ?? "")
    }
    let found = ConductRules.all.conduct(in: sayings).findings
    for number in sayings.indices where sayings[number].role == .user {
      let faults = try expected.filter { $0["turn"]?.integer == number }
        .map { try #require($0["fault"]?.string.flatMap(Fault.init)) }
      turns[language, default: [:]][kind, default: 0] += 1
      judge(
        language, kind, expected: Set(faults), found: Set(found.filter { $0.turn == number }.map(\.fault)))
    }
  }

  private static func finding(in draws: [String]) -> FaultFinding? {
    let bytes = draws.map { Array($0.utf8) }
    func lend(_ lent: [UnsafeRawBufferPointer]) -> FaultFinding? {
      guard lent.count < bytes.count else { return IdenticalDraws.finding(in: lent) }
      return bytes[lent.count].withUnsafeBytes { lend(lent + [$0]) }
    }
    return lend([])
  }

  private mutating func judge(
    _ language: ConductLanguage, _ kind: Kind, expected: Set<Fault>, found: Set<Fault>
  ) {
    for fault in expected.union(found) {
      judgements.append(
        Judgement(
          language: language, kind: kind, fault: fault, isThere: expected.contains(fault),
          isFound: found.contains(fault)))
    }
  }

  private static func unescaped(_ cell: String) -> String {
    var text = ""
    var isEscaped = false
    for character in cell {
      if isEscaped {
        text.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
