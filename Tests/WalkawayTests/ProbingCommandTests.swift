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
}
