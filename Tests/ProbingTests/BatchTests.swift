import AuditStore
import Cases
import Digest
import Foundation
import JSON
import ModelEndpoint
import ScriptedEndpoint
import Testing

@testable import Probing

/// A batch engine that knows both formats and answers what ``FakeModel`` answers.
private enum FakeEngine {
  static func result(_ line: [UInt8], _ format: BatchFormat) throws -> [UInt8] {
    let request = try JSONValue(parsing: line)
    let id = request["custom_id"] ?? .null
    switch format {
    case .openAI:
      let text = FakeModel.answer(to: request["body"] ?? .null)
      return
        ([
          "id": .string("batch_req"), "custom_id": id, "error": .null,
          "response": [
            "status_code": .integer(200), "request_id": .string("r"), "body": FakeModel.completion(text),
          ],
        ] as JSONValue).canonicalBytes
    case .anthropic:
      let text = FakeModel.answer(to: request["params"] ?? .null)
      return
        ([
          "custom_id": id,
          "result": [
            "type": .string("succeeded"),
            "message": [
              "id": .string("cmpl"), "model": .string("served"), "stop_reason": .string("stop"),
              "content": .array([["type": .string("text"), "text": .string(text)]]),
              "usage": ["input_tokens": .integer(10), "output_tokens": .integer(2)],
            ],
          ],
        ] as JSONValue).canonicalBytes
    }
  }
}

@Suite struct BatchTests {
  private func lines(
    _ work: ProbeWork, _ fixture: ProbingFixture, _ format: BatchFormat
  ) throws -> [[UInt8]] {
    let jobs = try fixture.session.jobs(of: work, at: try fixture.scope(), seed: 1).pending
    var lines: [[UInt8]] = []
    let count = try BatchFiles(works: [work], now: { "2026-01-01T00:00:00Z" })
      .write([jobs], of: "pilot", format: format) { line, _ in lines.append(line) }
    #expect(count == jobs.count)
    #expect(lines.count == jobs.count)
    return lines
  }

  private func read(_ work: ProbeWork, _ fixture: ProbingFixture, _ results: [[UInt8]]) throws -> BatchFiles.Report {
    let jobs = try fixture.session.everything(of: work, at: try fixture.scope())
    return try BatchFiles(works: [work], now: { "2026-01-01T00:00:00Z" }).read([jobs]) { take in
      for (number, line) in results.enumerated() { try take(line, "results:\(number + 1)") }
    }
  }

  private func missing(_ work: ProbeWork, _ fixture: ProbingFixture) throws -> Int {
    let jobs = try fixture.session.everything(of: work, at: try fixture.scope())
    return try BatchFiles(works: [work], now: { "" }).missing(of: [jobs])[0].count
  }

  /// Every simulation and label of a store, as a bundle would write them.
  private func contents(_ fixture: ProbingFixture) throws -> [String] {
    let visitor = Collector()
    try fixture.store.forEachRecord(ofConversations: nil, visitor)
    return visitor.lines
  }

  @Test(arguments: BatchFormat.allCases) func aRoundTripEqualsTheLiveRun(_ format: BatchFormat) async throws {
    let live = try ProbingFixture()
    let batched = try ProbingFixture()
    let server = try ScriptedServer { FakeModel.reply($0) }
    defer { server.stop() }
    func definitions(_ fixture: ProbingFixture) -> [() throws -> ProbeWork] {
      [
        { try fixture.simulator { $0.draws = 2 } },
        { try fixture.instrument { $0.answers = .text } },
        { try fixture.instrument("actions") { $0.template = "agent-action-en" } },
      ]
    }
    for make in definitions(live).prefix(2) { try await live.run(try make(), against: server) }
    for make in definitions(batched).prefix(2) {
      let work = try make()
      var results = try lines(work, batched, format).map { try FakeEngine.result($0, format) }
      results.reverse()
      let report = try read(work, batched, results)
      #expect(report.stored == results.count)
      #expect(try missing(work, batched) == 0)
      #expect(report.plans == ["pilot"])
      #expect(report.problems.isEmpty)
    }
    let (one, other) = (try contents(live), try contents(batched))
    #expect(one == other)
    #expect(one.count > 50)
  }

