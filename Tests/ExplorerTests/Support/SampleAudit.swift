import AuditStore
import Cases
import Explorer
import Fidelity
import Figures
import Foundation
import Interchange

/// A case table with what is needed to ask for its cases.
struct SampleAudit {
  var table: CaseTable
  var context: FilterContext
  var series: CaseTable.Series

  init(_ audit: FakeAudit, simulator: String) {
    table = audit.table
    context = audit.context(for: table)
    series = CaseTable.Series(simulator: simulator, instrument: "judge-a", draw: 0)
  }

  /// One of the bundles in `sample-data`.
  init(sample: String) throws {
    var package = URL(filePath: #filePath)
    for _ in 0..<4 { package.deleteLastPathComponent() }
    let bundle = package.appending(path: "sample-data/\(sample)").path
    let folder = FileManager.default.temporaryDirectory.appending(path: "walkaway-explorer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "sample.walkaway").path
    let reader = try BundleReader(folder: bundle)
    _ = try AuditStore.create(
      at: path, source: bundle, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
    table = try AuditStore.open(at: path).caseTable()
    context = FilterContext()
    series = table.series[0]
  }

  func count(_ filter: Filter) throws -> Int {
    try CaseQuery(filter: filter, order: [], series: series).rows(in: table, context: context).count
  }

  /// Everything but intervals and tests that take long.
  func figures(_ filter: Filter = .everything) async throws -> ReportFigures {
    let rows = try table.rows(matching: filter, in: context)
    let options = AnalysisOptions(
      simulator: series.simulator, instrument: series.instrument, draws: .single(series.draw), resamples: 20,
      permutationDraws: 20, comparedSimulator: table.series.first { $0.simulator != series.simulator }?.simulator)
    return ReportFigures(
      try await FidelityAnalysis(table: table, rows: rows, options: options).report(), table.description.schema)
  }
}
