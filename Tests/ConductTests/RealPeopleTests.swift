import Cases
import Conduct
import Foundation
import JSON
import Testing

/// How often each rule finds a fault in what people wrote.
@Suite(
  .serialized,
  .enabled(if: SharedData.path("recllmsim-zh/human") != nil, "../shared/data is not there"),
  .enabled(if: SharedData.path("casino-convokit") != nil, "../shared/data is not there"))
struct RealPeopleTests {
  @Test func areAsTheGuideSays() throws {
    let sources: [(name: String, conversations: [[Saying]])] = [
      ("CaSiNo", try RealPeople.casino()), ("PersuasionForGood", try RealPeople.persuasion()),
      ("CrossWOZ", try RealPeople.crossWOZ()), ("RecLLMSim, people", try RealPeople.recLLMSim()),
    ]
    var lines = [
      "What the rules say of people, each the second speaker, the persuadee or the user of a public set: alarms, and their share",
      "of the turns. People do repeat themselves, take leave more than once and send two messages at a time.", "",
      "| fault | \(sources.map(\.name).joined(separator: " | ")) |",
      "|---|\(sources.map { _ in "--:" }.joined(separator: "|"))|",
    ]
    var turns: [Int] = []
    var alarms: [[Fault: Int]] = []
    for source in sources {
      var count: [Fault: Int] = [:]
      for conversation in source.conversations {
        for finding in ConductRules.all.conduct(in: conversation).findings { count[finding.fault, default: 0] += 1 }
      }
      turns.append(source.conversations.reduce(0) { $0 + $1.count { $0.role == .user } })
      alarms.append(count)
    }
    lines.append("| turns looked at | \(turns.map(String.init).joined(separator: " | ")) |")
    for fault in Fault.allCases where fault != .identicalDraws && fault != .impossibleExit {
      let cells = zip(alarms, turns).map { alarms, turns in
        let count = alarms[fault] ?? 0
        return count == 0 ? "0" : "\(count) (\(percent(count, of: turns)))"
      }
      lines.append("| \(fault.rawValue) | \(cells.joined(separator: " | ")) |")
      let all = alarms.reduce(0) { $0 + ($1[fault] ?? 0) }
      if fault != .repetition, fault != .goodbyeLoop {
        #expect(Double(all) < 0.005 * Double(turns.reduce(0, +)), "\(fault.rawValue) in \(all) turns of people")
      }
    }
    try GuideSection.hold(lines.joined(separator: "\n") + "\n", under: "## Alarms in real people's turns")
  }

  private func percent(_ count: Int, of turns: Int) -> String {
    let hundredths = (Double(count) / Double(turns) * 10000).rounded() / 100
    return "\(hundredths) %"
  }
}

/// Conversations of public sets, by their own readers: the program's would drop turns.
private enum RealPeople {
  static func casino() throws -> [[Saying]] {
    let file = try #require(SharedData.path("casino-convokit/utterances.jsonl"))
    var conversations: [[Saying]] = []
    var (id, first) = ("", "")
    for line in try Data(contentsOf: file).split(separator: 10) {
      let utterance = try JSONValue(parsing: line)
      let speaker = utterance["speaker"]?.string ?? ""
      if let next = utterance["conversation_id"]?.string, next != id {
        (id, first) = (next, speaker)
        conversations.append([])
      }
      conversations[conversations.count - 1].append(
        Saying(speaker == first ? .agent : .user, utterance["text"]?.string ?? ""))
    }
    return conversations
  }

  static func persuasion() throws -> [[Saying]] {
    let file = try #require(SharedData.path("persuasionforgood/full_dialog.csv"))
    var conversations: [String: [Saying]] = [:]
    for row in rows(ofCSV: try String(contentsOf: file, encoding: .utf8)).dropFirst() where row.count == 5 {
      conversations[row[4], default: []].append(Saying(row[3] == "0" ? .agent : .user, row[1]))
    }
    return Array(conversations.values)
  }

  static func crossWOZ() throws -> [[Saying]] {
    let file = try #require(SharedData.path("crosswoz-zh/crosswoz_val_slim.json"))
    return try (JSONValue(parsing: Data(contentsOf: file)).members ?? []).map { dialogue in
      (dialogue.value["messages"]?.elements ?? []).map {
        Saying($0["role"]?.string == "usr" ? .user : .agent, $0["content"]?.string ?? "")
      }
    }
  }

  static func recLLMSim() throws -> [[Saying]] {
    let root = try #require(SharedData.path("recllmsim-zh/human"))
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var conversations: [[Saying]] = []
    for case let file as URL in files where file.pathExtension == "json" {
      let history = try JSONValue(parsing: Data(contentsOf: file))["history"]?.elements ?? []
      conversations.append(
        history.map { Saying($0["role"]?.string == "user" ? .user : .agent, $0["content"]?.string ?? "") })
    }
    return conversations
  }

  /// Quoted fields may hold commas, quotation marks and line breaks.
  private static func rows(ofCSV text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var (field, isQuoted, wasQuote) = ("", false, false)
    for character in text {
      if isQuoted {
        if character == "\"" { (isQuoted, wasQuote) = (false, true) } else { field.append(character) }
        continue
      }
      switch character {
      case "\"":
        if wasQuote { field.append("\"") }
        isQuoted = true
      case ",":
        rows[rows.count - 1].append(field)
        field = ""
      case "\n", "\r\n":
        rows[rows.count - 1].append(field)
        field = ""
        rows.append([])
      default: field.append(character)
      }
      wasQuote = false
    }
    return rows
  }
}
