import AuditStore
import Cases
import GRDB
import Testing

@Suite struct SearchTests {
  private func real(_ words: String, _ store: AuditStore) throws -> [Int] {
    try store.hits(of: TextQuery(scope: .realTurns, words: words)).realTurns.map {
      Int($0.conversation) * 100 + Int($0.turn)
    }
  }

  private func simulated(_ words: String, _ store: AuditStore) throws -> [String] {
    let hits = try store.hits(of: TextQuery(scope: .simulatedTurns, words: words))
    return hits.simulatedTurns.map { hit in
      guard case .simulator(let id, let draw) = hits.sources[Int(hit.source)] else { return "\(hit)" }
      return "\(hit.conversation) \(hit.turn) \(id) \(draw)"
    }
  }

  private func conversations(_ words: String, _ store: AuditStore) throws -> [UInt32] {
    try store.hits(of: TextQuery(scope: .conversations, words: words)).conversations
  }

  @Test(arguments: [("价", [1]), ("价格", [1]), ("格价", []), ("贵了，不", [3]), ("太", [3]), ("您好", []), ("价格多少", [1])])
  func chineseWordsOfAnyLengthAreFound(words: String, turns: [Int]) throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try real(words, store) == turns)
  }

  @Test(arguments: [
    ("donation", [101]), ("DONAT", [101]), ("natio", [101]), ("the straße", [101]), ("STRASSE", []), ("o", [101]),
    ("donation  open", []), ("?", [101]), ("open?x", []),
  ])
  func partsOfWordsAreFoundInAnyLetterCase(words: String, turns: [Int]) throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try real(words, store) == turns)
  }

  @Test(arguments: [("贵了,不要", [3]), ("ｄｏｎａｔｉｏｎ", [101]), ("ｏｐｅｎ？", [101]), ("strasse\u{301}", [])])
  func widthAndFormDoNotMatter(words: String, turns: [Int]) throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try real(words, store) == turns)
  }

  @Test func simulatedTurnsAreFoundBySimulatorAndDraw() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try simulated("YES", store) == ["1 1 persona 1"])
    #expect(try simulated("价钱", store) == ["0 5 other 0"])
    #expect(try simulated("价格", store) == [])
    #expect(try simulated("我", store) == ["0 3 persona 0"])
  }

  /// Pieces are made of the span of the keys, which a stranger may have made as wide as there are numbers.
  @Test func keysMayBeAnyNumbers() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    try DatabaseQueue(path: fixture.path).write { db in
      for (extreme, key) in [("min", Int64.min), ("max", Int64.max)] {
        let own = try Int64.fetchOne(db, sql: "SELECT \(extreme)(key) FROM simulation")
        try db.execute(sql: "UPDATE simulation SET key = ? WHERE key = ?", arguments: [key, own])
      }
    }
    #expect(try simulated("价钱", store) == ["0 5 other 0"])
    #expect(try simulated("no such words", store) == [])
  }

  @Test func conversationsAreFoundByAnyTurnButNotAcrossTwo() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try conversations("euros", store) == [0])
    #expect(try conversations("hello", store) == [1])
    #expect(try conversations("hello\nis", store) == [])
    #expect(try conversations("o", store) == [0, 1])
    #expect(try conversations("多少ten", store) == [])
    #expect(try conversations("", store) == [])
  }

  @Test func conversationsAreFoundByIdAndCustomer() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(try store.conversationKeys(of: ConversationQuery(name: .id, text: "c-2", isPart: false)) == [1])
    #expect(try store.conversationKeys(of: ConversationQuery(name: .id, text: "C-", isPart: true)) == [0, 1])
    #expect(try store.conversationKeys(of: ConversationQuery(name: .customer, text: "u-1", isPart: false)) == [0, 1])
    #expect(try store.conversationKeys(of: ConversationQuery(name: .customer, text: "u-2", isPart: false)) == [])
  }

  @Test func turnsThatCameLaterAreFoundToo() throws {
    let fixture = try StoreFixture()
    try fixture.write(
      conversations: Array(StoreFixture.conversations[..<1]), simulations: Array(StoreFixture.simulations[..<1]),
      labels: [])
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    #expect(try conversations("hello", store) == [])
    try fixture.write()
    try fixture.importAgain(into: store)
    #expect(try conversations("hello", store) == [1])
    #expect(try simulated("价钱", store) == ["0 5 other 0"])
  }
}
