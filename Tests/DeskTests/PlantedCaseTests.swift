import Cases
import Desk
import Fidelity
import Foundation
import SyntheticAudit
import Testing

/// What once led to wrong conclusions, planted small: from a bundle in files to the report.
@Suite struct PlantedCaseTests {
  /// Five people with one agent turn and six replies in a row: one resists at each of the replies from the second on.
  @Test(arguments: [[], [0.2, 0.4, 0.6, 0.8, 0.9]])
  func userTurnsAreCountedNotDerived(fractions: [Double]) async throws {
    let bundle = try HandBundle(fractions: fractions, instruments: ["judge"])
    for person in 0..<5 {
      try bundle.add("c-\(person)", outcome: "left", userTurns: 6)
      for reply in 2...6 {
        let stage = reply == person + 2 ? "resisting" : "engaging"
        bundle.label("c-\(person)", turn: reply, real: stage, simulated: "engaging", by: "judge")
      }
    }
    let real = try #require(try await bundle.report().strata[0].survival?.real)
    #expect(real.steps.map(\.turn) == [2, 3, 4, 5, 6])
    for (step, surviving) in zip(real.steps, [0.8, 0.6, 0.4, 0.2, 0]) {
      #expect(abs(step.surviving - surviving) < 1e-12)
    }
    #expect(real.median.number == 4)
  }

  /// A second judge that misses the real turn of a pair still agrees, or not, on the simulated one.
  @Test func agreementUsesTurnsWithoutTheirCounterpart() async throws {
    let bundle = try HandBundle(fractions: [0.5], instruments: ["judge", "second"])
    for number in 0..<20 {
      let id = "c-\(number)"
      try bundle.add(id, outcome: number % 2 == 0 ? "left" : "paid", userTurns: 2)
      let stage = number % 3 == 0 ? "resisting" : "engaging"
      bundle.label(id, turn: 2, real: stage, simulated: stage, by: "judge")
      bundle.label(
        id, turn: 2, real: number < 8 ? nil : stage, simulated: number >= 15 ? nil : "engaging", by: "second")
    }
    let pair = try #require(try await bundle.report().instruments?.pairs.first)
    #expect(pair.real.turns == 12 && pair.simulated.turns == 15)
    #expect(pair.real.observed.number == 1)
    #expect(try abs(#require(pair.simulated.observed.number) - 10.0 / 15) < 1e-12)
  }

  /// An exact sampler leaves as often as people do, at every turn at which people can still leave.
  @Test func anExactSamplerHasThePeoplesHazards() async throws {
    var options = GenerationOptions(domain: .matchmaking, conversations: 100, seed: 5)
    options.outcome = .balanced
    options.text = .short
    options.fractions = (1...9).map { Double($0) / 10 }
    options.instruments = [InstrumentPlan.samples[0]]
    options.instruments[0].errorRate = 0
    options.simulators = [.exact(knowing: .history)]
    options.model = options.model.withoutOutcome
    options.truthConversations = 0
    let bundle = try HandBundle(options)
    for stratum in try await bundle.report().strata {
      let survival = try #require(stratum.survival)
      #expect(try #require(survival.real.events.number) > 15)
      #expect(try #require(survival.p.number) > 0.01, "\(stratum.id)")
    }
  }
}

/// A bundle in a folder that goes with the value.
private final class HandBundle {
  private let folder = NSTemporaryDirectory() + "planted-\(UUID().uuidString)"
  private var lines: [String: [[String: Any]]] = [:]

  init(fractions: [Double], instruments: [String]) throws {
    try FileManager.default.createDirectory(atPath: folder + "/bundle", withIntermediateDirectories: true)
    lines["audit.json"] = [
      [
        "format": "walkaway-audit/1", "name": "by hand",
        "outcome": [
          "name": "payment", "strata": [["id": "left", "committed": false], ["id": "paid", "committed": true]],
        ],
        "schema": [
          "id": "two", "stages": [["id": "resisting", "depth": 0], ["id": "engaging", "depth": 1]],
          "resistance": ["resisting"], "deliberation": [String](), "commitment": [String](),
        ],
        "probes": ["fractions": fractions, "exit_probe": false], "simulators": [["id": "s"]],
        "instruments": instruments.map { ["id": $0] },
      ]
    ]
  }

  init(_ options: GenerationOptions) throws {
    try FileManager.default.createDirectory(atPath: folder + "/bundle", withIntermediateDirectories: true)
    var files: [GeneratedFile: [UInt8]] = [:]
    try AuditGenerator(options).write(to: { files[$0, default: []] += $1 })
    for (file, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/bundle/\(file.rawValue)")) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// An agent turn, then replies at turns 1, 2 …
  func add(_ id: String, outcome: String, userTurns: Int) throws {
    let turns = (0...userTurns).map { ["role": $0 == 0 ? "agent" : "user", "text": "turn \($0)"] }
    lines["conversations.jsonl", default: []].append(["id": id, "outcome": outcome, "turns": turns])
  }

  func label(_ id: String, turn: Int, real: String?, simulated: String?, by instrument: String) {
    for (source, stage) in [("real", real), ("s", simulated)] {
      guard let stage else { continue }
      lines["labels.jsonl", default: []].append([
        "conversation": id, "turn": turn, "source": source, "instrument": instrument, "stage": stage,
      ])
    }
    let simulation: [String: Any] = ["conversation": id, "turn": turn, "simulator": "s", "text": "answer"]
    if instrument == "judge" { lines["simulations.jsonl", default: []].append(simulation) }
  }

  func report() async throws -> FidelityReport {
    for (file, objects) in lines {
      let text = try objects.map {
        String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) + "\n"
      }
      try text.joined().write(toFile: "\(folder)/bundle/\(file)", atomically: true, encoding: .utf8)
    }
    let audit = try LoadedAudit(
      OpenAudit.open(folder + "/bundle", environment: ["XDG_DATA_HOME": folder, "HOME": folder]).store)
    var settings = AnalysisSettings()
    settings.method.resamples = 50
    settings.method.permutationDraws = 50
    let series = try #require(audit.table.series.first)
    return try await FidelityAnalysis(
      table: audit.table, rows: RowSet(capacity: audit.table.count, full: true),
      options: settings.options(for: series, in: audit, filter: "")
    ).report()
  }
}
