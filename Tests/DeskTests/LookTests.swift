import Cases
import Fidelity
import Foundation
import Receipt
import Report
import Testing

@testable import AuditStore
@testable import Desk

/// What is shown is noted, once a verdict.
@Suite struct LookTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    audit = try fixture.audit()
  }

  private func method(_ filter: String = "") throws -> ReceiptMethod {
    try AnalysisSettings.quick.method.method(CaseChoice(filter: filter), in: audit)
  }

  @Test func statisticsAndReceiptsOfOneAnalysisAreOneVerdict() async throws {
    let first = try await ReceiptMaking(audit: audit).receipt(try method(), issuedAt: "2026-01-01T00:00:00Z")
    #expect(first.predicate.looks?.before == 0)
    _ = try await StatisticsReports(CaseChoice(), settings: .quick, ofEverySeries: false, in: audit)
    #expect(try audit.store.looks().map(\.times) == [2])
    _ = try await StatisticsReports(
      CaseChoice(filter: "turn<9"), settings: .quick, ofEverySeries: false, in: audit)
    let last = try await ReceiptMaking(audit: audit).receipt(try method(), issuedAt: "2026-01-01T00:00:00Z")
    #expect(last.predicate.looks?.before == 1)
    #expect(last.markdown.contains("Looked at in this store before: **1 other distinct verdict**"))
  }

  @Test func verifyingNeitherLooksNorCountsLooks() async throws {
    let receipt = try await ReceiptMaking(audit: audit).receipt(try method(), issuedAt: "2026-01-01T00:00:00Z")
    try Data(try receipt.json().utf8).write(to: URL(fileURLWithPath: fixture.path("receipt.json")))
    for filter in ["turn<9", "turn<8"] {
      _ = try await StatisticsReports(CaseChoice(filter: filter), settings: .quick, ofEverySeries: false, in: audit)
    }
    let looks = try audit.store.looks()
    let file = try ReceiptFile(path: fixture.path("receipt.json"))
    var verification = file.verification
    try await file.compare(with: audit, in: &verification) { _ in }
    #expect(verification.agrees)
    #expect(try audit.store.looks() == looks)
  }

  @Test func aPageOfAReportIsALook() async throws {
    _ = try await CaseExporting(audit: audit).report(CaseChoice(), flagged: false, limit: 0, settings: .quick)
    #expect(try audit.store.lookCount() == 1)
  }

  @Test func theListIsSafeInASpreadsheetAndSaysWhatWasLookedAt() async throws {
    #expect(try LookList(audit.store).text == "no verdict was looked at in this store\n")
    _ = try await StatisticsReports(
      CaseChoice(filter: "turn<9"), settings: .quick, ofEverySeries: false, in: audit)
    let list = try LookList(audit.store)
    #expect(
      list.text.hasPrefix("1 distinct verdict\n")
        && list.text.contains("persona as judge labelled it, draw 0, where turn<9"))
    #expect(
      list.csv.hasPrefix("verdict,finding,simulator,instrument,draw,where,")
        && list.csv.contains(",persona,judge,0,turn<9,"))
    #expect(list.json.contains(#""where": "turn<9""#))
  }
}
