import Cases
import CellGrid
import Testing

@testable import Explorer

/// Every screen at three sizes. `WALKAWAY_RECORD=1 swift test` writes them anew; look at the difference.
struct SnapshotTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private func driver(_ columns: Int, _ rows: Int) -> Driver {
    var audit = FakeAudit(simulators: ["persona", "persona-may-leave", "persona-other"])
    audit.reviews = [
      Review(
        conversation: "c-007", turn: 15, simulator: "persona", reviewer: "ann", flag: true, tags: ["missed-exit"],
        note: "Leaves at once; 模拟的客户却要付款。", at: "2026-11-20T08:00:00Z"),
      Review(conversation: "c-004", turn: 13, simulator: "persona", reviewer: "ann", tags: ["late"]),
    ]
    return Driver(audit, columns: columns, rows: rows)
  }

  private func name(_ screen: String, _ columns: Int, _ rows: Int) -> String { "\(screen)-\(columns)x\(rows)" }

  @Test(arguments: sizes) func cases(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.type("j3x")
    driver.press(.down)
    try expectSnapshot(of: driver.frame, name("cases", columns, rows))
  }

  @Test(arguments: sizes + [(40, 10)]) func reader(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.type(":filter real:resisting")
    driver.press(.enter, .enter)
    driver.press(.character("x"), .character("v"))
    try expectSnapshot(of: driver.frame, name("reader", columns, rows))
  }

  @Test(arguments: sizes) func aVerdictThatIsNotTheUsual(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.type(":set reference position")
    driver.press(.enter)
    driver.type(":set excess-margin 0.25")
    driver.press(.enter)
    try expectSnapshot(of: driver.frame, name("verdict-choice", columns, rows))
  }

  @Test(arguments: sizes) func readerOfAnExitProbe(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.enter, .character("J"))
    try expectSnapshot(of: driver.frame, name("exit-probe", columns, rows))
  }

  @Test(arguments: sizes) func conversations(columns: Int, rows: Int) throws {
    var audit = FakeAudit(simulators: [])
    audit.reviews = [Review(conversation: "c-003", turn: 0, simulator: "", reviewer: "ann", flag: true, note: "先问价格")]
    var driver = Driver(audit, columns: columns, rows: rows)
    driver.press(.character("j"))
    try expectSnapshot(of: driver.frame, name("conversations", columns, rows))
  }

  @Test(arguments: sizes) func conversationsBesideSimulatedOnes(columns: Int, rows: Int) throws {
    var driver = Driver(FakeAudit.withWhole, columns: columns, rows: rows)
    driver.press(.character("w"), .character("2"), .character("5"), .character("G"))
    try expectSnapshot(of: driver.frame, name("whole", columns, rows))
  }

  @Test(arguments: sizes) func aSimulatedConversationBesideTheRealOne(columns: Int, rows: Int) throws {
    var driver = Driver(FakeAudit.withWhole, columns: columns, rows: rows)
    driver.press(.character("w"), .character("2"), .character("5"), .character("G"), .enter)
    try expectSnapshot(of: driver.frame, name("whole-reader", columns, rows))
  }

  @Test(arguments: sizes) func aConversationOfUnknownOutcome(columns: Int, rows: Int) throws {
    var audit = FakeAudit(simulators: [], hasOutcomes: false)
    audit.reviews = [Review(conversation: "c-000", turn: 0, simulator: "", reviewer: "ann", flag: true, note: "先问价格")]
    var driver = Driver(audit, columns: columns, rows: rows)
    driver.press(.enter)
    try expectSnapshot(of: driver.frame, name("conversation", columns, rows))
  }

  @Test(arguments: sizes) func statisticsOfConversations(columns: Int, rows: Int) throws {
    var driver = Driver(FakeAudit(simulators: []), columns: columns, rows: rows)
    driver.press(.character("s"))
    try expectSnapshot(of: driver.frame, name("conversation-statistics", columns, rows), styles: false)
  }

  @Test(arguments: sizes) func facets(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("f"))
    driver.type("j jjjj-")
    try expectSnapshot(of: driver.frame, name("facets", columns, rows))
  }

  @Test(arguments: sizes) func filterLine(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("F"))
    driver.type("outcome:non-buyer real:resistng")
    try expectSnapshot(of: driver.frame, name("filter-line", columns, rows))
  }

  @Test(arguments: sizes) func completion(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("F"))
    driver.type("real:")
    driver.press(.tab, .tab)
    try expectSnapshot(of: driver.frame, name("completion", columns, rows), styles: false)
  }

  @Test(arguments: sizes) func sharesBeforeIntervals(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("s"), .down)
    try expectSnapshot(of: driver.frame, name("statistics-at-once", columns, rows), styles: false)
  }

  @Test(arguments: sizes) func export(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("e"), .tab, .right, .tab)
    try expectSnapshot(of: driver.frame, name("export", columns, rows))
  }

  @Test(arguments: sizes) func help(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.enter, .character("?"))
    driver.type("/simulator")
    driver.press(.enter)
    try expectSnapshot(of: driver.frame, name("help", columns, rows), styles: false, lengths: false)
  }

  @Test(arguments: sizes) func sortMenu(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("S"), .down)
    try expectSnapshot(of: driver.frame, name("sort", columns, rows), styles: false)
  }

  @Test(arguments: sizes) func tagLine(columns: Int, rows: Int) throws {
    var driver = driver(columns, rows)
    driver.press(.character("t"))
    driver.type("mis")
    try expectSnapshot(of: driver.frame, name("tags", columns, rows), styles: false)
  }

  @Test(arguments: sizes) func whileOpening(columns: Int, rows: Int) throws {
    let driver = Driver(columns: columns, rows: rows, isOpen: false)
    try expectSnapshot(of: driver.frame, name("opening", columns, rows), styles: false)
  }

  @Test func messages() throws {
    var driver = driver(80, 24)
    driver.send(.failed("could not write flagged.csv: the folder does not exist; choose another path"))
    driver.press(.character("x"), .character("L"))
    try expectSnapshot(of: driver.frame, name("messages", 80, 24), styles: false)
  }

  @Test(arguments: [(39, 24), (80, 9), (5, 3)]) func tooSmall(columns: Int, rows: Int) {
    let driver = driver(columns, rows)
    let text = driver.frame.textRows.map { $0.trimmingBlanks }.filter { !$0.isEmpty }.joined(separator: " ")
    #expect("walkaway needs 40×10 cells; Q quits".hasPrefix(text) || columns < 10)
  }
}
