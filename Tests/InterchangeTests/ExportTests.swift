import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct ExportTests {
  /// A bundle whose texts try everything that harms a spreadsheet or a page.
  private static var hostile: BundleText {
    var bundle = BundleText()
    bundle.conversations = [
      """
      {"id":"=c|1","outcome":"left","customer":"@u","profile":{"city":"-1","note":"a,b"},"turns":[\
      {"role":"agent","text":"<b>hi</b>\\n# head"},{"role":"user","text":"=HYPERLINK(\\"http://x\\")"},\
      {"role":"agent","text":"…"}]}
      """
    ]
    bundle.simulations = [
      #"{"conversation":"=c|1","turn":1,"simulator":"persona","draw":0,"text":"`a` | \u001b[31m\u202e, \"q\"\nz"}"#,
      #"{"conversation":"=c|1","turn":3,"simulator":"persona","draw":0,"text":null}"#,
    ]
    bundle.labels = [
      #"{"conversation":"=c|1","turn":1,"source":"real","instrument":"judge","stage":"resisting","emotion":"angry"}"#,
      #"{"conversation":"=c|1","turn":0,"source":"agent","instrument":"judge-b","action":"pitch"}"#,
      """
      {"conversation":"=c|1","turn":1,"source":"persona","draw":0,"instrument":"judge","stage":"deciding",\
      "signal":"+1","rationale":"because","convergence":-0.5}
      """,
    ]
    return bundle
  }

  private static let review = Review(
    conversation: "=c|1", turn: 1, simulator: "persona", reviewer: "mk", flag: true, seen: true, tags: ["missed-exit"],
    note: "-x",
    severity: 2)

  /// Exports all cases of the hostile bundle with one review.
  private func export(_ format: ExportFormat, _ content: CaseExport.Content) throws -> String {
    let folder = try TemporaryFolder()
    let (store, _) = try ExportTests.hostile.imported(in: folder)
    let table = try store.caseTable()
    let reviews = ReviewIndex([ExportTests.review], in: table) { _ in 0 }
    let export = CaseExport(table: table, reviews: reviews, format: format, content: content)
    var bytes: [UInt8] = []
    let longCells = try export.write(0..<table.count, from: store) { bytes += $0 }
    #expect(longCells == 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func csvIsSafeInASpreadsheetAndStillReadable() throws {
    let text = try export(.csv, .listing)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count == 4)
    #expect(
      lines[0] == """
        conversation,outcome,turn,position,simulator,draw,instrument,real_stage,simulated_stage,shift,severity,\
        real_emotion,simulated_emotion,real_blocker,simulated_blocker,real_exit,simulated_exit,action,flag,seen,tags,\
        real_text,simulated_text
        """)
    #expect(
      lines[1] == """
        '=c|1,left,1,50%,persona,0,judge,resisting,deciding,2,2,angry,,,,,,pitch,yes,yes,missed-exit,\
        "'=HYPERLINK(""http://x"")","`a` | \u{1B}[31m\u{202E}, ""q""\nz"
        """)
    #expect(
      lines[2] == """
        '=c|1,left,3,exit,persona,0,judge,no-reply,no-reply,0,0,,,,,abandonment,silence,,no,no,,,
        """)
  }

  @Test func theFullCSVHasLabelsReviewsProfileAndPrefix() throws {
    let text = try export(.csv, .full)
    let heading = try #require(text.components(separatedBy: "\r\n").first)
    #expect(heading.hasSuffix(",blind_real,blind_simulated,prefix,profile.city,profile.note"))
    let row = text.components(separatedBy: "\r\n")[1]
    #expect(row.contains("'@u,,,,,'+1,-0.5,because,mk,mk: 2.0,mk: -x,,,\"agent: <b>hi</b>\n# head\",'-1,\"a,b\""))
  }

  @Test func jsonLinesAreObjectsWithBothTurns() throws {
    let lines = try export(.jsonLines, .full).split(separator: "\n")
    #expect(lines.count == 2)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(object["conversation"] as? String == "=c|1")
    #expect((object["simulated"] as? [String: Any])?["text"] as? String == "`a` | \u{1B}[31m\u{202E}, \"q\"\nz")
    #expect((object["simulated"] as? [String: Any])?["convergence"] as? Double == -0.5)
    #expect((object["profile"] as? [String: String])?["city"] == "-1")
    #expect((object["prefix"] as? [[String: Any]])?.count == 1)
    #expect((object["reviews"] as? [[String: Any]])?.first?["note"] as? String == "-x")
    let exit = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
    #expect((exit["real"] as? [String: Any])?["stage"] as? String == "no-reply")
    #expect((exit["simulated"] as? [String: Any])?["text"] is NSNull)
  }

  @Test func markdownTakesNothingForMarkup() throws {
    let text = try export(.markdown, .full)
    #expect(text.contains("## \\=c\\|1 · turn 1 (50%) · resisting → deciding"))
    #expect(text.contains("> \\=HYPERLINK(\"http:&#47;/x\")  \n"))
    #expect(text.contains("> \\`a\\` \\| ␛[31m‹U+202E›, \"q\"  \n> z  \n"))
    #expect(text.contains("- **agent** &lt;b&gt;hi&lt;/b&gt; \\# head\n"))
    #expect(text.contains("**Review by mk**: flagged; tags missed-exit; severity 2\n\n> \\-x  \n"))
    #expect(text.contains("> *no reply*"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
  }

  @Test func anyOrderOfRowsIsKept() throws {
    let folder = try TemporaryFolder()
    let (store, _) = try ExportTests.hostile.imported(in: folder)
    let table = try store.caseTable()
    let export = CaseExport(table: table, reviews: ReviewIndex(), format: .jsonLines, content: .listing)
    var bytes: [UInt8] = []
    try export.write([1, 0, 1], from: store) { bytes += $0 }
    let turns = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.contains("\"turn\":3,") }
    #expect(turns == [true, false, true])
  }
}
