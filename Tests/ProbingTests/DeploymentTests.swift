import AuditStore
import Cases
import Digest
import Foundation
import JSON
import ModelEndpoint
import Testing

@testable import Probing

/// Definitions of simulators as they are deployed: their keys, their mistakes, their digests.
@Suite struct DeploymentTests {
  private let chat = """
    id: deployed
    model: o4-mini
    form: chat
    base_url: https://example.org/openai/deployments/o4-mini
    query: {api-version: 2024-10-21}
    headers: {api-key: $AZURE_KEY, x-team: TEAM}
    system: |
      You are the customer. {{profile}}
      Say {{no_reply}} to end.
    messages: [{role: user, content: "Hi"}, {role: assistant, content: "hello"}]
    stop: "###"
    max_completion_tokens: 500
    reasoning_effort: low
    extra_body: {chat_template_kwargs: {enable_thinking: false}, top_k: 20, list: [1, {a: 2}]}
    tool_turns: system
    ca_file: /etc/ca.pem
    proxy: http://proxy:3128
    timeout: 300
    """

  private func read(
    _ text: String, _ kind: DefinitionRecord.Kind = .simulator
  ) throws(DefinitionError) -> ModelDefinition {
    try DefinitionFile.parse(text, place: "s.yaml", kind: kind)
  }

  private func prepared(_ definition: ModelDefinition) throws -> PreparedDefinition {
    try PreparedDefinition(definition, schema: .decisionState1, place: "s.yaml")
  }

