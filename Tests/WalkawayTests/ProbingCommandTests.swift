import Foundation
import ScriptedEndpoint
import Synchronization
import Testing

@Suite struct ProbingCommandTests {
  private func report(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func runs(_ text: String) throws -> [String: Any] {
    try #require((try report(text)["runs"] as? [[String: Any]])?.first)
  }

  @Test func threeCommandsMakeALabelledAudit() throws {
    let files = try ProbingFiles()
    let plan = try files.run([
      "plan", files.store, "--simulator", files.simulator, "--instrument", files.judge, "--json",
    ])
    #expect(plan.status == 0)
    let planned = try report(plan.output)
    #expect((planned["estimates"] as? [[String: Any]])?.compactMap { $0["requests"] as? Int } == [36, 60])
    #expect(files.server.received == 0)
    let simulated = try files.simulate("--json", "--concurrency", "32")
    #expect(simulated.status == 0)
    #expect(try runs(simulated.output)["stored"] as? Int == 36)
    let labelled = try files.label()
    #expect(labelled.status == 0)
    #expect(labelled.output.contains("judge: 60 stored"))
    let cases = try files.run(["cases", files.store, "--csv"])
    #expect(cases.output.split(whereSeparator: \.isNewline).count == 37)
    // Nothing is asked twice.
    let again = try files.label("--json")
    #expect(try runs(again.output)["requests"] as? Int == 0)
    #expect(try runs(again.output)["stored_before"] as? Int == 60)
    #expect(files.server.received == 96)
    // What came out is a bundle that imports again, and continues elsewhere.
    let copy = "\(files.fixture.folder)/copy"
    #expect(try files.run(["export", files.store, "--format", "bundle", "--output", copy]).status == 0)
    let second = "\(files.fixture.folder)/second.walkaway"
    #expect(try files.run(["import", copy, "--into", second, "--strict"]).status == 0)
    let there = try files.run(["simulate", second, "--base-url", files.server.baseURL, "--json"])
    #expect(there.status == 0)
    #expect(try runs(there.output)["stored_before"] as? Int == 36)
    // The bundle that it grew out of changes nothing.
    #expect(try files.run(["import", files.fixture.bundle, "--into", files.store]).errors.contains("nothing new"))
  }

  @Test func whatIsAnsweredElsewhereComesBackByTheNameOfItsProbe() throws {
    let files = try ProbingFiles(conversations: 4)
    let folder = files.fixture.folder
    let listed = try files.run(["probes", files.store])
    #expect(listed.output.hasSuffix("12 probe points, 4 of them where somebody never answered\n"))
    #expect(listed.output.contains("  c-0, turn "))
    let written = try files.run(["probes", files.store, "--simulator", files.simulator, "--json"])
    #expect(written.status == 0)
    let lines = written.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 12)
    for word in ["c-", "buyer", "outcome"] { #expect(!written.output.contains(word)) }
    let answers = try lines.map { line -> String in
      var object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      let turns = object["turns"] as? [[String: Any]]
      object["text"] = turns?.count == 7 ? NSNull() : "after \(turns?.last?["text"] ?? "")" as Any
      object["reason"] = "because"
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let file = "\(folder)/answers.jsonl"
    let foreign = #"{"probe":"p-00000000000000000000000000000000","simulator":"persona","text":"x"}"#
    try (answers + [foreign]).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let imported = try files.run(["import", file, "--as", "simulations", "--into", files.store])
    #expect(imported.status == 0)
    #expect(imported.errors.contains("13 read: 12 in, 1 refused"))
    #expect(imported.errors.contains("probe: names no probe point of the store; import into the store"))
    #expect(try files.run(["probes", files.store, "--simulator", files.simulator, "--json"]).output.isEmpty)
    // The same simulator has nothing left to be asked, and each answer stands where it was asked for.
    #expect(try runs(try files.simulate("--json").output)["stored_before"] as? Int == 12)
    let copy = "\(folder)/elsewhere"
    #expect(try files.run(["export", files.store, "--format", "bundle", "--output", copy]).status == 0)
    let simulations = try String(contentsOfFile: "\(copy)/simulations.jsonl", encoding: .utf8)
    for row in simulations.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any] ?? [:]
      let (id, turn) = (object["conversation"] as? String ?? "", object["turn"] as? Int ?? 0)
      #expect(object["reason"] as? String == "because")
      if turn < 7 { #expect(object["text"] as? String == "after turn \(id.dropFirst(2))-\(turn - 1)") }
    }
  }

  @Test func aPlanFindsWhatWouldFailOnceItIsPaidFor() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    let folder = files.fixture.folder
    func plan(_ text: String) throws -> (status: Int32, output: String, errors: String) {
      try text.write(toFile: "\(folder)/other.yaml", atomically: true, encoding: .utf8)
      return try files.run(["plan", files.store, "--simulator", "\(folder)/other.yaml"])
    }
    for (text, words) in [
      ("id: persona\nmodel: other\ntemplate: persona-en", "another model (m, now other)"),
      ("id: persona\nform: chat\nmodel: m\nsystem: x", "another prompt, another form;"),
      ("id: b\nmodel: m\ntemplate: persona-en\nprofile_fields: [agee]", "which no conversation's profile has"),
      ("id: b\ncommand: [no-such-program-here]", "there is no such program"),
      ("id: b\nmodel: m\ntemplate: persona-en\nca_file: /nowhere.pem", "which cannot be read"),
    ] {
      let result = try plan(text)
      #expect(result.status == 64, "\(text)")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(try plan("id: b\ncommand: [sh]").output.contains("simulator b: 12 requests\n"))
  }

  @Test func aProgramAnswersAndIsNotForBatches() throws {
    let files = try ProbingFiles(conversations: 4)
    let script = #"while read -r line; do echo '{"text": "hm"}'; done"#
    let program = "\(files.fixture.folder)/program.yaml"
    try "id: program\ncommand: [sh, -c, '\(script.replacing("'", with: "''"))']\n"
      .write(toFile: program, atomically: true, encoding: .utf8)
    let simulate = ["simulate", files.store, "--simulator", program]
    let batch = try files.run(simulate + ["--batch", "write", "\(files.fixture.folder)/requests"])
    #expect(batch.status == 64)
    #expect(batch.errors.contains("walkaway probes --json"))
    try "id: thinker\nmodel: m\ntemplate: persona-en\nreasoning_effort: low\n"
      .write(toFile: files.simulator, atomically: true, encoding: .utf8)
    let anthropic = [
      "simulate", files.store, "--simulator", files.simulator, "--batch", "write", files.fixture.folder, "--format",
    ]
    #expect(try files.run(anthropic + ["anthropic"]).errors.contains("Anthropic's batches do not know"))
    let based = try files.run(simulate + ["--base-url", files.server.baseURL])
    #expect(based.errors.contains("leave --base-url out"))
    let result = try files.run(simulate + ["--concurrency", "2"])
    #expect(result.status == 0)
    #expect(result.output.contains("program: 12 stored"))
    #expect(files.server.received == 0)
    let named = try files.run(["simulate", files.store, "--simulator", "program"])
    #expect(named.errors.contains("YAML file of your own"))
  }

