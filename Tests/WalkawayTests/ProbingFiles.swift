import BuiltProgram
import Foundation
import ScriptedEndpoint
import Testing

/// A bundle that nobody has probed, definitions to probe it with, and a model on the loopback.
final class ProbingFiles {
  let fixture: JourneyFixture
  let store: String
  let server: ScriptedServer
  var simulator: String { "\(fixture.folder)/persona.yaml" }
  var judge: String { "\(fixture.folder)/judge.yaml" }

  init(conversations: Int = 12, _ script: @escaping ScriptedServer.Script = { ProbingFiles.answer($0) }) throws {
    fixture = try JourneyFixture()
    store = "\(fixture.folder)/audit.walkaway"
    server = try ScriptedServer(script)
    for name in ["simulations.jsonl", "labels.jsonl"] {
      try FileManager.default.removeItem(atPath: "\(fixture.bundle)/\(name)")
    }
    let audit = URL(fileURLWithPath: "\(fixture.bundle)/audit.json")
    var object = try JSONSerialization.jsonObject(with: Data(contentsOf: audit)) as? [String: Any] ?? [:]
    object["simulators"] = nil
    object["instruments"] = nil
    object["probes"] = ["fractions": [0.3, 0.9], "exit_probe": true]
    try JSONSerialization.data(withJSONObject: object).write(to: audit)
    var lines = Data()
    for number in 0..<conversations {
      let turns = (0..<7).map { ["role": $0 % 2 == 0 ? "agent" : "user", "text": "turn \(number)-\($0)"] }
      let conversation: [String: Any] = [
        "id": "c-\(number)", "outcome": number % 2 == 0 ? "buyer" : "non-buyer", "turns": turns,
      ]
      lines += try JSONSerialization.data(withJSONObject: conversation) + Data("\n".utf8)
    }
    try lines.write(to: URL(fileURLWithPath: "\(fixture.bundle)/conversations.jsonl"))
    try "id: persona\nmodel: m\ntemplate: persona-en\n".write(toFile: simulator, atomically: true, encoding: .utf8)
    try "id: judge\nmodel: j\ntemplate: decision-state-en\n".write(toFile: judge, atomically: true, encoding: .utf8)
    _ = try run(["import", fixture.bundle, "--into", store])
  }

  deinit { server.stop() }

  /// Two probe points and an unanswered end in every conversation.
  static let points = 3

  static func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Answer {
    let number = request.body.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
    let stages = ["resisting", "exploring", "deciding"]
    let isLabel = String(decoding: request.body, as: UTF8.self).contains("response_format")
    let label =
      #"{\"rationale\":\"\",\"signal\":\"\",\"stage\":\"\#(stages[Int(number % 3)])\",\"convergence\":0}"#
    let content = isLabel ? label : "answer \(number % 1000)"
    let body =
      #"{"model":"served","choices":[{"message":{"content":"\#(content)"},"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":10,"completion_tokens":2}}"#
    return .reply(status: 200, body: Array(body.utf8))
  }

  @discardableResult
  func run(
    _ arguments: [String], adding more: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(arguments, environment: fixture.environment.merging(more) { $1 })
  }

  func simulate(_ more: String..., adding variables: [String: String] = [:]) throws -> (
    status: Int32, output: String, errors: String
  ) {
    try run(
      ["simulate", store, "--simulator", simulator, "--base-url", server.baseURL] + more, adding: variables)
  }

  func label(_ more: String...) throws -> (status: Int32, output: String, errors: String) {
    try run(["label", store, "--instrument", judge, "--base-url", server.baseURL] + more)
  }

  /// The lines of a file of the bundle that the store exports.
  func exported(_ name: String) throws -> [[String: Any]] {
    let folder = "\(fixture.folder)/export-\(UUID().uuidString)"
    let result = try run(["export", store, "--format", "bundle", "--output", folder])
    guard result.status == 0 else { throw CocoaError(.fileReadUnknown) }
    guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}

/// The object that a command wrote.
func report(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The first run of a command's report.
func runs(_ text: String) throws -> [String: Any] {
  try #require((try report(text)["runs"] as? [[String: Any]])?.first)
}
