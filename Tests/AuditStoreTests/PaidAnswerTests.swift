import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

/// Answers that a store asked for itself, when its bundle changes.
@Suite struct PaidAnswerTests {
  private let fixture: StoreFixture
  private let store: AuditStore
  private let asked: Int
  private let judged: [LabelSource: Int]

  private static func record(_ kind: DefinitionRecord.Kind, _ id: String) -> DefinitionRecord {
    DefinitionRecord(
      kind: kind, id: id, model: "m", prompt: "p", promptSHA256: "s", digest: "d", at: "2026-01-01T00:00:00Z")
  }

  /// Both conversations answered by a simulator of the store's own, and judged by an instrument of its own.
  init() throws {
    (fixture, store) = try StoreFixture.opened()
    let simulator = LabelSource.simulator(id: "asked", draw: 0)
    let slot = try store.register(
      PaidAnswerTests.record(.simulator, "asked"), entry: #"{"id":"asked","model":"m","prompt":"p"}"#,
      sources: [simulator])
    let judge = try store.register(
      PaidAnswerTests.record(.instrument, "paid"), entry: #"{"id":"paid","model":"m","prompt":"p"}"#,
      sources: [.real, simulator, .simulator(id: "persona", draw: 0)])
    asked = try #require(slot.codes[simulator])
    judged = judge.codes
    func answer(_ key: Int64, _ definition: Int, _ content: AnswerRecord.Content) throws {
      try store.store(
        AnswerRecord(
          key: key, definition: definition, content: content, prefixSHA256: "x", requestSHA256: "y",
          at: "2026-01-01T00:00:00Z"))
    }
    for (conversation, turn) in [(UInt32(0), 3), (UInt32(1), 1)] {
      try answer(
        RecordKey.pack(conversation: conversation, turn: turn, code: asked), slot.definition, .simulation("paid"))
      for (source, code) in judged where source == .real || source == simulator {
        try answer(
          RecordKey.pack(conversation: conversation, turn: turn, code: code), judge.definition,
          .label(
            LabelCodes(stage: source == .real ? 0 : 2, emotion: 1, blocker: 255, exit: 255, action: 255), signal: nil,
            convergence: nil, rationale: nil))
      }
    }
    try store.save(
      plan: PlanRecord(at: "", seed: 1, panel: "full", filter: nil, limit: nil, counts: []),
      probes: [.init(conversation: 0, turn: 3, isExit: false), .init(conversation: 1, turn: 1, isExit: false)])
  }

