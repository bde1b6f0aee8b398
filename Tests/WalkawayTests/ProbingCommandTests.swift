import Foundation
import ScriptedEndpoint
import Synchronization
import Testing

@Suite struct ProbingCommandTests {
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
    #expect(read.status == 69 && read.errors.contains("1 answer is missing"))
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
