import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// Rows that are taken otherwise than they are written: told, and given back as they were.
@Suite struct TakenOtherwiseTests {
  private func conversation(_ id: String, _ outcome: String) -> String {
    #"{"id":\#(id),\#(outcome)"turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"No"}]}"#
  }

  /// The lines of a file of the store's export, parsed.
  private func exported(_ store: AuditStore, _ name: String, in folder: TemporaryFolder) throws -> [NSDictionary] {
    let path = folder.path("export-\(name)")
    try BundleWriter(source: store).write(to: path)
    return try String(contentsOfFile: "\(path)/\(name).jsonl", encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }
  }

  @Test func anUnknownOutcomeComesInAndIsGivenBack() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let outcomes = [#""outcome":"pending","#, #""outcome":null,"#, "", #""outcome":"Left","#, #""outcome":true,"#]
    for (number, outcome) in outcomes.enumerated() {
      bundle.conversations.append(conversation("\"u-\(number)\"", outcome))
      bundle.simulations?.append(#"{"conversation":"u-\#(number)","turn":1,"simulator":"persona","text":"ok"}"#)
      bundle.labels? += ["real", "persona"].map {
        #"{"conversation":"u-\#(number)","turn":1,"source":"\#($0)","instrument":"judge","stage":"resisting"}"#
      }
    }
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0)
    #expect(report.unknownOutcomes == ["": 2, "pending": 1, "Left": 1, "true": 1])
    #expect(report.meantOutcomes == ["Left": "left"])

    let table = try store.caseTable()
    let unknown = try table.rows(
      matching: table.filter(parsing: "outcome:unknown", in: FilterContext()), in: FilterContext())
    #expect(unknown.count == 5)
    #expect(table.stageCounts(in: RowSet(capacity: table.count, full: true)).total == 1)

    let lines = try exported(store, "conversations", in: folder)
    #expect(lines.count == 6)
    let given = lines.map { $0["outcome"].map { "\($0)" } ?? "none" }
    #expect(given == ["left", "pending", "<null>", "none", "Left", "true"])
    let again = try importBundle(folder.path("export-conversations"), into: folder.path("b.walkaway"))
    #expect(again.unknownOutcomes == report.unknownOutcomes)
    // The store knows them again.
    #expect(try importBundle(folder.path("bundle"), into: store).changedNothing)
  }

  @Test func outcomesOfWhichNoneIsKnownAreAMistake() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations = [conversation("\"a\"", #""outcome":"won","#), conversation("\"b\"", #""outcome":"lost","#)]
    (bundle.simulations, bundle.labels) = (nil, nil)
    try bundle.write(to: folder.path("bundle"))
    let error = #expect(throws: ImportError.self) {
      try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    }
    guard case .nothingTaken(_, let report) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(report.refusals.map(\.line) == [1, 2] && report.refusals.allSatisfy { $0.reason == .unknownOutcome })
    #expect(report.conversations.refused == 2)
    bundle.conversations = [conversation("\"a\"", "")]
    #expect(try bundle.imported(in: folder).report.unknownOutcomes == ["": 1])
  }

