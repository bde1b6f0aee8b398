import Foundation
import ScriptedEndpoint
import Testing

@Suite struct PlanCommandTests {
  /// A smoke test, and another plan, leave a plan and its results as they are.
  @Test func aPlanIsFollowedByItsName() throws {
    let files = try ProbingFiles()
    #expect(try files.run(["plan", files.store, "--name", "pilot", "--limit", "4"]).output.contains("plan “pilot”"))
    let folder = "\(files.fixture.folder)/requests"
    #expect(
      try files.run(["simulate", files.store, "--simulator", files.simulator, "--batch", "write", folder]).status == 0)
    let smoke = try files.simulate("--limit", "1")
    #expect(smoke.status == 0 && smoke.output.contains("plan “pilot”: 3 of its 12 probe points"))
    #expect(try runs(try files.simulate("--limit", "1", "--json").output)["stored_before"] as? Int == 3)
    #expect(try files.run(["plan", files.store]).output.contains("plan “plan-2”"))
    let taken = try files.run(["plan", files.store, "--name", "pilot", "--limit", "5"])
    #expect(taken.status == 64 && taken.errors.contains("another name"))
    #expect(try files.run(["plan", files.store, "--name", "no/slash"]).status == 64)
    let unknown = try files.simulate("--plan", "nobody")
    #expect(unknown.status == 64 && unknown.errors.contains("choose from pilot, plan-2"))
    // Results of the pilot are its own, whatever plan came after it.
    let requests = try String(contentsOfFile: "\(folder)/simulate-requests-1.jsonl", encoding: .utf8).split(
      separator: "\n")
    #expect(requests.count == 12)
    let results = try requests.map { line in
      let id = try #require(try report(String(line))["custom_id"] as? String)
      #expect(id.hasSuffix("-pilot"))
      return #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[{"message":{"content":"hm"}}]}}}"#
    }
    let file = "\(files.fixture.folder)/results.jsonl"
    try results.dropLast().joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let arguments = ["simulate", files.store, "--simulator", files.simulator, "--batch", "read"]
    let read = try files.run(arguments + [file, "--json"])
    #expect(read.status == (try files.exported("simulations.jsonl").count == 12 ? 0 : 69))
    let counts = try report(read.output)
    // The smoke test asked the same: its answers stay.
    #expect(counts["foreign"] as? Int == 0 && counts["contradicting"] as? Int ?? 0 > 0)
    #expect((counts["plans"] as? [[String: Any]])?.map { $0["plan"] as? String } == ["pilot"])
    let other = try files.run(arguments + [file, "--plan", "plan-2"])
    #expect(other.status == 69 && other.output.contains("plan “plan-2”: 36 probe points: 2"))
    #expect(!other.output.contains("nothing is missing"))
  }

  @Test func whatIsPlannedIsWhatIsAsked() throws {
    let files = try ProbingFiles()
    #expect(try files.run(["plan", files.store]).status == 0)
    #expect(try files.simulate().status == 0)
    let second = "\(files.fixture.folder)/second.yaml"
    try "id: second\nmodel: m\ntemplate: persona-en\ndraws: 2\n".write(
      toFile: second, atomically: true, encoding: .utf8)
    func planned(_ more: String...) throws -> [Int] {
      let plan = try files.run(["plan", files.store, "--instrument", files.judge, "--json"] + more)
      return try #require(report(plan.output)["estimates"] as? [[String: Any]]).compactMap { $0["requests"] as? Int }
    }
    // The labels of what is there already, of what is still to come, and of both.
    #expect(try planned("--simulator", second) == [72, 24 + 72])
    #expect(try planned() == [0, 24 + 36])
    #expect(try planned("--where", "simulator:persona position:90%") == [0, 12 + 12])
    #expect(try planned("--simulator", second, "--where", "simulator:second draw:1 position:90%") == [24, 12 + 12])
    let simulated = try files.run(["simulate", files.store, "--simulator", second, "--base-url", files.server.baseURL])
    #expect(simulated.status == 0 && simulated.output.contains("second: 24 stored"))
    let before = files.server.received
    let dry = try files.label("--dry-run", "--json")
    #expect(try report(dry.output)["dry_run"] as? Bool == true && files.server.received == before)
    #expect(try #require(report(dry.output)["estimates"] as? [[String: Any]]).first?["requests"] as? Int == 24)
    let labelled = try files.label()
    #expect(labelled.output.contains("judge: 24 stored") && files.server.received - before == 24)
    #expect(labelled.errors.contains("leaves out: 12 of persona, 12 of second"))
    let named = try files.label("--plan", "plan-1", "--simulator", "persona", "--where", "position:90%", "--json")
    #expect(try runs(named.output)["stored"] as? Int == 12)
    #expect(try files.label("--simulator", "nobody").status == 64)
  }

  @Test func whatModelsCostIsInTheConfiguration() throws {
    let files = try ProbingFiles(conversations: 2)
    let home = "\(files.fixture.folder)/config"
    try FileManager.default.createDirectory(atPath: "\(home)/walkaway", withIntermediateDirectories: true)
    let file = "\(home)/walkaway/config.yaml"
    try "prices:\n  m: {input: 1000, output: 5000, currency: USD}\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let environment = ["XDG_CONFIG_HOME": home]
    let plan = try files.run(["plan", files.store, "--simulator", files.simulator], adding: environment)
    #expect(plan.output.contains("completion tokens, about ") && plan.output.contains(" USD"))
    // Six answers of ten and two tokens.
    let simulated = try files.simulate(adding: environment)
    #expect(simulated.output.contains("60 prompt and 12 completion tokens, 0.1200 USD"))
    try "prices:\n  m: {input: 1, outptu: 2}\n".write(toFile: file, atomically: true, encoding: .utf8)
    let wrong = try files.run(["plan", files.store, "--simulator", files.simulator], adding: environment)
    #expect(wrong.status == 64 && wrong.errors.contains("config.yaml:2: “outptu” is no key of a price"))
  }

  @Test func resultFilesOfEveryFormAreReadOrNamed() throws {
    let files = try ProbingFiles(conversations: 2)
    let folder = "\(files.fixture.folder)/requests"
    let arguments = ["simulate", files.store, "--simulator", files.simulator, "--batch"]
    #expect(try files.run(arguments + ["write", folder]).status == 0)
    let requests = try String(contentsOfFile: "\(folder)/simulate-requests-1.jsonl", encoding: .utf8).split(
      separator: "\n")
    let ids = try requests.map { try #require(try report(String($0))["custom_id"] as? String) }
    func result(_ id: String, _ text: String) -> String {
      #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[{"message":{"content":"\#(text)"}}]}}}"#
    }
    let lines = "\u{FEFF}" + ids.map { result($0, "one") }.joined(separator: "\r\n") + "\n" + result(ids[0], "two")
    let file = "\(files.fixture.folder)/results.jsonl"
    try lines.write(toFile: file, atomically: true, encoding: .utf8)
    let array = "\(files.fixture.folder)/array.json"
    try "[{}]".write(toFile: array, atomically: true, encoding: .utf8)
    #expect(try files.run(arguments + ["read", array]).errors.contains("is one JSON array"))
    #expect(try files.run(arguments + ["read", folder]).errors.contains("is a folder"))
    let packer = Process()
    packer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    packer.arguments = ["gzip", "-k", file]
    try packer.run()
    packer.waitUntilExit()
    let read = try files.run(arguments + ["read", file + ".gz"])
    #expect(read.status == 0)
    #expect(read.output.contains("7 result lines: 6 stored, 1 other answers than those stored before"))
    #expect(read.output.contains("results.jsonl.gz:7: another answer than the one that is stored, which stays"))
    #expect(read.output.contains("6 probe points: nothing is missing"))
  }
}
