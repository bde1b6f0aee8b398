import AuditStore
import Cases
import Fidelity
import Foundation
import Interchange
import SyntheticAudit

/// A population of generated audits: what was planted, and audits drawn from it, each imported as a user's would be.
struct GeneratedAudits: Sendable {
  /// The values of the population of one simulator under the first instrument, by stratum: uncommitted, committed.
  struct Truth: Sendable {
    struct Stratum: Sendable {
      var bias: Double
      /// Of the conversations' mean depth differences.
      var standardDeviation: Double
      var real: [String: Double]
      var simulated: [String: Double]
    }

    var strata: [Stratum]
    var contrast: Double
    var effectSize: Double
    var floors: [String: Double]
  }

  let options: GenerationOptions

  /// - Parameters:
  ///   - simulator: The only one of the audits; they are balanced by outcome, as panels for reading are.
  ///   - change: What else is planted.
  init(simulator: SimulatorPlan, _ change: (inout GenerationOptions) -> Void = { _ in }) {
    // The share that the simulator takes for granted is that of a large balanced audit.
    var options = GenerationOptions(domain: .matchmaking, conversations: 2, seed: 1)
    options.simulators = [simulator]
    options.instruments = Array(options.instruments.prefix(1))
    options.outcome = .balanced
    options.text = .short
    options.truthConversations = 0
    change(&options)
    self.options = options
  }

  /// The values of the population.
  func truth(conversations: Int = 400_000) throws -> Truth {
    var options = options
    options.truthConversations = conversations
    let threads = ProcessInfo.processInfo.activeProcessorCount
    return try GeneratedAudits.read(
      AuditGenerator(options).truthJSON(threads: threads), simulator: options.simulators[0].id)
  }

  /// Draws an audit.
  func files(conversations: Int, seed: UInt64) throws -> [GeneratedFile: [UInt8]] {
    var options = options
    options.conversations = conversations
    options.seed = seed
    var files: [GeneratedFile: [UInt8]] = [:]
    try AuditGenerator(options).write(threads: 1, to: { files[$0, default: []] += $1 })
    return files
  }

  /// Draws an audit, imports it, and computes its report.
  ///
  /// - Parameters:
  ///   - sampler: Answers in the simulator's place.
  ///   - change: What differs from the default options.
  func report(
    conversations: Int, seed: UInt64, resamples: Int, parts: AnalysisParts, sampler: ReferenceSampler? = nil,
    _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> FidelityReport {
    var table = try table(conversations: conversations, seed: seed)
    sampler?.answer(&table, seed: seed)
    var analysis = AnalysisOptions(
      simulator: options.simulators[0].id, instrument: options.instruments[0].id, seed: seed, resamples: resamples,
      permutationDraws: resamples, threads: 1)
    analysis.parts = parts
    change(&analysis)
    return try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: analysis
    ).report()
  }

  /// Draws an audit and imports it.
  func table(conversations: Int, seed: UInt64) throws -> CaseTable {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("walkaway-study-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (file, bytes) in try files(conversations: conversations, seed: seed) {
      try Data(bytes).write(to: folder.appendingPathComponent(file.rawValue))
    }
    let store = folder.appendingPathComponent("audit.walkaway").path
    let reader = try BundleReader(folder: folder.path)
    _ = try AuditStore.create(
      at: store, source: nil, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
    return try AuditStore.open(at: store).caseTable()
  }

  private static func read(_ json: [UInt8], simulator: String) throws -> Truth {
    struct File: Decodable {
      struct Series: Decodable {
        struct Stratum: Decodable {
          struct Value: Decodable {
            var estimate: Double
            var sd: Double
          }

          var committed: Bool
          var real: [String: Double]
          var simulated: [String: Double]
          var depthBias: Value
        }

        struct Contrast: Decodable {
          var estimate: Double
          var cohenD: Double
        }

        var simulator: String
        var instrument: String?
        var strata: [Stratum]
        var contrast: Contrast
      }

      struct Floor: Decodable {
        var instrument: String?
        var position: Double
        var previousStage: Double
        var previousStageAndAction: Double
      }

      var series: [Series]
      var floors: [Floor]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let file = try decoder.decode(File.self, from: Data(json))
    guard let series = file.series.first(where: { $0.simulator == simulator && $0.instrument != nil }),
      let floor = file.floors.first(where: { $0.instrument == series.instrument })
    else { throw CocoaError(.coderReadCorrupt) }
    let strata = series.strata.sorted { !$0.committed && $1.committed }.map { stratum in
      Truth.Stratum(
        bias: stratum.depthBias.estimate, standardDeviation: stratum.depthBias.sd, real: stratum.real,
        simulated: stratum.simulated)
    }
    return Truth(
      strata: strata, contrast: series.contrast.estimate, effectSize: series.contrast.cohenD,
      floors: [
        "position": floor.position, "previous_stage": floor.previousStage,
        "action": floor.previousStageAndAction,
      ])
  }
}