  @Test func numbersAreTakenAsTheirText() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations.append(conversation("9007199254740993", #""outcome":"left","customer":12345678901234567890,"#))
    bundle.simulations?.append(#"{"conversation":9007199254740993,"turn":1,"simulator":"persona","text":"ok"}"#)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0 && report.numericIDs == 1)
    let lines = try exported(store, "conversations", in: folder)
    let line = lines.first { $0["id"] as? String == "9007199254740993" }
    #expect(line?["customer"] as? String == "12345678901234567890")
  }

  @Test func declaredWordsOfSilenceAreSilence() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.audit = bundle.audit.replacingOccurrences(
      of: #"{"id":"persona"}"#, with: #"{"id":"persona","no_reply":"[no reply]"}"#)
    let silent = ["[no reply]", "[No Reply].", #"\"[no reply]\""#, "**[no  reply]**", "`no reply`", " NO REPLY "]
    let spoken = ["no reply yet", "[no reply] but", "reply", ""]
    bundle.simulations = (silent + spoken).enumerated().map {
      #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":\#($0),"text":"\#($1)"}"#
    }
    bundle.simulations?.append(#"{"conversation":"c-1","turn":3,"simulator":"other","text":"[no reply]"}"#)
    bundle.labels = nil
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0 && report.silentWords == silent.count)
    let texts = try store.spokenSimulations().keys.count
    #expect(texts == spoken.count + 1)
    let lines = try exported(store, "simulations", in: folder)
    #expect(
      lines.compactMap { $0["text"] as? String }
        == (silent + spoken + ["[no reply]"]).map { $0.replacingOccurrences(of: "\\\"", with: "\"") })
    #expect(try importBundle(folder.path("bundle"), into: store).changedNothing)
  }

  @Test func textsWithoutWordsAreSilenceWhereTheSimulatorSaysSo() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.audit = bundle.audit.replacingOccurrences(
      of: #"{"id":"persona"}"#, with: #"{"id":"persona","empty_is_no_reply":true}"#)
    bundle.simulations = ["", " \\n", "hm"].enumerated().map {
      #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":\#($0),"text":"\#($1)"}"#
    }
    bundle.labels = nil
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0 && report.silentWords == 2)
    #expect(try store.spokenSimulations().keys.count == 1)
    #expect(try exported(store, "simulations", in: folder).compactMap { $0["text"] as? String } == ["", " \n", "hm"])
  }

  @Test(arguments: [
    (["agent", "user", "agent"], true), (["agent", "user", "agent", "tool", "system"], true),
    (["agent", "user", "tool"], false), (["agent", "user"], false), (["agent", "user", "system", "tool"], false),
    (["system", "tool"], false),
  ])
  func anExitProbeStandsWhereTheUserNeverAnswered(roles: [String], isExit: Bool) throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let turns = roles.map { #"{"role":"\#($0)","text":"x"}"# }.joined(separator: ",")
    bundle.conversations.append(#"{"id":"x","outcome":"left","turns":[\#(turns)]}"#)
    bundle.simulations?.append(#"{"conversation":"x","turn":\#(roles.count),"simulator":"persona","text":"more"}"#)
    bundle.labels?.append(
      #"{"conversation":"x","turn":\#(roles.count),"source":"persona","instrument":"judge","stage":"exploring"}"#)
    let (_, report) = try bundle.imported(in: folder)
    #expect(report.refusals.map(\.reason) == (isExit ? [] : [.notUnanswered, .notUnanswered]))
  }

  @Test func aNulIsToldWithItsTurnAndReplacedWhereThatIsAskedFor() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations.append(
      #"{"id":"n","outcome":"left","turns":[{"role":"agent","text":"\\u0000"},{"role":"user","text":"bu\u0000sy\u0000"}]}"#
    )
    bundle.simulations?.append("{\"conversation\":\"n\",\"turn\":1,\"simulator\":\"persona\",\"text\":\"a\u{0}b\"}")
    try bundle.write(to: folder.path("bundle"))
    let refused = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(refused.refusals.map(\.key) == ["turns[1].text", "text"])
    #expect(refused.refusals[0].description.contains("--replace-nul"))
    let taken = try importBundle(
      folder.path("bundle"), into: folder.path("b.walkaway"), options: ImportOptions(replacesNul: true))
    #expect(taken.refused == 0 && taken.replacedNuls == 3)
    let lines = try exported(AuditStore.open(at: folder.path("b.walkaway")), "conversations", in: folder)
    let turns = try #require(lines.last?["turns"] as? [[String: Any]])
    #expect(turns.map { $0["text"] as? String } == ["\\u0000", "bu\u{FFFD}sy\u{FFFD}"])
  }

  @Test func credentialsInFurtherKeysAreLeftOut() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations.append(
      #"{"id":"k","outcome":"left","llm_args":{"headers":{"Authorization":"Bearer FAKE-1"},"max_tokens":5},"turns":[{"role":"user","text":"my sk-FAKE12345678","api_key":"FAKE-2","usage":{"prompt_tokens":3}}]}"#
    )
    bundle.simulations?.append(
      #"{"conversation":"c-1","turn":1,"simulator":"persona","text":"ok","request":{"url":"https://a:FAKE-3@host/v1"}}"#
    )
    bundle.reviews = [
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","session":{"cookie":"FAKE-4"}}"#
    ]
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0 && report.credentials == 4)
    try BundleWriter(source: store).write(to: folder.path("out"))
    for name in ["conversations", "simulations", "reviews"] {
      let text = try String(contentsOfFile: folder.path("out/\(name).jsonl"), encoding: .utf8)
      #expect(!text.contains("FAKE-"))
    }
    let text = try String(contentsOfFile: folder.path("out/conversations.jsonl"), encoding: .utf8)
    // What people said is theirs.
    #expect(
      text.contains("my sk-FAKE12345678") && text.contains(#""max_tokens":5"#) && text.contains(#""prompt_tokens":3"#))
    let data = try Data(contentsOf: URL(fileURLWithPath: store.path))
    #expect(data.range(of: Data("FAKE-".utf8)) == nil)
  }
}