  @Test func readsEveryKey() throws {
    let definition = try read(chat)
    #expect(definition.form == .chat)
    #expect(definition.query == [.init(name: "api-version", value: "2024-10-21")])
    #expect(
      definition.headers == [.init(name: "api-key", variable: "AZURE_KEY"), .init(name: "x-team", variable: "TEAM")])
    #expect(definition.sampling.stop == ["###"])
    #expect(definition.sampling.maxCompletionTokens == 500)
    #expect(definition.sampling.reasoningEffort == "low")
    let extra = #"{"chat_template_kwargs":{"enable_thinking":false},"list":[1,{"a":2}],"top_k":20}"#
    #expect(JSONValue.object(definition.extraBody).canonical == extra)
    #expect(definition.toolTurns == .system)
    #expect(definition.timeout == 300)
    #expect(try prepared(definition).definition.noReply == PreparedDefinition.defaultNoReply)
  }

  /// What the store writes into `audit.json` is the same definition, and lives through an import.
  @Test func theEntryOfTheAuditIsTheSameDefinition() throws {
    let service = """
      {id: s, form: http-json, url: "http://h/turn", request: {t: "{{turns}}", n: "{{seed}}"},
       turn: {who: "{{role}}", said: "{{text}}"}, speakers: [bot, human], answer: a.0.b,
       silence: {path: done, values: [true, "yes"]}, seed: 3}
      """
    for text in [chat, service, "{id: t, model: m, form: text, prompt: \"{{dialogue}}\", stop: [\"\\n\"]}"] {
      let first = try prepared(try read(text))
      let entry = first.entry.withoutCredentials
      #expect(entry == first.entry)
      let audit = #"{"simulators": [\#(entry)]}"#
      #expect(DefinitionFile.runnable(.simulator, in: audit) == [first.id])
      let again = try prepared(try DefinitionFile.find(first.id, kind: .simulator, audit: audit))
      #expect(again.record.digest == first.record.digest)
      #expect(again.definition.headers == first.definition.headers)
      #expect(again.entry == first.entry)
    }
  }

  @Test func aProgramIsNeverRunBecauseAnAuditNamesIt() throws {
    let first = try prepared(try read("{id: p, command: [python3, sim.py]}"))
    let audit = #"{"simulators": [\#(first.entry)]}"#
    #expect(DefinitionFile.runnable(.simulator, in: audit).isEmpty)
    let error = #expect(throws: DefinitionError.self) {
      try DefinitionFile.find("p", kind: .simulator, audit: audit)
    }
    #expect(error?.description.contains("YAML file of your own") == true)
  }

  @Test func definitionsOfBeforeKeepTheirDigests() throws {
    var definition = ModelDefinition(.simulator, id: "a", model: "m", template: "persona-en")
    definition.sampling.temperature = 0.5
    definition.profileFields = ["city"]
    let record = try prepared(definition).record
    let identity: JSONValue = [
      "kind": .string("simulator"), "model": .string("m"), "prompt_sha256": .string(record.promptSHA256),
      "temperature": .number("0.5"), "profile_fields": .array([.string("city")]),
    ]
    #expect(record.digest == SHA256.hexadecimal(of: identity.canonicalBytes))
    definition.form = .prompt
    definition.headers = []
    #expect(try prepared(definition).record.digest == record.digest)
  }

  @Test func everythingThatMakesAnAnswerMakesTheDigest() throws {
    let given = try read(chat)
    let plain = try prepared(given).record.digest
    let changes: [(inout ModelDefinition) -> Void] = [
      { $0.system = "{{no_reply}}" }, { $0.messages = [] }, { $0.sampling.stop = nil }, { $0.extraBody = [] },
      { $0.sampling.maxCompletionTokens = 1 }, { $0.sampling.reasoningEffort = "high" }, { $0.toolTurns = .user },
      { $0.query = [] }, { $0.headers.removeLast() },
    ]
    let digests = try changes.map { change in
      var changed = given
      change(&changed)
      return try prepared(changed).record.digest
    }
    #expect(Set(digests + [plain]).count == changes.count + 1)
    // Where it is asked and by which secret makes no other simulator.
    for change: (inout ModelDefinition) -> Void in [
      { $0.caFile = nil }, { $0.proxy = nil }, { $0.timeout = 1 }, { $0.headers[0].variable = "OTHER" },
      { $0.baseURL = "http://other/v1" },
    ] {
      var changed = given
      change(&changed)
      #expect(try prepared(changed).record.digest == plain)
    }
    let programs = try ["[a]", "[a, b]", "[b]"].map { try prepared(try read("{id: p, command: \($0)}")).record.digest }
    #expect(Set(programs).count == 3)
  }

  @Test(arguments: [
    ("form: chat\nprompt: x", "“prompt” means nothing in form: chat"), ("form: chat", "“system” is missing"),
    ("form: text\nprompt: x", "{{transcript}} or {{dialogue}} is missing"),
    ("form: prompt\nprompt: \"{{dialogue}}\"", "no placeholder {{dialogue}}"),
    ("form: chat\nsystem: \"{{transcript}}\"", "no placeholder {{transcript}}"),
    ("form: chat\nsystem: \"{{outcome}}\"", "no placeholder {{outcome}}"),
    ("form: swapped", "choose from prompt, chat, text, command, http-json"),
    ("form: chat\nsystem: x\nmax_tokens: 1\nmax_completion_tokens: 1", "are both given"),
    ("system: x\nextra_body: {messages: []}", "which the program writes itself"),
    ("extra_body: {temperature: 1}", "one level up"), ("extra_body: [1]", "is no object"),
    ("extra_body: {api_key: sk-verysecretverysecret}", "a secret must not stand in a file"),
    ("headers: {api-key: sk-verysecret}", "does not name the variable"),
    ("headers: {\"a b\": NAME}", "a name that no header has"), ("headers: {Host: NAME}", "program writes itself"),
    ("api_key_env: K\nheaders: {Authorization: NAME}", "which api_key_env makes"),
    ("query: {key: verysecret}", "a secret must not stand in a file"), ("query: x", "is no object"),
    ("proxy: http://me:verysecret@proxy", "holds a user"), ("proxy: nowhere", "no address of a proxy"),
    ("timeout: 0", "“timeout” is no number"), ("stop: []", "names no words"),
    ("messages: [{role: tool, content: x}]", "what is no message"),
    ("tool_turns: user", "means nothing in form: prompt"),
    ("command: [a, --api-key=verysecret]", "what looks like a secret"),
    ("command: [a, --token, verysecret]", "what looks like a secret"), ("command: []", "names no program"),
    ("command: [a]\ntemperature: 1", "“temperature” means nothing in form: command"),
    ("form: command", "names no program"), ("form: http-json", "“url” is missing"),
    ("form: http-json\nurl: http://h/x?key=verysecret", "holds a user"),
    ("form: http-json\nurl: http://h/x", "“request” is missing"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: 1}\nanswer: a", "never shows the conversation"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: \"see {{turns}}\"}\nanswer: a", "no value of its own"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: {{turns}}}\nanswer: a", "needs quotes"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: \"{{turns}}\"}", "“answer” is missing"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: \"{{turns}}\"}\nanswer: a..b", "is no path"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: \"{{turns}}\"}\nanswer: a\nsilence: ended", "what means silence"),
    ("form: http-json\nurl: http://h/x\nrequest: {a: \"{{turns}}\"}\nturn: {a: 1}\nanswer: a", "never holds the words"),
  ])
  func saysWhatIsWrong(_ lines: String, _ words: String) {
    let base = ["prompt:", "form:", "command:"].contains { lines.contains($0) } ? "" : "\ntemplate: persona-en"
    do {
      _ = try prepared(try read("id: a\nmodel: m\(base)\n\(lines)"))
      Issue.record("\(lines) is no definition")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
      #expect("\(error)".contains(";"))
      #expect(!"\(error)".contains("verysecret"))
    }
  }

  @Test func manyAliasesAreNoLargeDefinition() {
    var text = "id: a\nmodel: m\nextra_body:\n  a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for level in 1..<9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = #expect(throws: DefinitionError.self) { try read(text) }
    #expect(error?.description.contains("larger than a definition") == true)
  }

  @Test func anInstrumentHasWhatModelsNeedAndNoForm() throws {
    let judge = try read(
      "{id: j, model: m, template: decision-state-en, system: \"{{stages}}\", max_completion_tokens: 9, stop: [x]}",
      .instrument)
    #expect(try prepared(judge).prompts.system != nil)
    #expect(throws: DefinitionError.self) { try read("{id: j, model: m, form: chat}", .instrument) }
    #expect(throws: DefinitionError.self) { try read("{id: j, model: m, command: [a]}", .instrument) }
  }
}
