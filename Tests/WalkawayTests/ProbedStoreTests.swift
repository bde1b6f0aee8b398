import Foundation
import ScriptedEndpoint
import Synchronization
import Testing

/// What probing says and keeps to where an audit is a stranger's, small, or goes elsewhere.
@Suite struct ProbedStoreTests {
  private func object(_ text: Data) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
  }

  @Test func oneIsNotMany() throws {
    let files = try ProbingFiles(conversations: 4) { request in
      request.number == 1 ? .reply(status: 400, body: Array("no".utf8)) : ProbingFiles.answer(request)
    }
    let failed = try files.simulate("--max-requests", "1").output
    #expect(failed.contains("  1 request, 0 of them repeated"))
    let last = try files.simulate("--max-requests", "11").output
    #expect(last.contains("1 answer is still to be asked for"))
    let other = "\(files.fixture.folder)/other.yaml"
    try "id: other\nmodel: m\ntemplate: persona-en\n".write(toFile: other, atomically: true, encoding: .utf8)
    let plan = try files.run(["plan", files.store, "--limit", "1", "--where", "position:exit", "--simulator", other])
    #expect(plan.output.contains("simulator other: 1 request") && !plan.output.contains("1 requests"))
    let batch = try files.run([
      "simulate", files.store, "--simulator", other, "--batch", "write", "\(files.fixture.folder)/requests",
    ])
    #expect(batch.errors.contains("1 request in 1 file\n"))
  }

  @Test func aReceiptOfAProbedStoreSaysWhyABundleCannotAgree() throws {
    let files = try ProbingFiles()
    let (folder, receipt) = (files.fixture.folder, "\(files.fixture.folder)/receipt.json")
    #expect(try files.simulate().status == 0 && files.label().status == 0)
    let made = try files.run(["receipt", files.store, "--json", "--output", receipt, "--resamples", "100"])
    #expect(made.status == 0, "\(made.errors)")
    let own = try files.run(["verify", receipt, files.store])
    #expect(own.status == 0 && !own.output.contains("no bundle holds"))
    #expect(try files.run(["export", files.store, "--format", "bundle", "--output", "\(folder)/out"]).status == 0)
    let bundle = try files.run(["verify", receipt, "\(folder)/out"])
    #expect(bundle.status == 1)
    #expect(bundle.output.contains("✓ digest of labels") && bundle.output.contains("Verify it against the store."))
    // Where the records differ that is no excuse.
    let labels = URL(fileURLWithPath: "\(folder)/out/labels.jsonl")
    let lines = try String(contentsOf: labels, encoding: .utf8).split(separator: "\n")
    try Data(lines.dropLast().joined(separator: "\n").utf8).write(to: labels)
    let other = try files.run(["import", "\(folder)/out", "--into", "\(folder)/other.walkaway"])
    #expect(other.status == 0)
    let forged = try files.run(["verify", receipt, "\(folder)/other.walkaway"])
    #expect(forged.status == 1 && !forged.output.contains("no bundle holds"))
  }

  @Test(arguments: [#""api_key_env":"PROBE_TEST_KEY""#, #""headers":{"x-key":"PROBE_TEST_KEY"}"#])
  func aStrangersAuditDoesNotGetTheKey(_ secret: String) throws {
    let seen = Mutex<[[String: String]]>([])
    let files = try ProbingFiles(conversations: 2) { request in
      seen.withLock { $0.append(request.headers) }
      return ProbingFiles.answer(request)
    }
    let audit = URL(fileURLWithPath: "\(files.fixture.bundle)/audit.json")
    var audited = try object(Data(contentsOf: audit))
    func entry(_ id: String, _ more: String) throws -> [String: Any] {
      try self.object(
        Data(#"{"id":"\#(id)","model":"m","template":"persona-en","base_url":"\#(files.server.baseURL)"\#(more)}"#.utf8)
      )
    }
    // What needs no key comes first: nothing at all is asked.
    audited["simulators"] = [try entry("plain", ""), try entry("keyed", ",\(secret)")]
    try JSONSerialization.data(withJSONObject: audited).write(to: audit)
    let simulate = ["simulate", files.fixture.bundle]
    let folder = "\(files.fixture.folder)/config"
    let environment = ["PROBE_TEST_KEY": "sk-hush-hush", "XDG_CONFIG_HOME": folder]
    for named in [[], ["--simulator", "keyed"]] {
      let refused = try files.run(simulate + named, adding: environment)
      #expect(refused.status == 64)
      #expect(refused.errors.contains("PROBE_TEST_KEY") && refused.errors.contains("under endpoints in config.yaml"))
    }
    #expect(seen.withLock { $0.isEmpty })
    #expect(try files.run(simulate + ["--dry-run"], adding: environment).status == 0)
    try FileManager.default.createDirectory(atPath: "\(folder)/walkaway", withIntermediateDirectories: true)
    try "endpoints: [\(files.server.baseURL)]\n"
      .write(toFile: "\(folder)/walkaway/config.yaml", atomically: true, encoding: .utf8)
    #expect(try files.run(simulate, adding: environment).status == 0)
    #expect(seen.withLock { $0.contains { $0.values.contains { $0.contains("sk-hush-hush") } } })
  }
}
