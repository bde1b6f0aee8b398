import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

/// What is read, inserted and made many rows at a time: each row counts alone.
@Suite struct ManyRowsTests {
  /// A conversation with so many turns of the user, each behind one of the agent.
  private static func conversation(_ id: String, turns: Int, more: String = "") -> String {
    let pair = #"{"role":"agent","text":"a"},{"role":"user","text":"b"}"#
    return #"{"id":"\#(id)","outcome":"left",\#(more)"turns":["#
      + Array(repeating: pair, count: turns).joined(separator: ",") + "]}"
  }

  private static func label(_ turn: Int, stage: String = "resisting") -> String {
    #"{"conversation":"c","turn":\#(turn),"source":"real","instrument":"judge","stage":"\#(stage)"}"#
  }

  private static func simulation(_ turn: Int, text: String = "x") -> String {
    #"{"conversation":"c","turn":\#(turn),"simulator":"persona","draw":0,"text":"\#(text)"}"#
  }

  /// Sixteen rows go into a store at once: a key that comes again is refused wherever among them it stands.
  @Test(arguments: [1, 2, 15, 16, 17, 31, 32, 33, 47, 50])
  func aKeyThatComesAgainIsRefusedAlone(place: Int) throws {
    let turns = (0..<50).map { $0 * 2 + 1 }
    var (labels, simulations) = (turns.map { Self.label($0) }, turns.map { Self.simulation($0) })
    labels.insert(Self.label(1, stage: "deciding"), at: place)
    simulations.insert(Self.simulation(1, text: "again"), at: place)
    let fixture = try StoreFixture()
    try fixture.write(
      conversations: [Self.conversation("c", turns: 50)], simulations: simulations, labels: labels)
    let report = try fixture.create()
    #expect(report.labels.stored == 50 && report.simulations.stored == 50 && report.refused == 2)
    #expect(report.refusals.map(\.line) == [place + 1, place + 1])
    let (codes, count, texts) = try DatabaseQueue(path: fixture.path).read { db in
      (
        try Int.fetchOne(db, sql: "SELECT count(DISTINCT codes) FROM label"),
        try Int.fetchOne(db, sql: "SELECT count(*) FROM label"),
        try String.fetchAll(db, sql: "SELECT DISTINCT text FROM simulation")
      )
    }
    #expect(codes == 1 && count == 50 && texts == ["x"])
  }

  /// All of them come again.
  @Test func rowsThatAllComeAgainAreAllRefused() throws {
    let turns = (0..<50).map { $0 * 2 + 1 }
    let labels = turns.map { Self.label($0) }
    let fixture = try StoreFixture()
    try fixture.write(
      conversations: [Self.conversation("c", turns: 50)], simulations: nil, labels: labels + labels)
    let report = try fixture.create()
    #expect(report.labels.stored == 50 && report.labels.refused == 50)
  }

  /// More sources and instruments in turn than are remembered, and keys in another order in every row.
  @Test func rowsOfManySeriesInTurnKeepTheirs() throws {
    let names = (0..<40).map { "simulator-of-many-\($0)" }
    let audit = StoreFixture.audit.replacing(
      #"[{"id":"persona"},{"id":"other"}]"#, with: "[" + names.map { #"{"id":"\#($0)"}"# }.joined(separator: ",") + "]")
    var (labels, simulations): ([String], [String]) = ([], [])
    for turn in [1, 3, 5] {
      for (number, name) in names.enumerated() {
        simulations.append(#"{"simulator":"\#(name)","turn":\#(turn),"conversation":"c","text":"\#(name)"}"#)
        let stage = ["resisting", "exploring", "deciding"][number % 3]
        let members = [
          #""conversation":"c""#, #""turn":\#(turn)"#, #""source":"\#(name)""#,
          #""instrument":"judge\#(number % 2 == 0 ? "" : "-b")""#,
          #""stage":"\#(stage)""#, #""unknown":\#(number)"#,
        ]
        labels.append("{" + (members[(number % 6)...] + members[..<(number % 6)]).joined(separator: ",") + "}")
      }
    }
    let fixture = try StoreFixture()
    try fixture.write(
      audit: audit, conversations: [Self.conversation("c", turns: 3)], simulations: simulations, labels: labels)
    #expect(try fixture.create().refused == 0)
    let rows = try DatabaseQueue(path: fixture.path).read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT simulator, series.instrument, codes, extra FROM label
          JOIN series ON series.number = label.key & 65535 JOIN source ON source.number = series.source
          """)
    }
    #expect(rows.count == 120)
    for row in rows {
      let number = try #require(names.firstIndex(of: row["simulator"]))
      #expect(row["instrument"] == number % 2 && row["extra"] == #"{"unknown":\#(number)}"#)
      #expect(LabelCodes(rawValue: row["codes"]).stage == UInt8(number % 3))
    }
  }

  /// Rows go to the builder of the table a hundred conversations at a time, and fewer where they are long.
  @Test func everyConversationKeepsWhatIsItsOwn() throws {
    var (conversations, labels): ([String], [String]) = ([], [])
    for number in 0..<400 {
      let turns = number == 200 ? 9_000 : number % 3 + 1
      let customer = number % 5 == 0 ? "" : #""customer":"u-\#(number / 2)","#
      conversations.append(
        Self.conversation("c-\(number)", turns: turns, more: customer + #""profile":{"number":"\#(number)"},"#))
      for turn in 0..<turns {
        labels.append(
          #"{"conversation":"c-\#(number)","turn":\#(turn * 2 + 1),"source":"real","instrument":"judge","stage":"resisting"}"#
        )
      }
    }
    let simulations = (0..<400).map {
      #"{"conversation":"c-\#($0)","turn":1,"simulator":"persona","text":"\#($0)"}"#
    }
    labels += (0..<400).map {
      #"{"conversation":"c-\#($0)","turn":1,"source":"persona","instrument":"judge","stage":"deciding"}"#
    }
    let fixture = try StoreFixture()
    try fixture.write(conversations: conversations, simulations: simulations, labels: labels)
    #expect(try fixture.create().refused == 0)
    let table = try AuditStore.open(at: fixture.path).caseTable()
    #expect(table.count == 400 && table.conversations.count == 400)
    let field = try #require(table.conversations.profile.first)
    #expect(field.codes.map { field.values[Int($0)] } == (0..<400).map { "\($0)" })
    #expect(table.conversations.userTurns.map(Int.init) == (0..<400).map { $0 == 200 ? 9_000 : $0 % 3 + 1 })
    let clusters = table.conversations.cluster
    for number in stride(from: 0, to: 400, by: 2) {
      let areOne = number % 5 != 0 && (number + 1) % 5 != 0
      #expect((clusters[number] == clusters[number + 1]) == areOne, "\(number)")
    }
  }
}
