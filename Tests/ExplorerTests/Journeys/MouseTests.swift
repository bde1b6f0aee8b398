import Cases
import CellGrid
import Testing

@testable import Explorer

struct MouseTests {
  /// Presses the first place where words stand.
  private func press(_ words: String, _ driver: inout Driver, inRow only: Int? = nil) throws {
    let frame = driver.frame
    let rows = only.map { [$0] } ?? Array(0..<frame.rows)
    let found = rows.compactMap { row in
      frame.occurrences(of: words, in: Rect(row: row, column: 0, rows: 1, columns: frame.columns)).first.map {
        (row, $0)
      }
    }
    let (row, columns) = try #require(found.first, "“\(words)” is not shown")
    driver.send(.event(.mouse(MouseEvent(row: row, column: columns.lowerBound, action: .press))))
  }

  @Test func theFooterIsPressed() throws {
    var driver = Driver(columns: 120, rows: 40)
    try press("statistics", &driver, inRow: 39)
    #expect(driver.explorer.focus == .statistics)
    driver.send(.event(.mouse(MouseEvent(row: 39, column: 119, action: .press))))
    #expect(driver.explorer.focus == .statistics)
  }

  @Test func tabsAndFiguresArePressed() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    let title = StatisticsPage.all[4].title
    try press(title, &driver, inRow: 1)
    #expect(driver.explorer.statistics.page == 4)
    try await driver.analyse()
    let target = try #require(driver.explorer.statistics.layout.targets.dropFirst(3).first)
    let row = 2 + target.row - driver.explorer.statistics.first
    driver.send(.event(.mouse(MouseEvent(row: row, column: target.column, action: .press))))
    #expect(driver.explorer.statistics.chosen == 3 && driver.explorer.focus == .statistics)
    driver.send(.event(.mouse(MouseEvent(row: row, column: target.column, action: .press))))
    #expect(driver.explorer.focus == .cases)
  }

  @Test func dialogsArePressed() throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("S"))
    try press("outcome:", &driver)
    #expect(driver.explorer.query?.order.first?.field == .outcome && driver.explorer.prompt == nil)
    driver.press(.character("'"))
    try press("missed exits", &driver)
    #expect(driver.explorer.query?.filter.isEmpty == false && driver.explorer.prompt == nil)
    driver.press(.character("e"))
    try press("JSONL", &driver)
    try press("masked", &driver)
    driver.press(.enter)
    let requests = driver.effects.compactMap { if case .export(let request) = $0 { request } else { nil } }
    #expect(requests.map(\.format) == [.jsonLines] && requests.map(\.words) == [.masked])
  }
}

/// What is chosen, and where the keyboard is, is seen without colour.
struct FocusTests {
  @Test func theHeadingOfThePaneWithTheKeyboardIsMarked() {
    var driver = Driver(columns: 120, rows: 40)
    let column = driver.explorer.layout.rect(of: .reader)?.column ?? 0
    #expect(driver.frame[1, 0].scalar == "▌" && driver.frame[1, column].scalar != "▌")
    driver.press(.enter)
    #expect(driver.frame[1, 0].scalar != "▌" && driver.frame[1, column].scalar == "▌")
    driver.press(.character("z"))
    #expect(driver.frame[1, 0].scalar != "▌")
  }

  @Test func aCellOfTheHeatMapKeepsItsColourUnderTheCursor() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    driver.type("5")
    try await driver.analyse()
    let first = driver.explorer.statistics.layout.targets.firstIndex { $0.keepsColour }
    let index = try #require(first)
    let before = driver.frame
    for _ in 0..<40 where driver.explorer.statistics.chosen != index { driver.press(.character("j")) }
    let target = try #require(driver.explorer.statistics.target)
    try #require(target.keepsColour)
    let row = 2 + target.row - driver.explorer.statistics.first
    let frame = driver.frame
    #expect(frame[row, target.column - 1].scalar == "▸" && frame[row, target.column + target.width].scalar == "◂")
    #expect(frame.surfaceRows[row].contains("S") == false)
    #expect(before[row, target.column].style.surface == frame[row, target.column].style.surface)
  }
}
