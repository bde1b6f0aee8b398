import AuditStore
import Cases
import Foundation
import Interchange
import JSON
import ModelEndpoint
import ScriptedEndpoint

@testable import Probing

/// An audit of conversations that nobody has simulated or labelled, in a folder that is removed with the value.
final class ProbingFixture: Sendable {
  let folder: String
  let store: AuditStore
  let session: ProbeSession

  static let fractions = [0.3, 0.6, 0.9]

  /// - Parameter text: The words of a turn; every turn has words of its own.
  init(
    conversations: Int = 6, text: (_ conversation: Int, _ turn: Int) -> String = { "words \($0)-\($1) end" }
  ) throws {
    folder = NSTemporaryDirectory() + "walkaway-probing-\(UUID().uuidString)"
    let bundle = "\(folder)/bundle"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
    try Data(ProbingFixture.audit.utf8).write(to: URL(fileURLWithPath: "\(bundle)/audit.json"))
    var lines = Data()
    for number in 0..<conversations {
      let turns = (0..<(9 + number % 2)).map { turn in
        ["role": turn % 2 == 0 ? "agent" : "user", "text": text(number, turn)]
      }
      let conversation: [String: Any] = [
        "id": "c-\(number)", "outcome": number % 3 == 0 ? "paid-OUTCOME" : "left-OUTCOME",
        "customer": "u-CUSTOMER-\(number)",
        "profile": ["city": "city \(number % 2)", "hidden": "HIDDEN \(number)"], "turns": turns,
      ]
      lines += try JSONSerialization.data(withJSONObject: conversation, options: .sortedKeys) + Data("\n".utf8)
    }
    try lines.write(to: URL(fileURLWithPath: "\(bundle)/conversations.jsonl"))
    let reader = try BundleReader(folder: bundle)
    let path = "\(folder)/audit.walkaway"
    _ = try AuditStore.create(at: path, source: bundle, digest: nil, describe: { (_: ImportReport) in nil }) { writer in
      try reader.read(into: writer, progress: { _ in })
    }
    store = try AuditStore.open(at: path)
    session = ProbeSession(store: store, now: { "2026-01-01T00:00:00Z" })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let audit = #"""
    {"format": "walkaway-audit/1", "name": "probing", "note": "kept", "outcome": {"name": "payment", "strata": [
      {"id": "left-OUTCOME", "committed": false}, {"id": "paid-OUTCOME", "committed": true}]},
     "schema": {"id": "decision-state/1", "stages": [{"id": "resisting", "depth": 0}, {"id": "exploring", "depth": 1},
      {"id": "deciding", "depth": 4}], "resistance": ["resisting"], "deliberation": [],
        "commitment": ["deciding"], "emotions": ["positive", "negative"],
      "exits": ["none", "refusal", "silence"], "actions": ["pitch", "probe"]},
     "probes": {"fractions": [0.3, 0.6, 0.9], "exit_probe": true}}
    """#

  /// Every probe point by the audit's rule.
  func points() throws -> [PlannedProbe] {
    var candidates: [ProbePlan.Candidate] = []
    try store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let rule = ProbeRule(fractions: ProbingFixture.fractions, exitProbe: true)
    return candidates.flatMap { ProbePlan.points(of: $0, rule: rule) }
  }

  func prepared(_ definition: ModelDefinition) throws -> PreparedDefinition {
    try PreparedDefinition(definition, schema: store.description.schema, place: "test")
  }

  /// What a simulator wrote.
  func words(of simulation: Int64) throws -> String? {
    try store.matter(of: [(RecordKey.conversation(of: simulation), simulation)])[0]?.simulated
  }

  /// The whole audit as a run is told of it.
  func scope() throws -> ProbeScope { ProbeScope(points: try points()) }

  func simulator(
    _ id: String = "persona", change: (inout ModelDefinition) -> Void = { _ in }
  ) throws -> ProbeWork {
    var definition = ModelDefinition(.simulator, id: id, model: "m", template: "persona-may-stay-silent-en")
    definition.profileFields = ["city"]
    change(&definition)
    return try session.simulator(try prepared(definition))
  }

  func instrument(_ id: String = "judge", _ change: (inout ModelDefinition) -> Void = { _ in }) throws -> ProbeWork {
    var definition = ModelDefinition(.instrument, id: id, model: "j", template: "decision-state-en")
    change(&definition)
    return try session.instrument(try prepared(definition))
  }

  /// Runs a definition against a server to the end of what it can do.
  @discardableResult
  func run(
    _ work: ProbeWork, against server: ScriptedServer, limits: RunLimits = RunLimits(concurrency: 8),
    again: Bool = false, key: (variable: String, value: String)? = nil, tries: Int = 3,
    timeout: Duration = .seconds(5), mostInvalid: Int = 1000
  ) async throws -> RunSummary {
    let jobs = try session.jobs(of: work, at: try scope(), seed: 1, again: again)
    var endpoint = Endpoint(baseURL: server.baseURL, keyVariable: key?.variable, totalTimeout: timeout)
    let definition = work.definition.definition
    endpoint.shape = definition.service.map { .service($0.shape) } ?? (definition.form == .text ? .text : .chat)
    let client = try ChatClient(
      pool: HTTPPool(connections: limits.concurrency), endpoint: endpoint,
      retries: RetryPolicy(tries: tries, first: .milliseconds(1), longest: .milliseconds(3)),
      environment: key.map { [$0.variable: $0.value] } ?? [:])
    var limits = limits
    limits.firstPause = .milliseconds(1)
    let live = LiveRun(
      work: work, client: client, limits: limits, stop: StopRequest(), mostInvalid: mostInvalid,
      now: { "2026-01-01T00:00:00Z" })
    return try await live.run(jobs.pending, again: again) { _ in }
  }
}

/// What a well-behaved model answers, decided by the request alone.
enum FakeModel {
  static let stages = ["resisting", "exploring", "deciding"]

  static func answer(to body: JSONValue) -> String {
    let prompt = FakeModel.prompt(of: body)
    let number = prompt.utf8.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
    guard prompt.contains("decision state") else { return number % 7 == 0 ? "[no reply]" : "answer \(number % 1000)" }
    return
      #"{"rationale":"why \#(number % 10)","signal":"","stage":"\#(stages[Int(number % 3)])","emotion":"negative","#
      + #""exit":"none","convergence":0.5}"#
  }

  static func prompt(of body: JSONValue) -> String {
    guard case .array(let messages)? = body["messages"] else { return "" }
    return messages.compactMap { $0["content"]?.string }.joined(separator: "\n")
  }

  static func body(_ request: ScriptedServer.Request) -> JSONValue {
    (try? JSONValue(parsing: request.body)) ?? .null
  }

  static func completion(_ text: String?, finish: String = "stop", tokens: Int = 10) -> JSONValue {
    [
      "id": .string("cmpl"), "model": .string("served"),
      "choices": .array([
        [
          "index": .integer(0), "finish_reason": .string(finish),
          "message": ["role": .string("assistant"), "content": text.map { .string($0) } ?? .null],
        ]
      ]),
      "usage": ["prompt_tokens": .integer(tokens), "completion_tokens": .integer(2)],
    ]
  }

  static func reply(_ request: ScriptedServer.Request) -> ScriptedServer.Answer {
    .reply(status: 200, body: completion(answer(to: body(request))).canonicalBytes)
  }
}
