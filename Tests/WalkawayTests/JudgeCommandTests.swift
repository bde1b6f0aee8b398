import Foundation
import ScriptedEndpoint
import Testing

@Suite struct JudgeCommandTests {
  private func judges(_ files: ProbingFiles, _ ids: String...) throws -> [String] {
    try ids.flatMap { id in
      let path = "\(files.fixture.folder)/\(id).yaml"
      try "id: \(id)\nmodel: \(id)\ntemplate: decision-state-en\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      return ["--instrument", path]
    }
  }

  /// Every judge's labels are kept, and what more than half of them say besides.
  @Test func severalJudgesVote() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    let three = try judges(files, "one", "two", "three")
    let ask = ["label", files.store, "--base-url", files.server.baseURL]
    let voted = try files.run(ask + three + ["--vote", "panel"])
    #expect(voted.status == 0 && voted.output.contains("three: 20 stored"))
    let labels = try files.exported("labels.jsonl")
    func stages(_ id: String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: labels.filter { $0["instrument"] as? String == id }.map {
          ("\($0["conversation"] ?? "") \($0["turn"] ?? "") \($0["source"] ?? "")", $0["stage"] as? String ?? "")
        })
    }
    let members = ["one", "two", "three"].map(stages)
    let panel = stages("panel")
    var undecided = 0
    for turn in members[0].keys {
      let votes = members.compactMap { $0[turn] }
      let most = votes.max { a, b in votes.count { $0 == a } < votes.count { $0 == b } }
      if votes.count(where: { $0 == most }) > 1 { #expect(panel[turn] == most) } else { undecided += 1 }
      if votes.count(where: { $0 == most }) == 1 { #expect(panel[turn] == nil) }
    }
    #expect(panel.count + undecided == 20)
    #expect(voted.errors.contains("panel, the majority of the instruments: \(panel.count) stored"))
    #expect(undecided == 0 || voted.errors.contains("\(undecided) without a majority"))
    // Another set of judges is another panel, and nothing votes alone.
    #expect(try files.run(ask + three.prefix(4) + ["--vote", "panel"]).status == 64)
    #expect(try files.run(ask + three.prefix(2) + ["--vote", "solo"]).status == 64)
    #expect(try files.run(ask + three + ["--vote", "one"]).status == 64)
    let again = try files.run(ask + three + ["--vote", "panel"])
    #expect(again.errors.contains("0 stored, \(panel.count) there before"))
    // The panel is no instrument that could be asked.
    let copy = "\(files.fixture.folder)/copy"
    #expect(try files.run(["export", files.store, "--format", "bundle", "--output", copy]).status == 0)
    #expect(try files.run(["import", copy, "--into", "\(files.fixture.folder)/c.walkaway", "--strict"]).status == 0)
  }

  @Test func aJudgeIsAskedAgainForItsReliability() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    let repeated = try files.label("--repeats", "3")
    #expect(repeated.status == 0)
    #expect(
      repeated.output.contains("judge-repeat-2: 20 stored") && repeated.output.contains("judge-repeat-3: 20 stored"))
    // The server answers equal requests alike.
    #expect(repeated.errors.contains("reliability of judge: 20 turns labelled 3 times, 20 alike every time (100.0 %)"))
    #expect(files.server.received == 12 + 60)
    // Without a name, what the audit declares is asked once, not its repetitions.
    let plain = try files.run(["label", files.store, "--base-url", files.server.baseURL, "--json"])
    #expect((try report(plain.output)["runs"] as? [Any])?.count == 1)
  }

  @Test func promptsAreTriedSideBySide() throws {
    let files = try ProbingFiles()
    #expect(try files.simulate().status == 0)
    let before = files.server.received
    let two = try judges(files, "one", "two")
    let ask = ["label", files.store, "--base-url", files.server.baseURL, "--try", "12"]
    let tried = try files.run(ask + two)
    #expect(tried.status == 0 && tried.output.contains("nothing of it is stored"))
    let result = try report(try files.run(ask + two + ["--json"]).output)
    let turns = try #require(result["turns"] as? [[String: Any]])
    #expect(turns.filter { $0["source"] as? String == "persona" }.count == 12)
    #expect(turns.count <= 24 && turns.allSatisfy { ($0["labels"] as? [Any])?.count == 2 })
    #expect(result["compared"] as? Int == turns.count)
    #expect(files.server.received - before == 2 * 2 * turns.count)
    #expect(
      turns.contains { $0["turn"] as? Int == 7 }
        && !turns.contains { $0["turn"] as? Int == 7 && $0["source"] as? String == "real" })
    #expect(try files.exported("labels.jsonl").isEmpty)
    #expect(try files.run(ask + two + ["--vote", "panel"]).status == 64)
  }

  @Test func moreDrawsComeUnderTheSameId() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    try "id: persona\nmodel: m\ntemplate: persona-en\ndraws: 3\n"
      .write(toFile: files.simulator, atomically: true, encoding: .utf8)
    let more = try files.simulate("--json")
    #expect(try runs(more.output)["stored_before"] as? Int == 12 && runs(more.output)["stored"] as? Int == 24)
    let copy = "\(files.fixture.folder)/copy"
    #expect(try files.run(["export", files.store, "--format", "bundle", "--output", copy]).status == 0)
    let audit = try report(String(contentsOfFile: "\(copy)/audit.json", encoding: .utf8))
    let simulator = try #require((audit["simulators"] as? [[String: Any]])?.first)
    #expect(simulator["draws"] as? Int == 3)
  }
}
