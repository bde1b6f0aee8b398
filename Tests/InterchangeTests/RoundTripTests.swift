import AuditStore
import Cases
import Files
import Foundation
import Interchange
import Testing

@Suite struct RoundTripTests {
  @Test func aBundleWithEverythingComesBackAsItWas() throws {
    try expectRoundTrip(BundleText.rich)
  }

  @Test(arguments: 1...20) func anyBundleComesBackAsItWas(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try expectRoundTrip(RandomBundle.make(&generator))
  }

  @Test func importingTheSameBundleAgainChangesNothing() throws {
    let folder = try TemporaryFolder()
    let (store, first) = try BundleText.rich.imported(in: folder)
    let reviews = try store.reviews()
    let generation = try store.caseTable()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    let second = try importBundle(folder.path("bundle"), into: store)
    #expect(second.changedNothing)
    #expect(second.refused == 0)
    #expect(second.conversations.unchanged == first.conversations.stored)
    #expect(second.simulations.unchanged == first.simulations.stored)
    #expect(second.labels.unchanged == first.labels.stored)
    #expect(second.reviews.unchanged == first.reviews.stored)
    #expect(try store.reviews() == reviews)
    #expect(try Data(contentsOf: URL(fileURLWithPath: store.path)) == bytes)
    #expect(try store.caseTable().pairs == generation.pairs)
  }

  @Test func onlyTheConversationsThatAreMeantAreWritten() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText.rich
    bundle.conversations.append(#"{"id":"c-2","outcome":"bought","turns":[{"role":"user","text":"x"}]}"#)
    bundle.simulations?.append(#"{"conversation":"c-2","turn":0,"simulator":"persona","draw":0,"text":"y"}"#)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0)
    let keys = try store.conversationKeys(of: ConversationQuery(name: .id, text: "c-2", isPart: false))
    try BundleWriter(source: store).write(to: folder.path("part"), conversations: keys)
    #expect(try BundleFolder(folder.path("part")).lines("conversations").count == 1)
    #expect(try BundleFolder(folder.path("part")).lines("simulations").count == 1)
    #expect(try BundleFolder(folder.path("part")).lines("labels").isEmpty)
    let report2 = try importBundle(folder.path("part"), into: folder.path("b.walkaway"))
    #expect(report2.refused == 0)
  }

  @Test func aFolderThatIsThereIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let (store, _) = try BundleText().imported(in: folder)
    #expect(throws: OutputError.self) { try BundleWriter(source: store).write(to: folder.path("bundle")) }
    #expect(folder.names.filter { $0.contains("partial") }.isEmpty)
  }

  /// Imports, exports and compares as JSON values.
  private func expectRoundTrip(_ bundle: BundleText) throws {
    let folder = try TemporaryFolder()
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refusals == [])
    try BundleWriter(source: store).write(to: folder.path("back"))
    let before = try BundleFolder(folder.path("bundle"))
    let after = try BundleFolder(folder.path("back"))
    #expect(before.audit == after.audit)
    for kind in BundleFiles.Kind.allCases {
      #expect(try before.lines(kind.rawValue) == after.lines(kind.rawValue), "\(kind.rawValue)")
    }
  }
}

/// The files of a bundle as JSON values.
struct BundleFolder {
  let path: String
  let audit: NSObject

  init(_ path: String) throws {
    self.path = path
    audit = try BundleFolder.value(Data(contentsOf: URL(fileURLWithPath: "\(path)/audit.json")))
  }

  /// The lines of a file, sorted by their text in one form: the order of lines says nothing.
  func lines(_ kind: String) throws -> [String] {
    guard let text = try? String(contentsOfFile: "\(path)/\(kind).jsonl", encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").map { line in
      let value = try BundleFolder.value(Data(line.utf8))
      let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
      return String(decoding: data, as: UTF8.self)
    }.sorted()
  }

  private static func value(_ data: Data) throws -> NSObject {
    try #require(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) as? NSObject)
  }
}

extension BundleText {
  /// Every key, known and unknown, given, null and left out.
  static let rich = BundleText(
    audit: String(BundleText.plainAudit.dropLast()) + #","x":{"deep":[1,2.5,null,"\u00e9"]},"title":"T"}"#,
    conversations: [
      """
      {"id":"c-1","outcome":"left","outcome_at":null,"customer":null,"profile":{"city":"成都","age":31,"vip":true,\
      "none":null,"nested":{"a":[1,{"b":2}]}},"channel":"app","big":123456789012345678901234567890,"turns":[\
      {"role":"system","text":"be kind"},{"role":"agent","text":"您好\\n\\"hi\\"","at":"2026-03-01T09:12:00Z","id":7},\
      {"role":"user","text":"忙 👩‍👩‍👧 \\ud83d\\ude00 \\u0007","at":null,"meta":{"x":null}},\
      {"role":"tool","text":""},{"role":"agent","text":"?"}]}
      """,
      #"{"id":"c-0","outcome":"bought","customer":"u-1","profile":null,"turns":[]}"#,
    ],
    simulations: [
      """
      {"conversation":"c-1","turn":2,"simulator":"persona","draw":0,"text":null,"usage":{"tokens":3},\
      "finish_reason":"stop"}
      """,
      #"{"conversation":"c-1","turn":2,"simulator":"persona","draw":7,"text":"多少钱？","at":null}"#,
      #"{"conversation":"c-1","turn":5,"simulator":"other","text":""}"#,
    ],
    labels: [
      """
      {"conversation":"c-1","turn":2,"source":"real","instrument":"judge","stage":"resisting","emotion":"angry",\
      "blocker":null,"exit":"refusal","signal":"忙","convergence":-0.4,"rationale":"…","seen":[]}
      """,
      #"{"conversation":"c-1","turn":2,"source":"persona","draw":7,"instrument":"judge","stage":"deciding"}"#,
      #"{"conversation":"c-1","turn":5,"source":"other","instrument":"judge-b","stage":"exploring","convergence":1}"#,
      #"{"conversation":"c-1","turn":4,"source":"agent","draw":0,"instrument":"judge","action":"pitch","stage":null}"#,
    ],
    reviews: [
      """
      {"conversation":"c-1","turn":2,"simulator":"persona","draw":7,"reviewer":"mk","flag":true,"tags":["a","b"],\
      "note":"n","severity":2,"at":"2026-11-22T10:00:00Z","x":1,"blind":{"real":{"stage":"resisting","why":"?"},\
      "simulated":null,"more":0}}
      """,
      #"{"conversation":"c-1","turn":5,"simulator":"other","reviewer":"李","flag":null}"#,
    ])
}
