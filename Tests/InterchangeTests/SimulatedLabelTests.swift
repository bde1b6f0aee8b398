import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// Labels of turns of whole simulated conversations.
@Suite struct SimulatedLabelTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path("\(path)/labels.jsonl"), encoding: .utf8)
  }

  // MARK: In and out

  @Test func areTakenInAndGivenBackAsTheyWereWritten() throws {
    let (store, report) = try BundleText.labelled.imported(in: folder)
    #expect(report.refusals == [] && report.labels.read == 7 && report.labels.stored == 7)
    try BundleWriter(source: store).write(to: folder.path("back"))
    #expect(try text("back") == (BundleText.labelled.labels ?? []).map { $0 + "\n" }.joined())
    #expect(try importBundle(folder.path("back"), into: store).changedNothing)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    #expect(try importBundle(folder.path("bundle"), into: store).labels.unchanged == 7)
    #expect(try Data(contentsOf: URL(fileURLWithPath: store.path)) == bytes)
  }

  /// A series that only they have is no pair, and makes no probe want a label.
  @Test func changeNothingOfTheRealOnes() throws {
    var bundle = BundleText.labelled
    // Before all others, so that the dictionaries begin with them.
    bundle.labels?.reverse()
    let (store, _) = try bundle.imported(in: folder)
    var plain = BundleText.labelled
    plain.labels = BundleText().labels
    let other = try TemporaryFolder()
    let (one, two) = (try store.caseTable(), try plain.imported(in: other).store.caseTable())
    #expect(one.pairs == two.pairs && one.conversations == two.conversations && one.series == two.series)
    #expect(one.loneLabels.count == 0 && two.loneLabels.count == 0)
    #expect(one.unlabelledProbes == two.unlabelledProbes && one.count == 1)
    #expect(try store.caseTable(from: .records).pairs == one.pairs)
  }

  @Test func ofChosenConversationsThoseAreWrittenThatReplayThem() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    let keys = try store.conversationKeys(of: ConversationQuery(name: .id, text: "c-2", isPart: false))
    try BundleWriter(source: store).write(to: folder.path("part"), conversations: keys)
    let lines = try text("part").split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.contains(#""s-1""#) })
    #expect(try importBundle(folder.path("part"), into: folder.path("b.walkaway")).refusals == [])
  }

  @Test func areMaskedAndWithoutTextLikeAllOthers() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    for (name, privacy) in [
      ("masked", ExportPrivacy(isRedacted: true)), ("bare", ExportPrivacy(isWithoutText: true)),
    ] {
      try BundleWriter(source: PrivateRecords(store, privacy, tally: MaskTally())).write(to: folder.path(name))
      let text = try text(name)
      #expect(!text.contains("13812345678") && !text.contains("zzz") && text.contains(#""exit":"refusal""#))
      #expect(text.contains("I take it") == privacy.isRedacted && text.contains("says so") == privacy.isRedacted)
      #expect(try importBundle(folder.path(name), into: folder.path("\(name).walkaway")).refusals == [])
    }
  }

  @Test func areShownBesideTheTurns() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    let table = try store.caseTable().ofConversations
    let detail = try store.detail(of: table.key(of: 6))
    #expect(detail.labels.map(\.turn) == [1, 3] && detail.labels.map(\.stage) == ["exploring", "resisting"])
    #expect(detail.labels.last?.exit == "refusal" && detail.labels.last?.signal == "13812345678")
    #expect(detail.simulated?.replayedLabels.map(\.stage) == ["resisting"])
    let first = try store.detail(of: table.key(of: 2))
    let persona = LabelSource.simulator(id: "persona", draw: 0)
    #expect(first.labels.map(\.source) == [.agent, persona, persona])
    #expect(first.labels[1].rationale == "says so" && first.labels[1].convergence == 0.5)
  }

  // MARK: Refused

  /// The key, the reason, and the row.
  static let refused: [(String, Refusal.Reason, String)] = [
    ("source", .otherSpeaker, #"{"turn":1,"source":"real","instrument":"judge","stage":"resisting"}"#),
    ("source", .otherSpeaker, #"{"turn":1,"source":"other","instrument":"judge","stage":"resisting"}"#),
    ("source", .otherSpeaker, #"{"turn":1,"source":"nobody","instrument":"judge","stage":"resisting"}"#),
    ("source", .missingKey, #"{"turn":1,"instrument":"judge","stage":"resisting"}"#),
    ("source", .mistypedKey, #"{"turn":1,"source":[],"instrument":"judge","stage":"resisting"}"#),
    ("turn", .notUserTurn, #"{"turn":0,"source":"persona","instrument":"judge","stage":"resisting"}"#),
    ("turn", .notAgentTurn, #"{"turn":1,"source":"agent","instrument":"judge","action":"pitch"}"#),
    ("turn", .unknownTurn, #"{"turn":2,"source":"persona","instrument":"judge","stage":"resisting"}"#),
    ("turn", .unknownTurn, #"{"turn":65535,"source":"agent","instrument":"judge"}"#),
    ("turn", .turnTooLarge, #"{"turn":65536,"source":"persona","instrument":"judge","stage":"resisting"}"#),
    ("turn", .mistypedKey, #"{"turn":-1,"source":"persona","instrument":"judge","stage":"resisting"}"#),
    ("draw", .drawOfConversation, #"{"turn":1,"source":"persona","draw":1,"instrument":"judge","stage":"resisting"}"#),
    ("draw", .drawOfConversation, #"{"turn":0,"source":"agent","draw":9,"instrument":"judge"}"#),
    ("draw", .mistypedKey, #"{"turn":1,"source":"persona","draw":"0","instrument":"judge","stage":"resisting"}"#),
    ("stage", .missingKey, #"{"turn":1,"source":"persona","instrument":"judge"}"#),
    ("stage", .unknownStage, #"{"turn":1,"source":"persona","instrument":"judge","stage":"gone"}"#),
    ("exit", .unknownValue, #"{"turn":1,"source":"persona","instrument":"judge","stage":"resisting","exit":"x"}"#),
    ("instrument", .unknownInstrument, #"{"turn":1,"source":"persona","instrument":"x","stage":"resisting"}"#),
    ("convergence", .mistypedKey, #"{"turn":0,"source":"agent","instrument":"judge","convergence":"x"}"#),
    ("signal", .mistypedKey, #"{"turn":1,"source":"persona","instrument":"judge","stage":"resisting","signal":1}"#),
  ]

  @Test(arguments: refused) func aRowIsRefusedByLineAndKey(key: String, reason: Refusal.Reason, row: String) throws {
    var bundle = BundleText.labelled
    bundle.labels?.insert(row.replacingOccurrences(of: "{", with: #"{"conversation":"s-1","#), at: 3)
    let report = try bundle.imported(in: folder).report
    #expect(report.refusals.map(\.line) == [4] && report.refusals.map(\.file) == ["labels.jsonl"])
    #expect(report.refusals.map(\.key) == [key])
    #expect(report.refusals.map(\.reason) == [reason])
    #expect(report.refusals.allSatisfy { !$0.remedy.isEmpty } && report.labels.stored == 7)
  }

  @Test func theRefusalNamesWhoSpoke() throws {
    var bundle = BundleText.labelled
    bundle.labels?.append(#"{"conversation":"s-1","turn":1,"source":"real","instrument":"judge","stage":"resisting"}"#)
    #expect(try bundle.imported(in: folder).report.refusals.first?.explanation.contains("“persona” did") == true)
  }

  @Test func twiceIsADuplicateAndOfARefusedConversationCountedUnderIt() throws {
    var bundle = BundleText.labelled
    bundle.labels?.append(#"{"conversation":"s-5","turn":1,"source":"other","instrument":"judge","stage":"deciding"}"#)
    let report = try bundle.imported(in: folder).report
    #expect(report.refusals.map(\.reason) == [.duplicateLabel] && report.labels.stored == 7)
    #expect(report.refusals[0].explanation == "“s-5”, turn 1: this label is there twice")

    bundle = BundleText.labelled
    bundle.conversations[6].replace(#""agent","turns""#, with: #""x","turns""#)
    let other = try TemporaryFolder()
    #expect(try bundle.imported(in: other).report.refusedByReason == ["unknownEnd": 1, "ofRefusedConversation": 2])
  }

  @Test func brokenRowsNeverEndTheProgram() throws {
    let audit = try AuditFile(bytes: Array(BundleText.labelled.audit.utf8))
    var checker = BundleLineChecker(description: audit.description)
    for line in BundleText.labelled.conversations {
      #expect(checker.refusal(of: Array(line.utf8), in: .conversations) == nil)
    }
    var random = SeededGenerator(seed: 6)
    for _ in 0..<3000 {
      var line = Array(BundleText.labelled.labels?.randomElement(using: &random)?.utf8 ?? "".utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !line.isEmpty {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: place)
        default: line.insert(Array("{}[]\":,0159".utf8).randomElement(using: &random) ?? 0, at: place)
        }
      }
      _ = checker.refusal(of: line, in: .labels)
    }
  }
}
