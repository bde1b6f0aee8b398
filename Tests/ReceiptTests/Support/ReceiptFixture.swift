import AuditStore
import Cases
import Fidelity
import Foundation
import Interchange
import Receipt
import SyntheticAudit

/// A folder with a small bundle, and stores made of it; removed with the value.
final class ReceiptFixture: Sendable {
  let folder: String
  var bundle: String { "\(folder)/bundle" }

  init() throws {
    folder = NSTemporaryDirectory() + "walkaway-receipts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A synthetic audit with planted numbers: one simulator, one instrument, probes at 30, 60 and 90 % and at the end.
  static func generated(
    conversations: Int = 24, seed: UInt64 = 5, _ change: (inout GenerationOptions) -> Void = { _ in }
  ) throws -> ReceiptFixture {
    let fixture = try ReceiptFixture()
    var options = GenerationOptions(domain: .subscription, conversations: conversations, seed: seed)
    options.simulators = Array(options.simulators.prefix(1))
    options.instruments = Array(options.instruments.prefix(1))
    options.labelAll = false
    options.truthConversations = 0
    change(&options)
    var files: [GeneratedFile: Data] = [:]
    try AuditGenerator(options).write(threads: 1, to: { files[$0, default: Data()] += $1 })
    for (file, bytes) in files { try bytes.write(to: URL(fileURLWithPath: "\(fixture.bundle)/\(file.rawValue)")) }
    return fixture
  }

  func lines(_ name: String) throws -> [String] {
    try String(contentsOfFile: "\(bundle)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func write(_ lines: [String], to name: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: "\(bundle)/\(name)"))
  }

  /// Imports the bundle as it is now into a new store.
  func store() throws -> AuditStore {
    try ReceiptFixture.imported(bundle, into: "\(folder)/\(UUID().uuidString).walkaway")
  }

  static func imported(_ bundle: String, into path: String) throws -> AuditStore {
    let reader = try BundleReader(folder: bundle)
    _ = try AuditStore.create(
      at: path, source: bundle, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
    return try AuditStore.open(at: path)
  }
}

/// What many tests look at and none changes: made once.
enum Shared {
  private static let audit = Task {
    let fixture = try ReceiptFixture.generated(conversations: 40)
    let store = try fixture.store()
    return (fixture, store, try await store.receipt(margin: 0.5))
  }

  static func store() async throws -> AuditStore { try await audit.value.1 }
  static func receipt() async throws -> Receipt { try await audit.value.2 }
}

/// A bundle beside the package; `nil` where it is not there.
func sharedBundle(_ path: String) -> String? {
  let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let folder = package.appendingPathComponent(path).standardizedFileURL.path
  return FileManager.default.fileExists(atPath: "\(folder)/audit.json") ? folder : nil
}

extension AuditStore {
  var digests: RecordDigests {
    get throws {
      let digester = RecordDigester(description: description)
      try forEachRecordInOrderOfIDs(digester)
      return digester.finish()
    }
  }

  /// The receipt of one series of the audit with few resamples.
  func receipt(
    simulator: String? = nil, margin: Double? = nil, _ change: (inout ReceiptInput) -> Void = { _ in }
  ) async throws -> Receipt {
    let table = try caseTable()
    let series = table.series.first { $0.simulator == simulator } ?? table.series[0]
    var options = AnalysisOptions(simulator: series.simulator, instrument: series.instrument)
    ReceiptMethod(
      simulator: series.simulator, instrument: series.instrument, draw: series.draw, filter: "", seed: 7,
      resamples: 40, permutationDraws: 40, level: 0.95, cluster: "customer", margin: margin, excessMargin: nil,
      placebo: nil
    ).apply(to: &options)
    options.silencePermitted = AuditDescription.silencePermitted(of: series.simulator, auditJSON: auditJSON)
    let rows = RowSet(capacity: table.count, full: true)
    var input = ReceiptInput(
      description: table.description, auditJSON: auditJSON, options: options,
      report: try await FidelityAnalysis(table: table, rows: rows, options: options).report(), digests: try digests,
      account: ReceiptAccount(table, rows, options: options),
      program: ReceiptProgram(version: "0.1.0", issuedAt: "2026-11-23T03:00:00Z"))
    change(&input)
    return try Receipt(input)
  }
}
