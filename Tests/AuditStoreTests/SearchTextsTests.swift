import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

/// The texts that are kept for searching are a cache: whatever becomes of them, what is found is what the rows hold.
@Suite struct SearchTextsTests {
  private static let words = ["价格", "TOO dear", "é", "n", "第７次", "7", "ａ", "\n", "nowhere"]

  @Test func textsAndRowsFindTheSame() throws {
    let fixture = try SearchTextsTests.made()
    let store = try AuditStore.open(at: fixture.path)
    #expect(try fixture.chunks() > 1)
    let kept = try SearchTextsTests.hits(in: store)
    #expect(kept.map(\.simulatedTurns.isEmpty) == SearchTextsTests.words.map { $0 == "nowhere" })
    #expect(kept.map(\.realTurns.isEmpty) == SearchTextsTests.words.map { ["nowhere", "é"].contains($0) })
    try fixture.change("DELETE FROM case_table")
    #expect(try SearchTextsTests.hits(in: store) == kept)
  }

  @Test(arguments: ["search.simulated.text", "search.simulated.entry", "search.real.text", "search.real.entry"])
  func damagedTextsAreNotSearched(column: String) throws {
    let fixture = try SearchTextsTests.made()
    let store = try AuditStore.open(at: fixture.path)
    let hits = try SearchTextsTests.hits(in: store)
    // As if the words stood nowhere; were it believed, nothing would be found in the chunk.
    try fixture.change("UPDATE case_column SET data = zeroblob(length(data)) WHERE name = '\(column)' AND chunk = 1")
    #expect(try SearchTextsTests.hits(in: store) == hits)
    try fixture.change("DELETE FROM case_column WHERE name = '\(column)' AND chunk = 0")
    #expect(try SearchTextsTests.hits(in: store) == hits)
  }

  @Test func whatAnImportBringsIsFound() throws {
    let fixture = try SearchTextsTests.made()
    let store = try AuditStore.open(at: fixture.path)
    let query = TextQuery(scope: .simulatedTurns, words: "brand-new")
    #expect(try store.hits(of: query).simulatedTurns.isEmpty)
    try fixture.write(
      conversations: SearchTextsTests.conversations,
      simulations: SearchTextsTests.simulations + [
        #"{"conversation":"c-100","turn":1,"simulator":"other","draw":1,"text":"Brand-New"}"#
      ], labels: [])
    try fixture.importAgain(into: store)
    let found = try store.hits(of: query)
    #expect(found.simulatedTurns.map { found.sources[Int($0.source)] } == [.simulator(id: "other", draw: 1)])
  }

  @Test func fewTextsAreNotKept() throws {
    let (fixture, _) = try StoreFixture.opened()
    #expect(try fixture.chunks() == 0)
  }

  private static func hits(in store: AuditStore) throws -> [TextHits] {
    try words.map { words in
      var hits = try store.hits(of: TextQuery(scope: .simulatedTurns, words: words))
      hits.realTurns = try store.hits(of: TextQuery(scope: .realTurns, words: words)).realTurns
      return hits
    }
  }

  private static func made() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.write(conversations: conversations, simulations: simulations, labels: [])
    #expect(try fixture.create().refused == 0)
    return fixture
  }

  /// Whoever finds the agent's words finds too many.
  private static let conversations = (0..<SearchTexts.fewest / 2).map { number in
    let texts = ["太 TOO DEAR", "价格第7次", "nothing\\nmore", String(repeating: "ａ价格 ", count: 60)]
    return
      #"{"id":"c-\#(number)","outcome":"left","turns":[{"role":"agent","text":"é 价格"},{"role":"user","text":"\#(texts[number % 4])"},{"role":"user","text":"too dear \#(number)"}]}"#
  }

  /// Chinese, full-width, composed, long and empty texts, silence, and some that words could reach from one to the next of.
  private static let simulations = (0..<SearchTexts.fewest + 40).map { number -> String in
    let long = String(repeating: "一", count: 90)
    let text =
      switch number % 9 {
      case 0: #""价格\#(number)""#
      case 1: #""Too DEAR \#(long)""#
      case 2: #""Caf\u00e9 价""#
      case 3: #""格e\u0301""#
      case 4: #""第７次""#
      case 5: "null"
      case 6: #""""#
      case 7: #""Ａ\#(long)""#
      default: #""one\ntwo \#(long)""#
      }
    let simulator = number % 2 == 0 ? "persona" : "other"
    let draw = number >= SearchTexts.fewest ? 1 : 0
    return
      #"{"conversation":"c-\#(number / 2 % (SearchTexts.fewest / 2))","turn":1,"simulator":"\#(simulator)","draw":\#(draw),"text":\#(text)}"#
  }
}

extension StoreFixture {
  fileprivate func chunks() throws -> Int {
    try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM case_column WHERE name = 'search.simulated.text'") ?? 0
    }
  }
}
