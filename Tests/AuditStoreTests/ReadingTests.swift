import AuditStore
import Cases
import Testing

@Suite struct ReadingTests {
  @Test func previewsComeInTheOrderAsked() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let table = try store.caseTable()
    let previews = try store.previews(for: [4, 2, 0].map { table.key(of: $0) })
    #expect(previews.map(\.conversationID) == ["c-2", "c-1", "c-1"])
    #expect(previews.map(\.realText) == ["Is the Straße DONATION open?", nil, "太贵了，不要"])
    #expect(previews.map(\.simulatedText) == ["yes", nil, "好的，我要"])
  }

  @Test func aCaseThatIsNotThereHasAnEmptyPreviewAndNoDetail() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let key = CaseKey(conversation: 99, turn: 3, simulator: "nobody", draw: 0, instrument: "judge")
    #expect(try store.previews(for: [key]) == [CasePreview(conversationID: "", realText: nil, simulatedText: nil)])
    #expect(throws: StoreError.self) { try store.detail(of: key) }
  }

  @Test func aDetailHasTheConversationItsLabelsAndEveryAnswer() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let table = try store.caseTable()
    try store.save(Review(conversation: "c-1", turn: 3, simulator: "other", reviewer: "mk", flag: true))
    let detail = try store.detail(of: table.key(of: 0))
    #expect(detail.conversation.id == "c-1")
    #expect(detail.conversation.outcome == "left")
    #expect(detail.conversation.customer == "u-1")
    #expect(detail.conversation.profile == [.init(name: "city", value: "成都"), .init(name: "age", value: "31")])
    #expect(detail.conversation.turns.map(\.role) == [.agent, .user, .agent, .user, .agent])
    #expect(detail.conversation.turns[3].text == "太贵了，不要")
    #expect(detail.labels.map(\.source) == [.agent, .real])
    #expect(detail.labels.map(\.instrument) == ["judge-b", "judge"])
    #expect(detail.answers.map(\.simulator) == ["persona", "other"])
    #expect(detail.answers.map(\.text) == ["好的，我要", nil])
    #expect(detail.answers[0].labels.map(\.stage) == ["deciding"])
    #expect(detail.reviews.map(\.simulator) == ["other"])
  }

  @Test func theSessionIsKept() throws {
    let (fixture, store) = try StoreFixture.opened()
    #expect(try store.sessionValue("explorer") == nil)
    try store.setSessionValue("a\nb", for: "explorer")
    try store.setSessionValue("c", for: "other")
    try store.setSessionValue(nil, for: "other")
    let again = try AuditStore.open(at: fixture.path)
    #expect(try again.sessionValue("explorer") == "a\nb")
    #expect(try again.sessionValue("other") == nil)
  }

  @Test func storesOfBundlesAreNamedByNameAndFolder() {
    let data = StoreLocation(environment: ["HOME": "/home/u", "XDG_DATA_HOME": "/data"])
    let home = StoreLocation(environment: ["HOME": "/home/u", "XDG_DATA_HOME": "relative"])
    func name(_ path: String) -> String { String(path.dropLast(".walkaway".count + 13)) }
    let path = data.path(name: "sales-zh", bundle: "/b")
    #expect(name(path) == "/data/walkaway/sales-zh")
    #expect(path != data.path(name: "sales-zh", bundle: "/c") && path != data.path(name: "sales.zh", bundle: "/b"))
    #expect(name(home.path(name: "../a/b", bundle: "/b")) == "/home/u/.local/share/walkaway/a-b")
    #expect(name(data.path(name: "..", bundle: "/b")) == "/data/walkaway/audit")
    for long in [
      String(repeating: "𐐀", count: 60), String(repeating: "字", count: 80), String(repeating: "🦆", count: 300),
      "e" + String(repeating: "\u{301}", count: 300), String(repeating: "名", count: 5000),
    ] {
      let path = data.path(name: long, bundle: "/b")
      #expect(path.dropFirst("/data/walkaway/".count).utf8.count < 150)
      #expect(path != data.path(name: long + "x", bundle: "/b"))
    }
  }
}
