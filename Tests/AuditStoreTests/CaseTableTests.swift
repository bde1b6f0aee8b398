import AuditStore
import Cases
import Foundation
import GRDB
import Interchange
import Testing

@Suite struct CaseTableTests {
  /// One line a pair, in words.
  private func lines(_ table: CaseTable) -> [String] {
    let schema = table.description.schema
    func name(_ names: [String], _ code: UInt8) -> String {
      code == Code.noReply ? "no-reply" : Int(code) < names.count ? names[Int(code)] : "-"
    }
    return (0..<table.count).map { row in
      let pairs = table.pairs
      let series = table.series[Int(pairs.series[row])]
      let stages = schema.stages.map(\.id)
      return [
        "\(pairs.conversation[row])", "\(pairs.turn[row])", table.positions.names[Int(pairs.position[row])],
        "\(series.simulator)/\(series.draw)/\(series.instrument)", name(stages, pairs.realStage[row]),
        name(stages, pairs.simulatedStage[row]), name(schema.exits, pairs.realExit[row]),
        name(schema.exits, pairs.simulatedExit[row]), name(schema.actions, pairs.action[row]),
      ].joined(separator: " ")
    }
  }

  @Test func pairsFollowFromProbesSilencesAndExitProbes() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let table = try store.caseTable()
    #expect(
      lines(table) == [
        "0 3 50% persona/0/judge resisting deciding refusal - pitch",
        "0 3 50% other/0/judge resisting no-reply refusal silence pitch",
        "0 5 exit persona/0/judge no-reply no-reply abandonment silence -",
        "0 5 exit other/0/judge no-reply exploring abandonment - -",
        "1 1 50% persona/1/judge exploring exploring - - -",
      ])
    #expect(table.conversations.firstPair == [0, 4, 5])
    #expect(table.conversations.cluster == [0, 0])
    #expect(table.conversations.clusterCount == 1)
    #expect(table.conversations.userTurns == [2, 1])
    #expect(table.pairs.stratum == [0, 0, 0, 0, 1])
    #expect(table.conversations.profile.map(\.name) == ["city", "age"])
    #expect(table.conversations.profile.map(\.values) == [["成都", "北京"], ["31"]])
    #expect(table.conversations.profile.map(\.codes) == [[0, 1], [0, ProfileColumn.missing]])
  }

  @Test func labelsAloneMakePairsWhereTheBundleHasNoSimulations() throws {
    let fixture = try StoreFixture()
    try fixture.write(simulations: nil)
    try FileManager.default.removeItem(atPath: fixture.bundle + "/reviews.jsonl")
    #expect(try fixture.create().refused == 0)
    let store = try AuditStore.open(at: fixture.path)
    #expect(
      lines(try store.caseTable()) == [
        "0 3 50% persona/0/judge resisting deciding refusal - pitch",
        "0 5 exit other/0/judge no-reply exploring abandonment - -",
        "1 1 50% persona/1/judge exploring exploring - - -",
      ])
  }

  @Test func anActionOfThePairsOwnInstrumentComesFirst() throws {
    let fixture = try StoreFixture()
    var labels = StoreFixture.labels
    labels.insert(
      #"{"conversation":"c-1","turn":2,"source":"agent","instrument":"judge","action":"probe"}"#, at: 0)
    try fixture.write(labels: labels)
    try fixture.create()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    #expect(lines(table)[0].hasSuffix("probe"))
  }

  @Test func anInstrumentThatLabelledNoRealTurnMakesNoPairAndNoSeries() throws {
    let fixture = try StoreFixture()
    var labels = StoreFixture.labels
    labels.append(
      #"{"conversation":"c-1","turn":3,"source":"persona","draw":0,"instrument":"judge-b","stage":"deciding"}"#)
    try fixture.write(simulations: StoreFixture.simulations.filter { !$0.contains("null") }, labels: labels)
    try fixture.create()
    let table = try AuditStore.open(at: fixture.path).caseTable()
    #expect(table.series.map(\.instrument) == ["judge", "judge", "judge"])
    #expect(table.series.map(\.simulator) == ["persona", "persona", "other"])
    #expect(table.pairs.series == [0, 2, 1])
  }

  @Test func theTableIsTheSameForAnyOrderOfLines() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let reversed = try StoreFixture()
    try reversed.write(simulations: StoreFixture.simulations.reversed(), labels: StoreFixture.labels.reversed())
    try reversed.create()
    let other = try AuditStore.open(at: reversed.path).caseTable()
    #expect(try lines(other) == lines(store.caseTable()))
  }

  /// The shared example data beside the package.
  private static let realAudit = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/persuasion-audit").path

  @Test(.enabled(if: FileManager.default.fileExists(atPath: realAudit), "../shared/data/persuasion-audit is not there"))
  func aRealAuditComesInWhole() throws {
    let data = CaseTableTests.realAudit
    let fixture = try StoreFixture()
    for name in ["audit.json", "conversations.jsonl", "simulations.jsonl", "labels.jsonl"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(fixture.bundle)/\(name)", withDestinationPath: "\(data)/\(name)")
    }
    let report = try fixture.create()
    #expect(report.refused == 0)
    #expect(report.conversations.stored == 300)
    let table = try AuditStore.open(at: fixture.path).caseTable()
    #expect(table.count == 6048)
    #expect(table.series.map(\.simulator) == ["retrieval", "agreeable"])
    #expect(table.conversations.stratum.count { $0 == 0 } == 152)
    #expect(table.positions.names.last == "exit")
  }

  @Test func columnsOfAnotherFormatAreMadeAnew() throws {
    let (fixture, store) = try StoreFixture.opened()
    let table = try store.caseTable()
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(sql: "UPDATE case_table SET format = format - 1, header = replace(header, 'persona', 'nobody')")
    }
    let again = try AuditStore.open(at: fixture.path).caseTable()
    #expect(again.series == table.series)
    #expect(lines(again) == lines(table))
  }
}
