import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct PrivacyTests {
  /// A bundle with something to mask in every place.
  private static var personal: BundleText {
    var bundle = BundleText()
    bundle.conversations = [
      """
      {"id":"c-13800138000","outcome":"left","customer":"13900139000","profile":{"name":"王芳","age":31,"city":null},\
      "secret":"x","turns":[{"role":"agent","text":"加微信 www.x.com","at":"2026-03-01T09:12:00Z","extra":1},\
      {"role":"user","text":"打我 138 0013 8000 吧"},{"role":"agent","text":"好"}]}
      """
    ]
    bundle.simulations = [
      #"{"conversation":"c-13800138000","turn":1,"simulator":"persona","draw":0,"text":"mail Me@X.de please"}"#,
      #"{"conversation":"c-13800138000","turn":3,"simulator":"persona","draw":0,"text":null}"#,
    ]
    bundle.labels = [
      """
      {"conversation":"c-13800138000","turn":1,"source":"real","instrument":"judge","stage":"resisting",\
      "signal":"打我 138 0013","rationale":"gave 13800138000"}
      """,
      """
      {"conversation":"c-13800138000","turn":1,"source":"persona","draw":0,"instrument":"judge","stage":"deciding",\
      "signal":"me@x.de","convergence":0.5}
      """,
    ]
    bundle.reviews = [
      """
      {"conversation":"c-13800138000","turn":1,"simulator":"persona","draw":0,"reviewer":"mk","flag":true,\
      "tags":["call 13800138000"],"note":"see https://x.y/z","blind":{"real":{"stage":"resisting","round":"round-1",\
      "probability":0.5,"note":"13700137000"}},"colour":"red"}
      """
    ]
    return bundle
  }

  private static let secrets = [
    "13900139000\",\"secret", "138 0013", "13800138000 吧", "www.x.com", "Me@X", "me@x", "王芳", "31", "https://x.y",
    "13700137000",
    "gave 1",
    "call 1",
  ]

  private struct Exported {
    var text: String
    var tally: MaskTally
  }

  private func export(_ format: ExportFormat, redacted: Bool, _ content: CaseExport.Content = .full) throws
    -> Exported
  {
    let folder = try TemporaryFolder()
    let (store, _) = try PrivacyTests.personal.imported(in: folder)
    let table = try store.caseTable()
    let tally = MaskTally()
    var reviews = ReviewIndex(try store.reviews(), in: table) { _ in 0 }
    if redacted { reviews = reviews.redacted(rows: 0..<table.count, in: table, tally: tally) }
    let export = CaseExport(
      table: redacted ? table.redacted : table, reviews: reviews, format: format, content: content)
    var bytes: [UInt8] = []
    if redacted {
      try export.write(0..<table.count, from: RedactedCases(store, tally: tally)) { bytes += $0 }
    } else {
      try export.write(0..<table.count, from: store) { bytes += $0 }
    }
    return Exported(text: String(decoding: bytes, as: UTF8.self), tally: tally)
  }

  @Test(arguments: ExportFormat.allCases.filter(\.isListOfCases))
  func noFormatOfCasesShowsWhatIsMasked(format: ExportFormat) throws {
    let plain = try export(format, redacted: false).text
    #expect(plain.contains("王芳") && plain.contains("138 0013"))
    let exported = try export(format, redacted: true)
    for secret in PrivacyTests.secrets { #expect(!exported.text.contains(secret), "\(secret)") }
    // The names of fields, and ids, stay.
    #expect(exported.text.contains("name") && exported.text.contains("mk"))
    #expect(exported.tally.counts[.profile] == 4)
    #expect(exported.tally.counts[.phone].map { $0 >= 4 } ?? false)
    #expect(exported.tally.summary.contains("1 of customers look like"))
  }

  @Test func aSignalStaysAPartOfItsTurn() throws {
    let lines = try export(.jsonLines, redacted: true).text.split(separator: "\n")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    for side in ["real", "simulated"] {
      let label = try #require(object[side] as? [String: Any])
      let (text, signal) = (try #require(label["text"] as? String), try #require(label["signal"] as? String))
      #expect(text.contains(signal))
      #expect(signal.contains("["))
    }
  }

  @Test(arguments: ExportFormat.allCases.filter(\.isListOfCases))
  func withoutTextThereAreLabelsAndReviewsAlone(format: ExportFormat) throws {
    let text = try export(format, redacted: false, .withoutText).text
    for secret in ["138 0013", "Me@X", "me@x", "王芳", "www.x.com", "gave", "signal", "rationale", "prefix"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(text.contains("resisting") && text.contains("deciding"))
    #expect(text.contains("0.5"))
    #expect(text.contains("mk") && text.contains(format == .markdown ? "https:&#47;" : "https:"))
  }

  private func bundle(_ privacy: ExportPrivacy) throws -> (
    files: String, tally: MaskTally, table: CaseTable, was: CaseTable
  ) {
    let folder = try TemporaryFolder()
    let (store, _) = try PrivacyTests.personal.imported(in: folder)
    let tally = MaskTally()
    try BundleWriter(source: PrivateRecords(store, privacy, tally: tally)).write(to: folder.path("out"))
    let report = try importBundle(folder.path("out"), into: folder.path("b.walkaway"))
    #expect(report.refused == 0)
    let files = try ["conversations", "simulations", "labels", "reviews"].map {
      try String(contentsOfFile: folder.path("out/\($0).jsonl"), encoding: .utf8)
    }
    let again = try AuditStore.open(at: folder.path("b.walkaway"))
    #expect(try again.reviews().count == 1)
    return (files.joined(), tally, try again.caseTable(), try store.caseTable())
  }

  @Test func aRedactedBundleImportsAgainWithTheSameCases() throws {
    let result = try bundle(ExportPrivacy(isRedacted: true))
    for secret in PrivacyTests.secrets + ["\"secret\"", "colour", "extra"] {
      #expect(!result.files.contains(secret), "\(secret)")
    }
    #expect(result.table.pairs == result.was.pairs)
    #expect(result.tally.unknownMembers == 3)
    #expect(result.tally.counts[.profile] == 2)
    #expect(result.files.contains(#""signal":"打我 [phone]""#))
    #expect(result.files.contains(#""signal":"[e-mail]""#))
    #expect(result.files.contains(#""city":null"#))
    #expect(result.files.contains("2026-03-01T09:12:00Z"))
  }

  @Test func aBundleWithoutTextImportsAgainWithTheSameCases() throws {
    let result = try bundle(ExportPrivacy(isWithoutText: true))
    for secret in ["138 0013", "Me@X", "me@x", "王芳", "gave", "signal", "rationale", "profile", "www"] {
      #expect(!result.files.contains(secret), "\(secret)")
    }
    var (pairs, before) = (result.table.pairs, result.was.pairs)
    // Faults are told by words.
    (pairs.faults, before.faults) = ([], [])
    #expect(pairs == before)
    #expect(result.files.contains("see https://x.y/z"))
    let both = try bundle(ExportPrivacy(isRedacted: true, isWithoutText: true))
    #expect(!both.files.contains("https://x.y/z") && both.files.contains("see [link]"))
  }
}
