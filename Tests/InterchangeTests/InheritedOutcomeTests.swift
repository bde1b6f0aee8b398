import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// An outcome that a simulated conversation has from the real one that it replays is never shown as its own.
@Suite struct InheritedOutcomeTests {
  private let folder: TemporaryFolder
  private let store: AuditStore

  init() throws {
    folder = try TemporaryFolder()
    var bundle = BundleText.whole
    bundle.conversations.append(
      #"{"id":"s-5","simulator":"other","replays":"c-1","turns":[{"role":"user","text":"Thank you, goodbye!"}]}"#)
    store = try bundle.imported(in: folder).0
  }

  /// The lines of an export, by the id that stands in each.
  private func lines(_ format: ExportFormat) throws -> [String] {
    let table = try store.caseTable().ofConversations
    let export = CaseExport(table: table, reviews: ReviewIndex(), format: format, content: .listing)
    var bytes: [UInt8] = []
    try export.write(0..<table.count, from: store) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  /// c-1 and c-2 are real; s-2 says what the simulated user did, s-3 says nothing, and the others replay one of people.
  @Test func linesSayWhoseItIs() throws {
    let csv = try lines(.csv)
    let head = csv[0].split(separator: ",", omittingEmptySubsequences: false)
    let column = try #require(head.firstIndex(of: "outcome_source"))
    // A field with a line's end in it stands behind this column.
    let rows = csv.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let sources = Dictionary(
      rows.filter { $0.count > column }.map { ($0[0], $0[column]) }, uniquingKeysWith: { first, _ in first })
    #expect(sources["c-1"] == "own" && sources["s-2"] == "own" && sources["s-3"] == "")
    #expect(["s-1", "7", "s-5"].allSatisfy { sources[$0] == "inherited" })
    let json = try lines(.jsonLines)
    #expect(
      json.filter { $0.contains(#""outcome_source":"inherited""#) }.allSatisfy {
        !$0.contains(#""simulator":"person""#)
      })
    #expect(json.contains { $0.contains(#""conversation":"s-5""#) && $0.contains(#""outcome_source":"inherited""#) })
    #expect(json.contains { $0.contains(#""conversation":"s-2""#) && $0.contains(#""outcome_source":"own""#) })
    let unknown = try #require(json.first { $0.contains(#""outcome":"unknown""#) })
    #expect(!unknown.contains(#""outcome_source":"inherited""#) && !unknown.contains(#""outcome_source":"own""#))
    #expect(try lines(.markdown).contains { $0.hasSuffix("(inherited from the conversation that it replays)") })
  }

  @Test func theReaderIsTold() throws {
    let table = try store.caseTable().ofConversations
    #expect(try store.detail(of: table.key(of: 6)).simulated?.inheritsOutcome == true)
    #expect(try store.detail(of: table.key(of: 3)).simulated?.inheritsOutcome == false)
    #expect(table.inheritsOutcome(ofConversation: 6) && !table.inheritsOutcome(ofConversation: 3))
    #expect(!table.inheritsOutcome(ofConversation: 0))
  }
}
