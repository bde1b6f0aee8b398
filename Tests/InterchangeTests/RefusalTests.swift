import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// One line too many in a bundle, and why it is refused.
struct RefusedLine: Sendable, CustomTestStringConvertible {
  var kind: BundleFiles.Kind
  var line: String
  var reason: Refusal.Reason
  var key: String

  var testDescription: String { "\(kind.rawValue): \(reason.rawValue) at \(key): \(line.prefix(90))" }

  init(_ kind: BundleFiles.Kind, _ reason: Refusal.Reason, _ key: String, _ line: String) {
    self.kind = kind
    self.line = line
    self.reason = reason
    self.key = key
  }

  static let conversations: [RefusedLine] = [
    .init(.conversations, .brokenJSON, "", #"{"id":"x","outcome":"left","turns":[}"#),
    .init(.conversations, .brokenJSON, "", #"{"id":"x","outcome":"left","turns":[],"more":tru}"#),
    .init(.conversations, .brokenJSON, "", #"{"id":"x","outcome":"left","turns":[],"more":"\q"}"#),
    .init(.conversations, .brokenJSON, "", #"{"id":"x","outcome":"left","turns":[],"more":01}"#),
    .init(.conversations, .brokenText, "", #"{"id":"x","outcome":"left","turns":[],"more":"\ud800"}"#),
    .init(.conversations, .nul, "id", #"{"id":"x\u0000","outcome":"left","turns":[]}"#),
    .init(.conversations, .notAnObject, "", #"["id"]"#),
    .init(.conversations, .missingKey, "id", #"{"outcome":"left","turns":[]}"#),
    .init(.conversations, .missingKey, "id", #"{"id":"","outcome":"left","turns":[]}"#),
    .init(.conversations, .mistypedKey, "id", #"{"id":7.5,"outcome":"left","turns":[]}"#),
    .init(.conversations, .duplicateKey, "id", #"{"id":"x","id":"y","outcome":"left","turns":[]}"#),
    .init(.conversations, .duplicateConversation, "id", #"{"id":"c-1","outcome":"left","turns":[]}"#),
    .init(.conversations, .mistypedKey, "outcome", #"{"id":"x","outcome":{},"turns":[]}"#),
    .init(.conversations, .brokenJSON, "", #"{"id":"x","outcome":"left","turns":[],"more":NaN}"#),
    .init(.conversations, .otherFormat, "messages", #"{"id":"x","outcome":"left","messages":[]}"#),
    .init(
      .conversations, .otherFormat, "turns[0].content",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","content":"a"}]}"#),
    .init(
      .conversations, .otherFormat, "turns[0].text",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","text":[{"type":"text","text":"a"}]}]}"#),
    .init(.conversations, .missingKey, "turns", #"{"id":"x","outcome":"left"}"#),
    .init(.conversations, .mistypedKey, "turns", #"{"id":"x","outcome":"left","turns":{}}"#),
    .init(.conversations, .mistypedKey, "turns[0]", #"{"id":"x","outcome":"left","turns":["hi"]}"#),
    .init(.conversations, .missingKey, "turns[0].role", #"{"id":"x","outcome":"left","turns":[{"text":"a"}]}"#),
    .init(
      .conversations, .unknownRole, "turns[0].role",
      #"{"id":"x","outcome":"left","turns":[{"role":"human","text":"a"}]}"#),
    .init(
      .conversations, .missingKey, "turns[1].text",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","text":"a"},{"role":"user"}]}"#),
    .init(
      .conversations, .otherFormat, "turns[0].text",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","text":null}]}"#),
    .init(
      .conversations, .unreadableTime, "turns[0].at",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","text":"a","at":"yesterday"}]}"#),
    .init(
      .conversations, .mistypedKey, "turns[0].at",
      #"{"id":"x","outcome":"left","turns":[{"role":"user","text":"a","at":17}]}"#),
    .init(
      .conversations, .unreadableTime, "outcome_at",
      #"{"id":"x","outcome":"left","outcome_at":"2026-02-30T00:00:00Z","turns":[]}"#),
    .init(.conversations, .mistypedKey, "customer", #"{"id":"x","outcome":"left","customer":true,"turns":[]}"#),
    .init(.conversations, .mistypedKey, "profile", #"{"id":"x","outcome":"left","profile":[],"turns":[]}"#),
  ]

  static let simulations: [RefusedLine] = [
    .init(.simulations, .missingKey, "conversation", #"{"turn":1,"simulator":"persona","text":"a"}"#),
    .init(
      .simulations, .mistypedKey, "conversation", #"{"conversation":[],"turn":1,"simulator":"persona","text":"a"}"#),
    .init(
      .simulations, .unknownConversation, "conversation",
      #"{"conversation":"c-2","turn":1,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .missingKey, "turn", #"{"conversation":"c-1","simulator":"persona","text":"a"}"#),
    .init(.simulations, .mistypedKey, "turn", #"{"conversation":"c-1","turn":-1,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .mistypedKey, "turn", #"{"conversation":"c-1","turn":1.5,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .mistypedKey, "turn", #"{"conversation":"c-1","turn":"1","simulator":"persona","text":"a"}"#),
    .init(
      .simulations, .turnTooLarge, "turn", #"{"conversation":"c-1","turn":65536,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .notUserTurn, "turn", #"{"conversation":"c-1","turn":2,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .unknownTurn, "turn", #"{"conversation":"c-1","turn":6,"simulator":"persona","text":"a"}"#),
    .init(.simulations, .missingKey, "simulator", #"{"conversation":"c-1","turn":1,"text":"a"}"#),
    .init(.simulations, .unknownSimulator, "simulator", #"{"conversation":"c-1","turn":1,"simulator":"x","text":"a"}"#),
    .init(
      .simulations, .mistypedKey, "draw", #"{"conversation":"c-1","turn":1,"simulator":"persona","draw":-1,"text":"a"}"#
    ),
    .init(.simulations, .missingKey, "text", #"{"conversation":"c-1","turn":1,"simulator":"persona"}"#),
    .init(.simulations, .mistypedKey, "text", #"{"conversation":"c-1","turn":1,"simulator":"persona","text":[]}"#),
    .init(
      .simulations, .duplicateSimulation, "", #"{"conversation":"c-1","turn":3,"simulator":"persona","text":"again"}"#),
  ]

  static let labels: [RefusedLine] = [
    .init(.labels, .missingKey, "source", #"{"conversation":"c-1","turn":1,"instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .unknownSimulator, "source",
      #"{"conversation":"c-1","turn":1,"source":"x","instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .missingKey, "instrument", #"{"conversation":"c-1","turn":1,"source":"real","stage":"resisting"}"#),
    .init(
      .labels, .unknownInstrument, "instrument",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"x","stage":"resisting"}"#),
    .init(.labels, .missingKey, "stage", #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge"}"#),
    .init(
      .labels, .missingKey, "stage",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":null}"#),
    .init(
      .labels, .unknownStage, "stage",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"buying"}"#),
    .init(
      .labels, .unknownValue, "emotion",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"resisting","emotion":"sad"}"#),
    .init(
      .labels, .unknownValue, "action",
      #"{"conversation":"c-1","turn":0,"source":"agent","instrument":"judge","action":"sing"}"#),
    .init(
      .labels, .mistypedKey, "blocker",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"resisting","blocker":3}"#),
    .init(
      .labels, .mistypedKey, "convergence",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"resisting","convergence":"0"}"#),
    .init(
      .labels, .mistypedKey, "convergence",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"resisting","convergence":1e999}"#),
    .init(
      .labels, .mistypedKey, "signal",
      #"{"conversation":"c-1","turn":1,"source":"real","instrument":"judge","stage":"resisting","signal":{}}"#),
    .init(
      .labels, .notUserTurn, "turn",
      #"{"conversation":"c-1","turn":2,"source":"real","instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .notAgentTurn, "turn",
      #"{"conversation":"c-1","turn":1,"source":"agent","instrument":"judge","action":"pitch"}"#),
    .init(
      .labels, .unknownTurn, "turn",
      #"{"conversation":"c-1","turn":5,"source":"real","instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .unknownSimulation, "source",
      #"{"conversation":"c-1","turn":1,"source":"persona","instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .unknownSimulation, "source",
      #"{"conversation":"c-1","turn":3,"source":"persona","draw":1,"instrument":"judge","stage":"resisting"}"#),
    .init(
      .labels, .duplicateLabel, "",
      #"{"conversation":"c-1","turn":3,"source":"real","instrument":"judge","stage":"exploring"}"#),
  ]

  static let reviews: [RefusedLine] = [
    .init(.reviews, .missingKey, "reviewer", #"{"conversation":"c-1","turn":3,"simulator":"persona"}"#),
    .init(.reviews, .unknownCase, "turn", #"{"conversation":"c-1","turn":1,"simulator":"persona","reviewer":"mk"}"#),
    .init(
      .reviews, .unknownCase, "turn", #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":4,"reviewer":"mk"}"#
    ),
    .init(
      .reviews, .mistypedKey, "flag",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","flag":"yes"}"#),
    .init(
      .reviews, .mistypedKey, "tags[1]",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","tags":["a",1]}"#),
    .init(
      .reviews, .unreadableTime, "at",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","at":"2026-13-01T00:00:00Z"}"#),
    .init(
      .reviews, .unknownStage, "blind.real.stage",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","blind":{"real":{"stage":"x"}}}"#),
    .init(
      .reviews, .mistypedKey, "blind.simulated.probability",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","blind":{"simulated":{"probability":0}}}"#),
    .init(
      .reviews, .mistypedKey, "blind.real.skipped",
      #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","blind":{"real":{"skipped":1}}}"#),
  ]
}

@Suite struct RefusalTests {
  @Test(arguments: RefusedLine.conversations + RefusedLine.simulations + RefusedLine.labels + RefusedLine.reviews)
  func refusesTheLineAndTakesTheRest(_ refused: RefusedLine) throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    switch refused.kind {
    case .conversations: bundle.conversations.append(refused.line)
    case .simulations: bundle.simulations?.append(refused.line)
    case .labels: bundle.labels?.append(refused.line)
    case .reviews:
      bundle.reviews = [#"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"ok"}"#, refused.line]
    }
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 1)
    #expect(report.refusedByReason == [refused.reason.rawValue: 1])
    let refusal = try #require(report.refusals.first)
    #expect(refusal.reason == refused.reason)
    #expect(refusal.key == refused.key)
    #expect(refusal.file == "\(refused.kind.rawValue).jsonl")
    #expect(refusal.line == ["conversations": 2, "simulations": 2, "labels": 3, "reviews": 2][refused.kind.rawValue])
    #expect(!refusal.explanation.isEmpty && !refusal.remedy.isEmpty)
    #expect(try store.caseTable().count == 1)
  }

  @Test func strictStopsAtTheFirstRefusalWithNothingImported() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.labels?.insert(RefusedLine.labels[1].line, at: 0)
    try bundle.write(to: folder.path("bundle"))
    let error = #expect(throws: ImportError.self) {
      try importBundle(
        folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(isStrict: true))
    }
    guard case .refused(let refusal) = error else {
      Issue.record("not a refusal: \(String(describing: error))")
      return
    }
    #expect(refusal.reason == .unknownSimulator)
    #expect(refusal.line == 1)
    #expect(folder.names == ["bundle"])
  }

  @Test func strictStopsAtADuplicateToo() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.simulations = bundle.simulations.map { $0 + $0 }
    try bundle.write(to: folder.path("bundle"))
    #expect(throws: ImportError.self) {
      try importBundle(
        folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(isStrict: true))
    }
    #expect(folder.names == ["bundle"])
  }

  @Test func brokenBytesAreRefusedWithTheirPlace() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    let good = #"{"conversation":"c-1","turn":3,"simulator":"persona","text":"ça va"}"# + "\n"
    let line =
      Array(#"{"conversation":"c-1","turn":1,"simulator":"persona","text":""#.utf8) + [0xC3, 0x28] + Array("\"}\n".utf8)
    try Data(Array(good.utf8) + line).write(to: URL(fileURLWithPath: folder.path("bundle/simulations.jsonl")))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.refusals.first?.reason == .brokenText)
    #expect(report.refusals.first?.explanation == "a byte that is no UTF-8 at byte 62")
  }

  @Test func aHalfWrittenLastLineIsToldFromBrokenJSON() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    let text = try String(contentsOfFile: folder.path("bundle/labels.jsonl"), encoding: .utf8)
    try Data(text.dropLast(20).utf8).write(to: URL(fileURLWithPath: folder.path("bundle/labels.jsonl")))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.refusals.map(\.reason) == [.incompleteLine])
    #expect(report.labels.stored == 1)
  }

  @Test func aLastLineWithoutALineFeedIsTaken() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("bundle"))
    let text = try String(contentsOfFile: folder.path("bundle/labels.jsonl"), encoding: .utf8)
    try Data(text.dropLast().utf8).write(to: URL(fileURLWithPath: folder.path("bundle/labels.jsonl")))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    #expect(report.refused == 0)
    #expect(report.labels.stored == 2)
  }

  @Test func aLineBeyondTheLimitIsRefusedAndTheNextOneRead() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let long = String(repeating: "x", count: 300_000)
    bundle.simulations?.insert(
      #"{"conversation":"c-1","turn":1,"simulator":"persona","draw":0,"text":"\#(long)"}"#, at: 0)
    try bundle.write(to: folder.path("bundle"))
    let report = try importBundle(
      folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(maximumLineLength: 100_000))
    #expect(report.refusals.map(\.reason) == [.lineTooLong])
    #expect(report.refusals.map(\.line) == [1])
    #expect(report.simulations.stored == 1)
  }

  @Test func aConversationOfTooManyTurnsIsRefused() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    let turns = Array(repeating: #"{"role":"user","text":""}"#, count: 65_536).joined(separator: ",")
    bundle.conversations.append(#"{"id":"long","outcome":"left","turns":[\#(turns)]}"#)
    let (_, report) = try bundle.imported(in: folder)
    #expect(report.refusals.map(\.reason) == [.tooManyTurns])
  }

  @Test func onlyTheFirstRefusalsAreTellableButAllAreCounted() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.labels?.append(contentsOf: Array(repeating: "{", count: 50))
    try bundle.write(to: folder.path("bundle"))
    let report = try importBundle(
      folder.path("bundle"), into: folder.path("a.walkaway"), options: ImportOptions(detailLimit: 5))
    #expect(report.refusals.map(\.line) == [3, 4, 5, 6, 7])
    #expect(report.labels.refused == 50)
    #expect(report.labels.read == 52)
  }

  @Test func rowsOfARefusedRowAreCountedWithIt() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations.append(
      #"{"id":"bad","outcome":"left","turns":[{"role":"agent","text":"a\u0000"},{"role":"user","text":"b"}]}"#)
    bundle.simulations? += [
      #"{"conversation":"bad","turn":1,"simulator":"persona","draw":0,"text":"x"}"#,
      #"{"conversation":"c-1","turn":1,"simulator":"persona","draw":2,"text":"x\u0000"}"#,
      #"{"conversation":"none","turn":1,"simulator":"persona","draw":0,"text":"x"}"#,
    ]
    bundle.labels? += [
      #"{"conversation":"bad","turn":1,"source":"real","instrument":"judge","stage":"resisting"}"#,
      #"{"conversation":"c-1","turn":1,"source":"persona","draw":2,"instrument":"judge","stage":"resisting"}"#,
      #"{"conversation":"c-1","turn":1,"source":"persona","draw":3,"instrument":"judge","stage":"resisting"}"#,
    ]
    let report = try bundle.imported(in: folder).1
    #expect(
      report.refusedByReason == [
        "nul": 2, "ofRefusedConversation": 2, "ofRefusedSimulation": 1, "unknownConversation": 1,
        "unknownSimulation": 1,
      ])
    #expect(report.refusals.map(\.reason) == [.nul, .nul, .unknownConversation, .unknownSimulation])
    let text = report.refusalText(lines: 20)
    #expect(text.contains("2  of a conversation that was refused") && !text.contains("more"))
    #expect(report.refusalText(lines: 1).contains("… and 3 more"))
    #expect(report.refused == 7 && report.simulations.stored == 1 && report.labels.stored == 2)
  }
}