  /// What is sent lies in the line between the keys of the envelope, byte for byte.
  private func sent(_ line: [UInt8], _ format: BatchFormat) throws -> Substring {
    let text = String(decoding: line, as: UTF8.self)
    let (before, after) = format == .openAI ? (#"{"body":"#, #","custom_id":"#) : (#","params":"#, "}\n")
    let start = try #require(text.firstRange(of: before)).upperBound
    return text[start..<(try #require(text.ranges(of: after).last).lowerBound)]
  }

  @Test(arguments: BatchFormat.allCases) func theDigestOfARequestIsOfWhatIsSent(_ format: BatchFormat) throws {
    let fixture = try ProbingFixture()
    for work in [try fixture.simulator(), try fixture.instrument()] {
      let requests = try lines(work, fixture, format)
      _ = try read(work, fixture, try requests.map { try FakeEngine.result($0, format) })
      let stored = Collector()
      try fixture.store.forEachRecord(ofConversations: nil, stored)
      let digests = try requests.map { SHA256.hexadecimal(of: try sent($0, format).utf8) }
      #expect(digests.count > 5 && stored.requests.isSuperset(of: digests))
    }
  }

  @Test func partialRepeatedMixedAndBrokenResultsAreSortedOut() throws {
    let fixture = try ProbingFixture()
    let work = try fixture.simulator()
    let requests = try lines(work, fixture, .openAI)
    let results = try requests.map { try FakeEngine.result($0, .openAI) }
    let id = try JSONValue(parsing: requests[3])["custom_id"] ?? .null
    let failed =
      ([
        "custom_id": id, "response": .null, "error": ["message": .string("out of memory")],
      ] as JSONValue).canonicalBytes
    let foreign = (["custom_id": .string("wa-0"), "response": .null] as JSONValue).canonicalBytes
    let given = [results[2], failed, results[0], results[2], Array("{broken".utf8), foreign, results[1], results[0]]
    let report = try read(work, fixture, given)
    #expect(report.lines == 8)
    #expect(report.stored == 3)
    #expect(report.duplicates == 2)
    #expect(report.failed == 1)
    #expect(report.unreadable == 1)
    #expect(report.foreign == 1)
    #expect(try missing(work, fixture) == requests.count - 3)
    #expect(report.problems.contains { $0.line.contains("results:2") && $0.line.contains("out of memory") })
    // What is missing is what is written next, and reading it completes the audit.
    let again = try lines(work, fixture, .openAI)
    #expect(again.count == requests.count - 3)
    #expect(Set(again).isSubset(of: Set(requests)))
    let rest = try read(work, fixture, try again.map { try FakeEngine.result($0, .openAI) })
    #expect(rest.stored == again.count)
    #expect(try missing(work, fixture) == 0)
  }

  @Test func kindsOfResultsAreTold() throws {
    let fixture = try ProbingFixture()
    let work = try fixture.simulator()
    func answered(_ id: JSONValue, _ stop: String) -> JSONValue {
      let block: JSONValue = ["type": .string("text"), "text": .string("I have to")]
      let message: JSONValue = ["model": .string("claude"), "stop_reason": .string(stop), "content": .array([block])]
      return ["custom_id": id, "result": ["type": .string("succeeded"), "message": message]]
    }
    func failed(_ id: JSONValue, _ words: String) -> JSONValue {
      ["custom_id": id, "response": .null, "error": ["message": .string(words)]]
    }
    let ids = try lines(work, fixture, .openAI).map { try JSONValue(parsing: $0)["custom_id"] ?? .null }
    let results: [JSONValue] = [
      answered(ids[0], "max_tokens"), answered(ids[1], "refusal"), answered(ids[2], "end_turn"),
      answered(ids[3], "model_context_window_exceeded"), failed(ids[4], "prompt is too long: 9001 tokens"),
      failed(ids[5], "out of memory"),
    ]
    let report = try read(work, fixture, results.map(\.canonicalBytes))
    #expect(report.stored == 2 && report.notes == [.cutOff: 1] && report.failed == 1 && report.invalid == 3)
    #expect(report.servedModels == [["claude": 4]])
    #expect(try fixture.store.turnsCutOff(ofSimulator: work.definition.id) == 1)
    #expect(
      try fixture.store.invalidAnswers().compactMap(\.cause).sorted { $0.rawValue < $1.rawValue }
        == [.contextCut, .contextCut, .refused])
    #expect(try missing(work, fixture) == ids.count - 5)
  }

  @Test func resultsOfAnotherDefinitionAreForeign() throws {
    let fixture = try ProbingFixture()
    let work = try fixture.simulator()
    let results = try lines(work, fixture, .openAI).map { try FakeEngine.result($0, .openAI) }
    let other = try fixture.simulator("other") { $0.sampling.temperature = 1 }
    let report = try read(other, fixture, results)
    #expect(report.stored == 0)
    #expect(report.foreign == results.count)
  }

  @Test func requestLinesAreWhatEnginesTake() throws {
    let fixture = try ProbingFixture(conversations: 2)
    let work = try fixture.instrument { $0.sampling = Sampling(temperature: 0, maxTokens: 300) }
    for format in BatchFormat.allCases {
      let all = try lines(work, fixture, format)
      var ids: Set<String> = []
      for line in all {
        #expect(line.last == 10)
        #expect(line.count { $0 == 10 } == 1)
        let value = try JSONValue(parsing: line)
        let id = try #require(value["custom_id"]?.string)
        #expect(id.utf8.count <= 64)
        #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        ids.insert(id)
        let body = try #require(value[format == .openAI ? "body" : "params"])
        #expect(body["model"] == .string("j"))
        #expect(body["max_tokens"] == .integer(300))
        if format == .openAI {
          #expect(value["url"] == .string("/v1/chat/completions"))
          #expect(value["method"] == .string("POST"))
          #expect(body["response_format"]?["type"] == .string("json_schema"))
        }
      }
      #expect(ids.count == all.count)
    }
  }

  @Test func filesAreCutAtTheEnginesLimits() {
    var byCount = BatchSplitter(largestCount: 3, largestSize: .max)
    #expect((0..<7).map { _ in byCount.place(bytes: 10) } == [0, 0, 0, 1, 1, 1, 2])
    var bySize = BatchSplitter(largestCount: 100, largestSize: 25)
    #expect((0..<5).map { _ in bySize.place(bytes: 10) } == [0, 0, 1, 1, 2])
    #expect(BatchSplitter().largestCount == 50_000)
    #expect(BatchSplitter().largestSize == 200_000_000)
  }
}

private final class Collector: RecordVisitor {
  private(set) var lines: [String] = []
  /// The digests of the requests that were answered.
  private(set) var requests: Set<String> = []

  func begin(_ dictionaries: StoreHoldings) {}
  func visit(_ conversation: RecordTexts.SimulatedConversation) {}
  func visit(_ conversation: RecordTexts.Conversation) {}
  func visit(review json: UnsafeRawBufferPointer) {}

  func visit(_ simulation: RecordTexts.Simulation) {
    lines.append("simulation \(simulation.key) \(text(simulation.text)) \(usage(simulation.extra))")
  }

  func visit(_ label: RecordTexts.Label) {
    lines.append("label \(label.key) \(label.codes.rawValue) \(text(label.rationale)) \(usage(label.extra))")
  }

  /// What the answer says of itself; the digest of the request is that of the format it was sent in.
  private func usage(_ extra: UnsafeRawBufferPointer?) -> String {
    let value = extra.flatMap { try? JSONValue(parsing: $0) }
    if let digest = value?["request_sha256"]?.string { requests.insert(digest) }
    return (value?["usage"] ?? .null).canonical + (value?["finish_reason"]?.string ?? "")
  }

  private func text(_ bytes: UnsafeRawBufferPointer?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "∅"
  }
}
