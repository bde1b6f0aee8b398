import AuditStore
import Cases
import Explorer
import Fidelity
import Foundation
import Interchange
import Report
import Testing

@testable import Desk

@Suite struct CaseExportingTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    let store = try fixture.audit().store
    for review in [DeskFixture.review(1), DeskFixture.review(2), DeskFixture.review(3, simulator: "other")] {
      _ = try store.save(review)
    }
    audit = try LoadedAudit(store)
  }

  private func conversations(_ rows: [Int]) -> [UInt32] { rows.map { audit.table.pairs.conversation[$0] } }

  @Test func flaggedCasesAreMeantOnce() throws {
    let exporting = CaseExporting(audit: audit)
    let all = try exporting.rows(CaseChoice(filter: "outcome:bought"), flagged: false)
    #expect(all.count == 30)
    let flagged = try exporting.rows(CaseChoice(), flagged: true)
    #expect(conversations(flagged) == [1, 2, 3])
    #expect(flagged.allSatisfy { audit.table.series[Int(audit.table.pairs.series[$0])].instrument == "judge" })
    #expect(conversations(try exporting.rows(CaseChoice(filter: "outcome:bought"), flagged: true)) == [1, 3])
    #expect(conversations(try exporting.rows(CaseChoice(simulator: "other"), flagged: true)) == [3])
  }

  @Test func aReportShowsCasesOfItsFilterAlone() async throws {
    let exporting = CaseExporting(audit: audit)
    let report = try await exporting.report(
      CaseChoice(filter: "outcome:bought"), flagged: false, limit: nil, settings: .quick)
    #expect(Set(conversations(report.cases)) == [1, 3, 5, 7, 9, 11])
    #expect(report.figures.account.total == 6 && report.casesAre.hasPrefix("6 cases, the worst first."))
    let flagged = try await exporting.report(CaseChoice(), flagged: true, limit: 1, settings: .quick)
    #expect(flagged.cases.count == 1)
    #expect(
      flagged.casesAre.hasPrefix("1 of 2 flagged cases, by turns of every kind of error, the worst of each first (1 "))
    #expect(flagged.casesAre.hasSuffix("1 flagged case of other simulators or draws: see --simulator, --draw."))
    let none = try await exporting.report(CaseChoice(), flagged: false, limit: 0, settings: .quick)
    #expect(none.cases.isEmpty)
  }

  @Test(arguments: ExportFormat.allCases) func theDialogWritesEveryFormat(format: ExportFormat) async throws {
    let path = fixture.path("out\(format.pathEnding)")
    let query = CaseQuery(
      filter: try audit.table.filter(parsing: "outcome:left", in: audit.context), order: [],
      series: try CaseChoice().series(in: audit))
    let exporting = CaseExporting(audit: audit)
    let shown = try await exporting.run(ExportRequest(scope: .shown(query), format: format, path: path))
    #expect(shown.path == path && shown.count == 6)
    var isFolder: ObjCBool = false
    #expect(FileManager.default.fileExists(atPath: path, isDirectory: &isFolder))
    #expect(isFolder.boolValue == format.isFolder)
    let flagged = try await exporting.run(
      ExportRequest(scope: .flagged, format: format, path: fixture.path("flagged\(format.pathEnding)")))
    #expect(flagged.count == 3)
  }

  @Test(arguments: ExportFormat.allCases) func aProposedNameNeverMeetsOneThatIsTaken(format: ExportFormat) async throws
  {
    let exporting = CaseExporting(audit: audit)
    let path = fixture.path("cases\(format.pathEnding)")
    var paths: [String] = []
    for _ in 0..<3 {
      let request = ExportRequest(scope: .flagged, format: format, path: path, isProposal: true)
      paths.append(try await exporting.run(request).path)
    }
    #expect(paths == ["", "-2", "-3"].map { fixture.path("cases\($0)\(format.pathEnding)") })
  }

  @Test func aTypedNameReplacesWhatWasExportedAndNothingElse() async throws {
    let exporting = CaseExporting(audit: audit)
    let request = ExportRequest(scope: .flagged, format: .csv, path: fixture.path("typed.csv"))
    for _ in 0..<2 { #expect(try await exporting.run(request).path == request.path) }
    try "my notes".write(toFile: request.path, atomically: false, encoding: .utf8)
    let failure = await #expect(throws: CommandFailure.self) { try await exporting.run(request) }
    #expect(failure?.message.contains("name another file") == true)
    #expect(try String(contentsOfFile: request.path, encoding: .utf8) == "my notes")
  }

  @Test func aPathBeginsAtHomeWhereATildeSaysSo() throws {
    func path(_ typed: String) throws -> String {
      try ExportPath(ExportRequest(scope: .flagged, format: .csv, path: typed), home: "/home/ann").path
    }
    #expect(try path("~/a.csv") == "/home/ann/a.csv" && path("/a") == "/a")
    let folder = FileManager.default.currentDirectoryPath
    #expect(try path("a") == "\(folder)/a" && path("~b") == "\(folder)/~b")
  }

  @Test func aTypedWordMeansOneFormat() {
    #expect(ExportFormat(typed: "MD") == .markdown && ExportFormat(typed: "json") == .jsonLines)
    #expect(ExportFormat(typed: "xml") == nil)
    for format in ExportFormat.allCases { #expect(ExportFormat(typed: format.title) == format) }
  }

  @Test func cellsThatASpreadsheetCutsAreCounted() async throws {
    let long = String(repeating: "x", count: 32_768)
    // The answer, and the transcript before another one.
    for (file, words) in [("simulations", "answer 5"), ("conversations", "turn 7-0")] {
      let url = URL(fileURLWithPath: "\(fixture.bundle)/\(file).jsonl")
      let text = try String(contentsOf: url, encoding: .utf8)
      try Data(text.replacingOccurrences(of: words, with: long).utf8).write(to: url)
    }
    let store = fixture.path("long.walkaway")
    _ = try BundleImport.take(fixture.bundle, into: store) { _ in }
    let series = CaseTable.Series(simulator: "other", instrument: "judge", draw: 0)
    let query = CaseQuery(filter: Filter([]), order: [], series: series)
    for (format, expected) in [(ExportFormat.csv, 2), (.jsonLines, 0)] {
      let done = try await CaseExporting(audit: LoadedAudit(AuditStore.open(at: store))).run(
        ExportRequest(scope: .shown(query), format: format, path: fixture.path("out-\(expected)")))
      #expect(done.longCells == expected && done.count == 12)
    }
  }
}
