import AuditStore
import Cases
import Foundation
import JSON
import ModelEndpoint
import ScriptedEndpoint
import Testing

@testable import Probing

@Suite struct DefinitionTests {
  private let whole = """
    # A person who may leave.
    id: persona-2
    model: "gpt-4o-mini"
    base_url: https://api.example.org/v1/
    api_key_env: EXAMPLE_KEY
    template: persona-may-stay-silent-zh
    profile_fields: [city, "age"]
    temperature: 0.7
    top_p: 1
    max_tokens: 120
    seed: 7
    draws: 3
    no_reply: "（不回复）"
    """

  private func read(_ text: String, _ kind: DefinitionRecord.Kind = .simulator) throws(DefinitionError)
    -> ModelDefinition
  {
    try DefinitionFile.parse(text, place: "s.yaml", kind: kind)
  }

  @Test func aNumberOutOfItsRangeIsToldWithBothEnds() {
    let error = #expect(throws: DefinitionError.self) { try read(whole.replacing("draws: 3", with: "draws: 2000")) }
    #expect(error?.problem == "is no whole number from 1 to 1000")
  }

  @Test func readsEveryKey() throws {
    let definition = try read(whole)
    #expect(definition.id == "persona-2")
    #expect(definition.baseURL == "https://api.example.org/v1")
    #expect(definition.keyVariable == "EXAMPLE_KEY")
    #expect(definition.profileFields == ["city", "age"])
    #expect(definition.sampling == Sampling(temperature: 0.7, topP: 1, maxTokens: 120, seed: 7))
    #expect(definition.draws == 3)
    #expect(definition.noReply == "（不回复）")
    let judge = try read("{id: j, model: m, template: agent-action-en, response_format: text}", .instrument)
    #expect(judge.answers == .text)
    #expect(try PreparedDefinition(judge, schema: .decisionState1, place: "x").task == .agentAction)
  }

  @Test(arguments: [
    ("model: m", "“id” is missing"), ("id: a", "“model” is missing"),
    ("id: a\nmodel: m\ntemprature: 1", "s.yaml:3: “temprature” is no key"),
    ("id: a\nmodel: m\ntemperature: hot", "s.yaml:3: “temperature” is no number"),
    ("id: a\nmodel: m\ntemperature: .nan", "s.yaml:3: holds “.nan”"),
    ("id: a\nmodel: m\nextra_body: {x: [-.inf]}", "s.yaml:3: holds “-.inf”"),
    ("id: a\nmodel: m\nid: b", "holds a key twice: id"), ("id: a\n---\nid: b", "holds another document"),
    ("id: a\ncommand: python3 x.py", "write it as [python3, simulator.py]"),
    ("id: a\nmodel: m\nmax_tokens: 0", "“max_tokens”"), ("id: real\nmodel: m", "source of labels"),
    ("id: a\nmodel: m\nprofile_fields: city", "“profile_fields” is no list"),
    ("id: a\nmodel: m\nbase_url: ftp://x", "“base_url” is no http or https address"),
    ("- 1", "holds no definition"), ("a: [", "is no YAML"), ("", "holds no definition"),
    ("id: a\nmodel: m\nbatch: 1", "choose from id, model"),
  ])
  func saysWhereWhatAndWhatToDo(_ text: String, _ words: String) {
    do {
      _ = try read(text)
      Issue.record("\(text) is no definition")
    } catch {
      #expect(error.description.contains(words), "\(error)")
      #expect(error.description.contains(";"))
    }
  }

  @Test(arguments: [
    "api_key: sk-verysecret", "key: sk-verysecret", "api_key_env: sk-verysecret",
    "base_url: https://sk-verysecret@host/v1",
    "base_url: https://host/v1?key=sk-verysecret",
  ])
  func aSecretInAFileIsRefusedAndNotRepeated(_ line: String) {
    do {
      _ = try read("id: a\nmodel: m\n\(line)")
      Issue.record("a secret was taken")
    } catch {
      #expect(!error.description.contains("verysecret"))
      #expect(error.description.contains("s.yaml:3"))
    }
  }

  private func prepare(_ change: (inout ModelDefinition) -> Void) throws -> PreparedDefinition {
    var definition = ModelDefinition(.simulator, id: "a", model: "m", template: "persona-en")
    change(&definition)
    return try PreparedDefinition(definition, schema: .decisionState1, place: "s.yaml")
  }