  private func requests() throws -> Int? {
    try DatabaseQueue(path: fixture.path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM request") }
  }

  private func stages(of instrument: String) throws -> [String?] {
    let table = try store.caseTable()
    return try (0..<table.count).map { table.key(of: $0) }.filter { $0.instrument == instrument }
      .flatMap { key in try store.detail(of: key).labels.filter { $0.instrument == instrument }.map(\.stage) }
  }

  @Test func answersAreNeverMissedInTheBundle() throws {
    let report = try fixture.importAgain(into: store)
    #expect(!report.isContradiction && report.changedNothing)
    try fixture.write(audit: StoreFixture.audit.replacingOccurrences(of: "[0.5]", with: "[0.3,0.6]"))
    let changed = try fixture.importAgain(into: store)
    #expect(!changed.isContradiction && changed.changes?.auditKeys == ["probes"])
    #expect(try requests() == 6 && store.definitions().count == 2)
    #expect(store.description.simulators.map(\.id) == ["persona", "other", "asked"])
    #expect(try store.caseTable().series.contains { $0.simulator == "asked" && $0.instrument == "paid" })
  }

  @Test func codesOfAnswersFollowTheirValues() throws {
    let before = try stages(of: "paid")
    #expect(before.contains("resisting"))
    try fixture.write(
      audit: StoreFixture.audit
        .replacingOccurrences(of: #"{"id":"resisting","depth":0},"#, with: "")
        .replacingOccurrences(
          of: #"{"id":"deciding","depth":2}"#, with: #"{"id":"deciding","depth":2},{"id":"resisting","depth":0}"#
        )
        .replacingOccurrences(of: #""instruments":["#, with: #""instruments":[{"id":"judge-0"},"#))
    #expect(try !fixture.importAgain(into: store).isContradiction)
    #expect(store.description.instruments.map(\.id) == ["judge-0", "judge", "judge-b", "paid"])
    #expect(try stages(of: "paid") == before)
  }

  @Test func anEntryOfTheBundleDoesNotTakeThePlaceOfADefinitionThatWasRun() throws {
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(
        of: #"{"id":"other"}"#, with: #"{"id":"asked","model":"another","note":"mine"},{"id":"other"}"#))
    let report = try fixture.importAgain(into: store)
    #expect(report.changes?.notes.first?.contains("“asked”") == true)
    #expect(store.description.simulators.map(\.id) == ["persona", "asked", "other"])
    #expect(store.description.simulators[1].model == "m" && store.auditJSON.contains("mine"))
  }

  @Test(arguments: [ContradictionChoice.replace, .keep])
  func anotherAnswerInTheBundleIsAskedAbout(choice: ContradictionChoice) throws {
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(of: #"{"id":"other"}"#, with: #"{"id":"other"},{"id":"asked"}"#),
      simulations: StoreFixture.simulations + [
        #"{"conversation":"c-1","turn":3,"simulator":"asked","draw":0,"text":"another"}"#
      ])
    let error = #expect(throws: ImportError.self) { try fixture.importAgain(into: store) }
    guard case .contradicts(let asked) = error else { return }
    #expect(asked.simulations.differing == 1 && asked.changes?.answersReplaced == 1)
    #expect(asked.contradictions.first?.explanation.contains("asked for there") == true)
    #expect(try requests() == 6)
    let report = try fixture.importAgain(into: store, choice: choice)
    #expect(report.refused == 0 && report.simulations.differing == 1)
    let key = CaseKey(conversation: 0, turn: 3, simulator: "asked", draw: 0, instrument: "paid")
    let text = try store.detail(of: key).answers.first { $0.simulator == "asked" }?.text
    #expect(text == (choice == .replace ? "another" : "paid"))
    #expect(try requests() == (choice == .replace ? 5 : 6))
    #expect(try fixture.importAgain(into: store, choice: choice).changedNothing)
  }

  private func label(_ stage: UInt8, of source: LabelSource, turn: Int, conversation: UInt32 = 0) throws -> AnswerRecord
  {
    AnswerRecord(
      key: RecordKey.pack(conversation: conversation, turn: turn, code: try #require(judged[source])), definition: 2,
      content: .label(
        LabelCodes(stage: stage, emotion: 255, blocker: 255, exit: 255, action: 255), signal: nil, convergence: nil,
        rationale: nil),
      prefixSHA256: "x", requestSHA256: "y", at: "2026-01-01T00:00:00Z")
  }

  /// An import between the question and the answer, of another process or this one.
  @Test(arguments: [true, false])
  func anAnswerFollowsItsValuesWhenAnImportMovesThemMeanwhile(ofAnother isOfAnother: Bool) throws {
    let schema = store.description.schema
    let persona = LabelSource.simulator(id: "persona", draw: 0)
    let importing = isOfAnother ? try AuditStore.open(at: fixture.path) : store
    try fixture.write(
      audit: StoreFixture.audit
        .replacingOccurrences(of: #"{"id":"resisting","depth":0},"#, with: "")
        .replacingOccurrences(
          of: #"{"id":"deciding","depth":2}"#, with: #"{"id":"deciding","depth":2},{"id":"resisting","depth":0}"#))
    try fixture.importAgain(into: importing)
    #expect(try store.store(label(0, of: persona, turn: 3), codedBy: schema))
    try store.reload()
    #expect(store.description.schema.stages.map(\.id) == ["exploring", "deciding", "resisting"])
    let key = CaseKey(conversation: 0, turn: 3, simulator: "persona", draw: 0, instrument: "paid")
    let label = try store.detail(of: key).answers.first { $0.simulator == "persona" }?.labels
      .first { $0.instrument == "paid" }
    #expect(label?.stage == "resisting")
  }

  @Test func anAnswerWhoseTurnOrValueIsGoneIsNotStored() throws {
    let persona = LabelSource.simulator(id: "persona", draw: 0)
    for (source, turn, conversation) in [
      (LabelSource.real, 0, UInt32(0)), (.real, 99, 0), (.real, 3, 77), (persona, 2, 0),
      (LabelSource.simulator(id: "asked", draw: 0), 4, 0),
    ] {
      let error = #expect(throws: StoreError.self) {
        try store.store(label(1, of: source, turn: turn, conversation: conversation))
      }
      #expect(error?.description.contains("start the command again") == true)
    }
    var schema = store.description.schema
    schema.stages.append(schema.stages[0])
    schema.stages[3].id = "leaving"
    #expect(throws: StoreError.self) { try store.store(label(3, of: persona, turn: 3), codedBy: schema) }
    #expect(try requests() == 6)
  }

  @Test func aStageThatAnswersUseCannotGo() throws {
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(of: "resisting", with: "refusing"),
      labels: StoreFixture.labels.map { $0.replacingOccurrences(of: "resisting", with: "refusing") })
    let version = try store.dataVersion
    for choice in [ContradictionChoice.ask, .replace] {
      let error = #expect(throws: StoreError.self) { try fixture.importAgain(into: store, choice: choice) }
      #expect(error?.description.contains("“resisting”") == true)
    }
    #expect(try store.dataVersion == version)
    #expect(try fixture.importAgain(into: store, choice: .keep).labels.refused == 1)
    #expect(try stages(of: "paid").contains("resisting"))
  }

  @Test func answersGoOnlyWithTheirConversation() throws {
    try fixture.write(
      conversations: [StoreFixture.conversations[0].replacingOccurrences(of: "太贵了，不要", with: "好")],
      simulations: Array(StoreFixture.simulations[..<4]), labels: Array(StoreFixture.labels[..<4]))
    let error = #expect(throws: ImportError.self) { try fixture.importAgain(into: store) }
    guard case .contradicts(let report) = error else { return }
    #expect(report.changes?.answersGone == 3 && report.changes?.answersToOtherTexts == 3)
    #expect(try requests() == 6)
    try fixture.importAgain(into: store, choice: .replace)
    #expect(try requests() == 3)
    #expect(try store.probes() == [PlannedProbe(conversation: 0, turn: 3, isExit: false)])
    #expect(try store.caseTable().series.contains { $0.simulator == "asked" })
  }

  @Test func anInstrumentWithoutLabelsIsNotRunAgainByItself() throws {
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(of: #"{"id":"judge-b"}"#, with: #"{"id":"judge-b","model":"m"}"#))
    try fixture.importAgain(into: store)
    try fixture.write(
      audit: StoreFixture.audit.replacingOccurrences(of: #",{"id":"judge-b"}"#, with: ""),
      labels: StoreFixture.labels.filter { !$0.contains("judge-b") })
    try fixture.importAgain(into: store, choice: .replace)
    #expect(store.description.instruments.first { $0.id == "judge-b" }?.model == nil)
    #expect(try stages(of: "judge").contains("resisting"))
  }
}
