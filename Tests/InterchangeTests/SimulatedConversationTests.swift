import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// Whole simulated conversations: rows of version 2 of the bundle.
@Suite struct SimulatedConversationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // MARK: In and out

  @Test func comeInApartFromTheRealOnesAndAreTold() throws {
    let (store, report) = try BundleText.whole.imported(in: folder)
    #expect(report.refusals == [])
    #expect(report.conversations.read == 2 && report.conversations.stored == 2)
    #expect(report.simulatedConversations?.read == 4 && report.simulatedConversations?.stored == 4)
    #expect(report.unknownOutcomes.isEmpty, "an outcome that is inherited, or none, is not an unknown one")
    #expect(try store.summary().conversations == 2 && store.summary().simulatedConversations == 4)
  }

  @Test func areGivenBackAsTheyWereWritten() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try BundleWriter(source: store).write(to: folder.path("back"))
    let back = try String(contentsOfFile: folder.path("back/conversations.jsonl"), encoding: .utf8)
    #expect(back == BundleText.whole.conversations.map { $0 + "\n" }.joined())
    #expect(try String(contentsOfFile: folder.path("back/audit.json"), encoding: .utf8) == BundleText.whole.audit)
  }

  /// Whatever follows the rules comes back, whatever the order of keys and the text in it.
  @Test(arguments: 1...20) func anyComeBackAsTheyWere(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bundle = RandomBundle.make(&random)
    bundle.addSimulatedConversations(&random)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refusals == [])
    try BundleWriter(source: store).write(to: folder.path("back"))
    let (before, after) = (try BundleFolder(folder.path("bundle")), try BundleFolder(folder.path("back")))
    #expect(before.audit == after.audit)
    for kind in ["conversations", "labels"] { #expect(try before.lines(kind) == after.lines(kind)) }
    #expect(bundle.labels?.contains { $0.contains("rationale") } == true || seed > 1)
    #expect(try importBundle(folder.path("back"), into: folder.path("b.walkaway")).refusals == [])
  }

  @Test func theirOutcomeIsInheritedForReadingOnly() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    let seen = SimulatedRecords()
    try store.forEachRecord(ofConversations: nil, seen)
    #expect(seen.ids == ["s-1", "s-2", "s-3", "7"])
    #expect(seen.written == [Code.missing, 0, Code.missing, Code.missing])
    #expect(seen.meant == [1, 0, Code.missing, 0])
    #expect(seen.ends == [.user, .limit, nil, nil])
  }

  @Test func changeNothingOfTheRealOnes() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    let other = try TemporaryFolder()
    var real = BundleText.whole
    real.conversations.removeLast(4)
    let (plain, _) = try real.imported(in: other)
    let (one, two) = (try store.caseTable(), try plain.caseTable())
    #expect(one.pairs == two.pairs && one.conversations == two.conversations && one.series == two.series)
    #expect(one.loneLabels == two.loneLabels && one.unlabelledProbes == two.unlabelledProbes)
    for scope in [TextQuery.Scope.realTurns, .conversations] {
      #expect(try store.hits(of: TextQuery(scope: scope, words: "SIMULATED")).realTurns.isEmpty)
    }
  }

  @Test func ofChosenConversationsThoseAreWrittenThatReplayThem() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    let keys = try store.conversationKeys(of: ConversationQuery(name: .id, text: "c-2", isPart: false))
    try BundleWriter(source: store).write(to: folder.path("part"), conversations: keys)
    let lines = try BundleFolder(folder.path("part")).lines("conversations")
    #expect(lines.count == 2 && lines.contains { $0.contains(#""s-1""#) })
    #expect(try importBundle(folder.path("part"), into: folder.path("b.walkaway")).refusals == [])
  }

  @Test func areMaskedAndWithoutTextLikeAllOthers() throws {
    var bundle = BundleText.whole
    bundle.conversations[2] = bundle.conversations[2].replacingOccurrences(of: "I take it", with: "call 13812345678")
    let (store, _) = try bundle.imported(in: folder)
    for (name, privacy) in [
      ("masked", ExportPrivacy(isRedacted: true)), ("bare", ExportPrivacy(isWithoutText: true)),
    ] {
      let source = PrivateRecords(store, privacy, tally: MaskTally())
      try BundleWriter(source: source).write(to: folder.path(name))
      let text = try String(contentsOfFile: folder.path("\(name)/conversations.jsonl"), encoding: .utf8)
      #expect(!text.contains("13812345678") && !text.contains("Ghent") && !text.contains("kept"))
      #expect(text.contains("take it") == false && text.contains(#""ended_by":"limit""#))
      #expect(text.contains("STOP") == privacy.isRedacted)
      #expect(try importBundle(folder.path(name), into: folder.path("\(name).walkaway")).refusals == [])
    }
  }

  @Test func alonehaveAStoreToo() throws {
    var bundle = BundleText.whole
    bundle.conversations = [bundle.conversations[3]]
    (bundle.simulations, bundle.labels) = (nil, nil)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refusals == [] && report.simulatedConversations?.stored == 1)
    #expect(try store.caseTable().count == 0 && store.caseTable(from: .records).count == 0)
  }

  // MARK: Refused

  @Test func versionOneRefusesThemByNameAndReadsTheRestAsBefore() throws {
    var bundle = BundleText.whole
    bundle.audit = BundleText.plainAudit
    // Under any other kind of value the key meant nothing there.
    bundle.conversations[0] = bundle.conversations[0].replacingOccurrences(
      of: #""outcome""#, with: #""simulator":{"model":"m"},"replays":"x","ended_by":9,"outcome""#)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.conversations.stored == 2 && report.simulatedConversations?.refused == 4)
    #expect(Set(report.refusals.map(\.reason)) == [.simulatedInFormat1])
    #expect(
      report.refusals[0].description.hasPrefix("conversations.jsonl:3: simulator: “persona” spoke as the user"))
    #expect(report.refusals[0].remedy == #"write "format": "walkaway-audit/2" in audit.json"#)
    try BundleWriter(source: store).write(to: folder.path("back"))
    let back = try String(contentsOfFile: folder.path("back/conversations.jsonl"), encoding: .utf8)
    #expect(back.contains(#""simulator":{"model":"m"},"replays":"x","ended_by":9"#))
  }

  /// The key, the reason, and the row behind two real conversations and `s-1`.
  static let refused: [(String, Refusal.Reason, String)] = [
    ("simulator", .unknownSimulator, #"{"id":"x","simulator":"nobody","turns":[]}"#),
    ("simulator", .mistypedKey, #"{"id":"x","simulator":{},"turns":[]}"#),
    ("simulator", .duplicateKey, #"{"id":"x","simulator":"persona","simulator":"other","turns":[]}"#),
    ("simulator", .duplicateKey, #"{"id":"x","simulator":null,"simulator":"other","turns":[]}"#),
    ("id", .missingKey, #"{"simulator":"persona","turns":[]}"#),
    ("id", .missingKey, #"{"id":"","simulator":"persona","turns":[]}"#),
    ("id", .mistypedKey, #"{"id":[],"simulator":"persona","turns":[]}"#),
    ("id", .duplicateConversation, #"{"id":"c-1","simulator":"persona","turns":[]}"#),
    ("id", .duplicateConversation, #"{"id":"s-1","simulator":"persona","turns":[]}"#),
    ("id", .duplicateConversation, #"{"id":"s-1","outcome":"left","turns":[]}"#),
    ("turns", .missingKey, #"{"id":"x","simulator":"persona"}"#),
    ("messages", .otherFormat, #"{"id":"x","simulator":"persona","messages":[]}"#),
    ("turns", .mistypedKey, #"{"id":"x","simulator":"persona","turns":"a"}"#),
    ("turns[0].role", .unknownRole, #"{"id":"x","simulator":"persona","turns":[{"role":"human","text":"a"}]}"#),
    ("turns[0].text", .missingKey, #"{"id":"x","simulator":"persona","turns":[{"role":"user"}]}"#),
    ("turns[0].at", .unreadableTime, #"{"id":"x","simulator":"persona","turns":[{"role":"user","text":"","at":"x"}]}"#),
    ("outcome", .unknownOutcome, #"{"id":"x","simulator":"persona","outcome":"maybe","turns":[]}"#),
    ("outcome", .mistypedKey, #"{"id":"x","simulator":"persona","outcome":true,"turns":[]}"#),
    ("replays", .unknownReplayed, #"{"id":"x","simulator":"persona","replays":"c-9","turns":[]}"#),
    ("replays", .unknownReplayed, #"{"id":"x","simulator":"persona","replays":"s-1","turns":[]}"#),
    ("replays", .unknownReplayed, #"{"id":"x","simulator":"persona","replays":"x","turns":[]}"#),
    ("replays", .mistypedKey, #"{"id":"x","simulator":"persona","replays":["c-1"],"turns":[]}"#),
    ("ended_by", .unknownEnd, #"{"id":"x","simulator":"persona","ended_by":"gone","turns":[]}"#),
    ("ended_by", .mistypedKey, #"{"id":"x","simulator":"persona","ended_by":1,"turns":[]}"#),
    ("end_word", .mistypedKey, #"{"id":"x","simulator":"persona","end_word":["a"],"turns":[]}"#),
    ("customer", .mistypedKey, #"{"id":"x","simulator":"persona","customer":{},"turns":[]}"#),
    ("profile", .mistypedKey, #"{"id":"x","simulator":"persona","profile":"a","turns":[]}"#),
  ]

  @Test(arguments: refused) func aRowIsRefusedByLineAndKey(key: String, reason: Refusal.Reason, row: String) throws {
    var bundle = BundleText.whole
    bundle.conversations = Array(bundle.conversations[..<3]) + [row, bundle.conversations[3]]
    let report = try bundle.imported(in: folder).report
    #expect(report.refusals.map(\.line) == [4])
    #expect(report.refusals.map(\.key) == [key])
    #expect(report.refusals.map(\.reason) == [reason])
    #expect(report.refusals.allSatisfy { !$0.remedy.isEmpty })
    #expect(report.conversations.stored == 2 && report.simulatedConversations?.stored == 2)
  }

  @Test func theOrderOfRowsMeansNothingAndWhatReplaysARefusedConversationIsRefused() throws {
    var bundle = BundleText.whole
    bundle.conversations = [bundle.conversations[2], bundle.conversations[0], bundle.conversations[1]]
    let later = try bundle.imported(in: folder).report
    #expect(
      later.refusals.isEmpty && later.simulatedConversations?.stored == 1 && later.simulatedConversations?.read == 1)

    bundle = BundleText.whole
    bundle.conversations[1] = bundle.conversations[1].replacingOccurrences(of: #""user""#, with: #""human""#)
    let other = try TemporaryFolder()
    let refused = try bundle.imported(in: other).report
    #expect(refused.refusedByReason == ["unknownRole": 1, "ofRefusedConversation": 1])
  }

  @Test func probesOfThemAreRefusedByName() throws {
    var bundle = BundleText.whole
    bundle.simulations?.append(#"{"conversation":"s-1","turn":1,"simulator":"persona","text":"x"}"#)
    bundle.reviews = [
      #"{"conversation":"c-1","reviewer":"mk","flag":true}"#, #"{"conversation":"s-1","reviewer":"mk","flag":true}"#,
      #"{"conversation":"s-1","turn":1,"simulator":"persona","reviewer":"mk","flag":true}"#,
    ]
    let report = try bundle.imported(in: folder).report
    #expect(report.refusals.map(\.reason) == Array(repeating: .ofSimulatedConversation, count: 2))
    #expect(report.refusals.map(\.file) == ["simulations.jsonl", "reviews.jsonl"])
  }

  @Test func brokenRowsNeverEndTheProgram() throws {
    let audit = try AuditFile(bytes: Array(BundleText.whole.audit.utf8))
    var checker = BundleLineChecker(description: audit.description)
    for line in BundleText.whole.conversations {
      let refusal = checker.refusal(of: Array(line.utf8), in: .conversations)
      #expect(refusal == nil)
    }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<4000 {
      var line = Array(BundleText.whole.conversations.randomElement(using: &random)?.utf8 ?? "".utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !line.isEmpty {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: place)
        case 2: line.insert(Array("{}[]\":,\\u0e".utf8).randomElement(using: &random) ?? 0, at: place)
        default: line.removeLast(line.count - place)
        }
      }
      _ = checker.refusal(of: line, in: .conversations)
    }
  }
}

/// What a store hands out of simulated conversations.
private final class SimulatedRecords: RecordVisitor {
  private(set) var ids: [String] = []
  private(set) var written: [UInt8] = []
  private(set) var meant: [UInt8] = []
  private(set) var ends: [EndedBy?] = []

  func begin(_ dictionaries: StoreHoldings) {}
  func visit(_ conversation: RecordTexts.Conversation) {}
  func visit(_ simulation: RecordTexts.Simulation) {}
  func visit(_ label: RecordTexts.Label) {}
  func visit(review json: UnsafeRawBufferPointer) {}

  func visit(_ conversation: RecordTexts.SimulatedConversation) {
    ids.append(String(decoding: conversation.id, as: UTF8.self))
    written.append(conversation.stratum)
    meant.append(conversation.meantStratum)
    ends.append(conversation.endedBy)
  }
}