  @Test func templatesAreCheckedWhenLoaded() throws {
    for name in ShippedTemplates.all.keys {
      let kind: DefinitionRecord.Kind = name.hasPrefix("persona") ? .simulator : .instrument
      let definition = ModelDefinition(kind, id: "a", model: "m", template: name)
      _ = try PreparedDefinition(definition, schema: .decisionState1, place: name)
    }
    let wrong: [(inout ModelDefinition) -> Void] = [
      { $0.template = "nobody" }, { $0.template = nil }, { $0.prompt = "{{transcript}}" },
      {
        $0.template = nil; $0.prompt = "no transcript"
      },
      {
        $0.template = nil; $0.prompt = "{{transcript}} {{outcome}}"
      },
      {
        $0.template = nil; $0.prompt = "{{transcript}} {{schema}}"
      }, { $0.noReply = "silence" },
      {
        $0.template = "persona-may-stay-silent-en"; $0.noReply = ""
      },
    ]
    for change in wrong {
      #expect(throws: DefinitionError.self) { try prepare(change) }
    }
    #expect(throws: DefinitionError.self) {
      var schema = StateSchema.decisionState1
      schema.actions = []
      let definition = ModelDefinition(.instrument, id: "a", model: "m", template: "agent-action-en")
      _ = try PreparedDefinition(definition, schema: schema, place: "x")
    }
    #expect(try prepare { $0.template = "persona-may-stay-silent-en" }.definition.noReply == "[no reply]")
  }

  @Test func everythingThatMakesAnAnswerMakesTheDigest() throws {
    let plain = try prepare { _ in }.record.digest
    let changes: [(inout ModelDefinition) -> Void] = [
      { $0.model = "n" }, { $0.template = "persona-zh" }, { $0.profileFields = [] }, { $0.sampling.temperature = 0 },
      { $0.sampling.topP = 0.5 }, { $0.sampling.maxTokens = 10 }, { $0.sampling.seed = 1 },
      { $0.template = "persona-may-stay-silent-en" },
    ]
    let digests = try changes.map { try prepare($0).record.digest } + [plain]
    #expect(Set(digests).count == digests.count)
    let sameAnswers: [(inout ModelDefinition) -> Void] = [
      { $0.baseURL = "http://x/v1" }, { $0.keyVariable = "K" }, { $0.draws = 9 },
      { $0.prompt = ShippedTemplates.all["persona-en"] },
    ]
    for change in sameAnswers {
      let digest = try prepare(change).record.digest
      #expect(digest == plain)
    }
  }

  @Test func aChangedDefinitionIsNeverMixedWithItsEarlierAnswers() async throws {
    let fixture = try ProbingFixture(conversations: 2)
    let server = try ScriptedServer { FakeModel.reply($0) }
    defer { server.stop() }
    // Nothing was answered yet: the definition may still be corrected.
    _ = try fixture.simulator { $0.sampling.temperature = 0.1 }
    try await fixture.run(try fixture.simulator(), against: server)
    let error = #expect(throws: DefinitionConflict.self) {
      try fixture.simulator {
        $0.sampling.temperature = 0.5; $0.model = "other"
      }
    }
    #expect(error?.description.contains("another model (m, now other), another temperature") == true)
    #expect(error?.description.contains("new id") == true)
    // More draws of the same are the same simulator; a new id is a new one.
    _ = try fixture.simulator { $0.draws = 2 }
    _ = try fixture.simulator("persona-b") { $0.sampling.temperature = 0.5 }
    #expect(try fixture.store.definitions().map(\.id) == ["persona", "persona-b"])
    #expect(try fixture.store.definitions().map(\.permitsNoReply) == [true, true])
    #expect(fixture.store.description.simulators.map(\.id) == ["persona", "persona-b"])
    #expect(fixture.store.auditJSON.contains("\"note\""))
    // The audit's own entry runs as the file did.
    let own = try DefinitionFile.find("persona", kind: .simulator, audit: fixture.store.auditJSON)
    _ = try fixture.session.simulator(try fixture.prepared(own))
  }

  @Test func theKeyIsNeverStoredOrShown() async throws {
    let fixture = try ProbingFixture(conversations: 3)
    let key = "sk-\"odd/secret"
    let server = try ScriptedServer { request in
      let echoed = request.headers["authorization"] ?? "nothing"
      switch request.number % 5 {
      case 0: return .reply(status: 500, body: (["error": ["message": .string(echoed)]] as JSONValue).canonicalBytes)
      case 1: return .reply(status: 400, body: Array("headers: \(echoed)".utf8))
      case 2: return .reply(status: 200, body: FakeModel.completion("I was told \(echoed)").canonicalBytes)
      case 3: return .reply(status: 200, body: Array("{\"choices\": \"\(echoed)\"}".utf8))
      default: return FakeModel.reply(request)
      }
    }
    defer { server.stop() }
    var said = ""
    for work in [try fixture.simulator(), try fixture.instrument()] {
      let summary = try await fixture.run(
        work, against: server, limits: RunLimits(concurrency: 2), key: ("PROBE_KEY", key), tries: 2)
      said += "\(summary)" + String(reflecting: summary)
      #expect(summary.tally.failed > 0)
    }
    #expect(try !fixture.store.answerKeys(.simulation).stored.isEmpty)
    #expect(!said.contains("odd/secret"))
    for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder)
    where name.hasPrefix("audit.walkaway") {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(fixture.folder)/\(name)"))
      for spelling in ["odd/secret", "odd\\/secret"] {
        #expect(data.range(of: Data(spelling.utf8)) == nil, "\(name)")
      }
    }
  }
}