  @Test func anEditOfTheBundleAsksForNothingTwice() throws {
    let files = try ProbingFiles()
    let bundle = files.fixture.bundle
    let simulate = [
      "simulate", bundle, "--simulator", files.simulator, "--base-url", files.server.baseURL, "--json",
    ]
    #expect(try runs(try files.run(simulate).output)["stored"] as? Int == 36)
    let audit = URL(fileURLWithPath: "\(bundle)/audit.json")
    let text = try String(contentsOf: audit, encoding: .utf8)
    try Data(text.replacingOccurrences(of: #""name":"journey""#, with: #""name":"journey","title":"New""#).utf8)
      .write(to: audit)
    let again = try files.run(simulate)
    #expect(again.errors.contains("title changed"))
    #expect(try runs(again.output)["requests"] as? Int == 0 && runs(again.output)["stored_before"] as? Int == 36)
    #expect(files.server.received == 36)
  }

  @Test func aPlanOfFewerProbePointsIsFollowed() throws {
    let files = try ProbingFiles()
    let plan = try files.run([
      "plan", files.store, "--where", "outcome:buyer -position:exit", "--panel", "balanced", "--limit", "3",
    ])
    #expect(plan.status == 0)
    #expect(plan.output.contains("3  planned"))
    #expect(try runs(try files.simulate("--json").output)["stored"] as? Int == 6)
    #expect(try runs(try files.label("--json").output)["stored"] as? Int == 12)
    // Where there are cases, a probe point is meant by its cases.
    let misses = try files.run(["cases", files.store, "--where", "miss:yes", "--json"]).output.split(separator: "\n")
    let again = try report(try files.run(["plan", files.store, "--where", "miss:yes", "--json"]).output)
    let probes = (again["counts"] as? [[String: Any]])?.first { $0["step"] as? String == "probes" }?["count"] as? Int
    #expect(probes == misses.count)
    let wrong = try files.simulate("--where", "outcome:byer")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("^"))
  }

  @Test func anAuditThatWasNeverRunByAPromptIsPlannedAndCounted() throws {
    let files = try ProbingFiles(conversations: 2)
    let audit = URL(fileURLWithPath: "\(files.fixture.bundle)/audit.json")
    var object = try report(String(contentsOf: audit, encoding: .utf8))
    object["simulators"] = [["id": "people", "model": "other people", "prompt": "none was asked"]]
    try JSONSerialization.data(withJSONObject: object).write(to: audit)
    let plan = try files.run(["plan", files.fixture.bundle])
    #expect(plan.status == 0)
    #expect(plan.errors.contains("simulator passed over: people: “prompt” is no template: {{transcript}} is missing"))
    #expect(plan.output.contains("6  probes"))
    let simulate = try files.run(["simulate", files.fixture.bundle, "--base-url", files.server.baseURL])
    #expect(simulate.status == 64)
    #expect(simulate.errors.contains("--simulator FILE.yaml"))
  }

  @Test func endpointFailuresEndWithTheirStatusAndAWayOn() throws {
    let files = try ProbingFiles { _ in .reply(status: 404, body: Array(#"{"error":{"message":"no model m"}}"#.utf8)) }
    let result = try files.simulate()
    #expect(result.status == 69)
    #expect(result.output.contains("given up: the endpoint answered 404: no model m"))
    #expect(result.output.contains("36 answers are still to be asked for"))
    let noURL = try files.run(["simulate", files.store, "--simulator", files.simulator])
    #expect(noURL.status == 64)
    #expect(noURL.errors.contains("base_url"))
    let nobody = try files.run(["label", files.store, "--instrument", "nobody", "--base-url", files.server.baseURL])
    #expect(nobody.status == 64)
    #expect(nobody.errors.contains("neither a YAML file nor an instrument of the audit"))
  }

  @Test func theKeyComesFromItsVariableAndGoesToTheEndpointAlone() throws {
    let seen = Mutex<Set<String>>([])
    let files = try ProbingFiles { request in
      seen.withLock { _ = $0.insert(request.headers["authorization"] ?? "none") }
      return request.number % 3 == 0
        ? .reply(status: 400, body: Array("you sent \(request.headers["authorization"] ?? "")".utf8))
        : ProbingFiles.answer(request)
    }
    try "id: persona\nmodel: m\ntemplate: persona-en\napi_key_env: PROBE_TEST_KEY\n"
      .write(toFile: files.simulator, atomically: true, encoding: .utf8)
    let missing = try files.simulate()
    #expect(missing.status == 69)
    #expect(missing.errors.contains("PROBE_TEST_KEY"))
    let result = try files.simulate(adding: ["PROBE_TEST_KEY": "sk-hush-hush"])
    #expect(result.status == 69)
    #expect(result.output.contains("you sent Bearer ***"))
    #expect(seen.withLock { $0 } == ["Bearer sk-hush-hush"])
    #expect(!(result.output + result.errors).contains("hush"))
    let enumerator = FileManager.default.enumerator(atPath: files.fixture.folder)
    while let name = enumerator?.nextObject() as? String {
      guard let data = FileManager.default.contents(atPath: "\(files.fixture.folder)/\(name)") else { continue }
      #expect(data.range(of: Data("hush".utf8)) == nil, "\(name)")
    }
  }

  @Test func aChangedDefinitionIsRefusedWithWhatToDo() throws {
    let files = try ProbingFiles(conversations: 2)
    #expect(try files.simulate().status == 0)
    try "id: persona\nmodel: other\ntemplate: persona-en\n"
      .write(toFile: files.simulator, atomically: true, encoding: .utf8)
    let result = try files.simulate()
    #expect(result.status == 64)
    #expect(result.errors.contains("another model (m, now other)"))
    #expect(result.errors.contains("new id"))
    try "id: persona\nmodel: m\ntemplate: persona-en\nprofile: all\n"
      .write(toFile: files.simulator, atomically: true, encoding: .utf8)
    #expect(try files.simulate().errors.contains("persona.yaml:4: “profile” is no key of a simulator"))
  }

  @Test func batchFilesGoOutAndComeBack() throws {
    let files = try ProbingFiles()
    let folder = "\(files.fixture.folder)/requests"
    let arguments = ["simulate", files.store, "--simulator", files.simulator, "--batch"]
    let written = try files.run(arguments + ["write", folder])
    #expect(written.status == 0)
    let path = "\(folder)/simulate-requests-1.jsonl"
    #expect(written.output == path + "\n")
    #expect(try files.run(arguments + ["write", folder]).status == 64)
    let requests = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(requests.count == 36)
    let results = try requests.dropFirst().map { line in
      let id = try #require(try report(String(line))["custom_id"] as? String)
      return #"{"custom_id":"\#(id)","error":null,"response":{"status_code":200,"body":{"choices":[{"message":"#
        + #"{"content":"hm \#(id.suffix(4))"},"finish_reason":"stop"}]}}}"#
    }
    let file = "\(files.fixture.folder)/results.jsonl"
    try results.reversed().joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let missing = "\(files.fixture.folder)/missing.jsonl"
    let read = try files.run(arguments + ["read", file, file, "--missing", missing, "--json"])
    #expect(read.status == 69 && read.errors.contains("1 answers are missing"))
    let counts = try report(read.output)
    #expect(counts["stored"] as? Int == 35)
    #expect(counts["duplicates"] as? Int == 35)
    #expect(counts["missing"] as? Int == 1)
    #expect(try String(contentsOfFile: missing, encoding: .utf8) == requests[0] + "\n")
    #expect(files.server.received == 0)
    #expect(try files.exported("simulations.jsonl").count == 35)
  }

  @Test func wholeConversationsAreLabelledUnderAnIdOfTheirOwn() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    #expect(try files.label().status == 0)
    let full = try files.label("--window", "full")
    #expect(full.status == 0)
    #expect(full.output.contains("judge-full: 8 stored"))
    #expect(full.errors.contains("causal-labelling check of judge: 8 real turns labelled both ways"))
    let labels = try files.exported("labels.jsonl").filter { $0["instrument"] as? String == "judge-full" }
    #expect(labels.count == 8)
    #expect(labels.allSatisfy { $0["source"] as? String == "real" })
  }

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

  @Test func tokensAreEstimatedWhereTheEndpointSaysNothing() throws {
    let files = try ProbingFiles { _ in
      .reply(status: 200, body: Array(#"{"choices":[{"message":{"content":"hm"},"finish_reason":"stop"}]}"#.utf8))
    }
    let result = try files.simulate("--max-tokens", "500", "--json")
    #expect(result.status == 0)
    let run = try runs(result.output)
    #expect((1...20).contains(run["stored"] as? Int ?? 0) && run["left"] as? Int ?? 0 > 0)
    #expect(run["estimated"] as? Int == run["stored"] as? Int && run["estimated_tokens"] as? Int ?? 0 >= 500)
  }

  @Test func aQuotaThatIsUsedUpEndsTheRunAtOnce() throws {
    let files = try ProbingFiles { _ in
      .reply(status: 429, body: Array(#"{"error":{"message":"pay first","code":"insufficient_quota"}}"#.utf8))
    }
    let result = try files.simulate()
    #expect(result.status == 69 && files.server.received == 1)
    #expect(result.output.contains("given up: the quota at the endpoint is used up (429: pay first)"))
  }

  @Test func patienceEndsARunThatIsPushedBack() throws {
    let files = try ProbingFiles { _ in .reply(status: 503, body: Array("loading".utf8)) }
    let result = try files.simulate("--patience", "0s")
    #expect(result.status == 69 && result.output.contains("for as long as --patience waits"))
    #expect(result.errors.contains("waiting for the endpoint (503") || files.server.received <= 2)
    #expect(try files.simulate("--patience", "soon").status == 64)
  }
}

/// Answers that cannot be used, through the program.
@Suite struct InvalidAnswerCommandTests {
  private static func completion(_ content: String, finish: String = "stop", model: String = "other")
    -> ScriptedServer.Answer
  {
    let body: [String: Any] = [
      "model": model, "choices": [["message": ["content": content], "finish_reason": finish] as [String: Any]],
    ]
    return .reply(status: 200, body: Array((try? JSONSerialization.data(withJSONObject: body)) ?? Data()))
  }

  @Test func aRunWithoutOneValidAnswerHasAStatusOfItsOwnAndSaysWhy() throws {
    let files = try ProbingFiles(conversations: 2) { _ in InvalidAnswerCommandTests.completion("I", finish: "sensitive")
    }
    let result = try files.simulate("--attempts", "1")
    #expect(result.status == 76)
    #expect(result.output.contains("why: persona: 6 answers, filtered: the answer ended with “sensitive”, such as I\n"))
    #expect(result.output.contains("answered by other (6); asked was m\n"))
    #expect(result.errors.contains("the answers of persona cannot be used"))
    let json = try files.simulate("--attempts", "1", "--json", "--retry-invalid")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let reason = try #require((report["invalid_reasons"] as? [[String: Any]])?.first)
    #expect(
      reason["cause"] as? String == "filtered" && reason["count"] as? Int == 6 && reason["example"] as? String == "I")
    let run = try #require((report["runs"] as? [[String: Any]])?.first)
    #expect(run["served_models"] as? [String: Int] == ["other": 6] && run["model"] as? String == "m")
  }

  @Test func manyInvalidAnswersInARowEndTheRun() throws {
    let files = try ProbingFiles(conversations: 12) { _ in InvalidAnswerCommandTests.completion("<think>hm") }
    let result = try files.simulate("--attempts", "1", "--concurrency", "1", "--max-invalid", "5")
    #expect(result.status == 76 && files.server.received == 5)
    #expect(result.output.contains("given up: 5 answers in a row were invalid"))
    #expect(try files.simulate("--max-invalid", "0").status == 64)
  }

  @Test func aReceiptSaysWhatCameBack() throws {
    let files = try ProbingFiles { request in
      let isLabel = String(decoding: request.body, as: UTF8.self).contains("You label")
      if isLabel, String(decoding: request.body, as: UTF8.self).contains("response_format") {
        return .reply(status: 400, body: Array(#"{"error":{"message":"json_schema is not supported"}}"#.utf8))
      }
      if isLabel {
        return InvalidAnswerCommandTests.completion(
          #"{"rationale":"","signal":"","stage":"resisting","convergence":0}"#, model: "judge-served")
      }
      return request.number % 6 == 0
        ? InvalidAnswerCommandTests.completion("", finish: "model_context_window_exceeded")
        : InvalidAnswerCommandTests.completion("answer \(request.number)")
    }
    #expect(try files.simulate("--attempts", "1").status == 0)
    let label = try files.label()
    #expect(label.status == 0 && label.output.contains("asked for as text, because what is better was refused:"))
    let receipt = try files.run(["receipt", files.store, "--resamples", "20"])
    #expect(receipt.status == 0)
    #expect(receipt.output.contains("- **Answered by:** other (30)\n"))
    #expect(receipt.output.contains("30 valid, 6 invalid\n  - 6 answers, context cut: the answer ended with"))
    #expect(receipt.output.contains("- **Answered by:** judge-served"))
    #expect(receipt.output.contains("- **Asked for as:** text, because what is better was refused"))
    let stats = try files.run(["stats", files.store, "--resamples", "20", "--json"])
    #expect(stats.status == 0 && stats.output.contains("\"missing\""))
  }
}
