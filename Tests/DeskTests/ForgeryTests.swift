import AuditStore
import Cases
import Foundation
import GRDB
import Receipt
import Testing

@testable import Desk

/// Receipts are of the records, whatever else a store's file says.
@Suite struct ForgeryTests {
  private let fixture: DeskFixture
  private let path: String
  private let receipt: String

  init() async throws {
    fixture = try DeskFixture()
    let audit = try fixture.audit()
    path = audit.store.path
    receipt = fixture.path("receipt.json")
    try await ForgeryTests.receipt(of: audit).json().write(toFile: receipt, atomically: true, encoding: .utf8)
  }

  private static func receipt(of audit: LoadedAudit) async throws -> Receipt {
    try await ReceiptMaking(audit: audit).receipt(
      try AnalysisSettings.quick.method.method(CaseChoice(), in: audit), issuedAt: "2026-11-22T10:00:00Z")
  }

  private func change(_ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  /// As if every simulated turn had been labelled like the real one.
  private let forged = """
    UPDATE case_column SET data = (SELECT data FROM case_column WHERE name = 'real.stage')
    WHERE name = 'simulated.stage'
    """

  private func verification(_ receipt: String) async throws -> ReceiptVerification {
    let file = try ReceiptFile(path: receipt)
    var verification = file.verification
    try await file.compare(with: LoadedAudit(AuditStore.open(at: path), from: .records), in: &verification) { _ in }
    return verification
  }

  @Test func forgedColumnsChangeNoNumber() async throws {
    try change(forged)
    #expect(try await verification(receipt).agrees)
    let loaded = try LoadedAudit(AuditStore.open(at: path))
    #expect(loaded.note?.contains("made anew") == true)
    let again = try await ForgeryTests.receipt(of: loaded)
    #expect(try again.json() == String(contentsOfFile: receipt, encoding: .utf8))
  }

  @Test func aReceiptOfForgedRecordsIsNotThatOfTheHonestOnes() async throws {
    let honest = try String(contentsOfFile: receipt, encoding: .utf8)
    // Whoever forges makes the receipt with the forged numbers, and puts the honest digests into it.
    try change("UPDATE label SET codes = 1 WHERE codes <> 0")
    try change("DELETE FROM case_table; DELETE FROM case_column")
    var dishonest = try await ForgeryTests.receipt(of: LoadedAudit(AuditStore.open(at: path), from: .records))
    dishonest.subject = try Receipt(json: Data(honest.utf8)).subject
    let forged = fixture.path("forged.json")
    try dishonest.json().write(toFile: forged, atomically: true, encoding: .utf8)
    #expect(try await !verification(forged).agrees)
    #expect(try await !verification(receipt).agrees)
  }

  @Test func theDateIsSaidToBeTheReceiptsOwn() throws {
    let point = try #require(ReceiptFile(path: receipt).verification.points.first { $0.name == "program" })
    #expect(point.detail.contains("2026-11-22T10:00:00Z") && point.detail.contains("only a signature"))
  }
}
