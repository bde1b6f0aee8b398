import Cases
import CellGrid
import Testing

@testable import Explorer

/// `/`, `n` and `N` wherever there is text.
struct SearchingTests {
  private func searched(_ words: String, columns: Int, keys: Key...) -> Driver {
    var driver = Driver(columns: columns, rows: 24)
    for key in keys { driver.press(key) }
    driver.type("/" + words)
    driver.press(.enter)
    return driver
  }

  /// The words stand in the transcript, which no list shows.
  @Test func aHitIsShownWhereverItIs() {
    let driver = searched("price", columns: 80)
    #expect(driver.explorer.focus == .reader)
    #expect(driver.frame.surfaceRows.joined().contains("M"))
  }

  @Test func countsTellWhichOfHowManyAndTheWayOverTheEnd() {
    var driver = searched("price", columns: 120)
    let count = driver.hitCount
    #expect(driver.explorer.focus == .cases && count > 2)
    driver.type("\(count - 1)n")
    #expect(driver.lastLine.contains("\(count) of \(count) cases with “price”"))
    driver.press(.character("n"))
    #expect(driver.lastLine.contains("1 of \(count)") && driver.lastLine.contains("from the top again"))
    driver.press(.character("N"))
    #expect(driver.lastLine.contains("\(count) of \(count)") && driver.lastLine.contains("from the end again"))
  }

  @Test func widthAndFormDoNotMatter() {
    let driver = searched("ＰＲＩＣＥ", columns: 120)
    #expect(driver.hitCount > 2 && driver.lastLine.contains("1 of \(driver.hitCount) cases"))
    #expect(driver.frame.surfaceRows.joined().contains("M"))
  }

  @Test func facetsAreSearchedFoldedOnesToo() {
    var driver = searched("非买", columns: 120, keys: .character("f"))
    #expect(driver.lastLine.contains("no value has “非买”"))
    driver.type("/resist")
    driver.press(.enter)
    guard case .value(let field, let value, _) = driver.explorer.facets.current else {
      Issue.record("no value is chosen")
      return
    }
    #expect(value.value == "resisting" && driver.lastLine.contains("1 of "))
    driver.press(.character("n"))
    #expect(driver.explorer.facets.current.map { "\($0)" } != "\(field)" && driver.lastLine.contains("2 of "))
    driver.press(.escape)
    #expect(driver.explorer.facets.searched.isEmpty && driver.explorer.focus == .facets)
  }

  @Test func aFoldedSectionOpensAtItsHit() throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("f"))
    let folded = try #require(
      driver.explorer.facets.facets?.facets.first { driver.explorer.facets.isFolded($0.field) && !$0.values.isEmpty })
    driver.type("/" + (folded.values.first?.value ?? ""))
    driver.press(.enter)
    for _ in 0..<60 where driver.explorer.facets.isFolded(folded.field) { driver.press(.character("n")) }
    #expect(!driver.explorer.facets.isFolded(folded.field))
  }

  @Test func theReceiptIsSearched() {
    var driver = searched("limit 2", columns: 80, keys: .character("r"))
    #expect(driver.lastLine.contains("1 of 11 lines with “limit 2”"))
    #expect(driver.frame.surfaceRows.joined().contains("M"))
    driver.type("11n")
    driver.press(.escape)
    #expect(!driver.frame.surfaceRows.joined().contains("M") && driver.explorer.focus == .receipt)
  }

  @Test func theMessagesAreSearched() {
    var driver = Driver()
    driver.send(.noted("one thing"))
    driver.send(.noted("another thing"))
    driver.press(.character("L"))
    driver.type("/another")
    driver.press(.enter)
    #expect(driver.lastLine.contains("1 of 1 line with “another”"))
    driver.press(.escape, .escape)
    #expect(driver.explorer.focus == .cases)
  }

  @Test func placesWrapBothWays() {
    func place(_ from: Int, _ forward: Bool) -> HitPlace? { HitPlace(among: [2, 5, 9], from: from, forward: forward) }
    #expect(place(2, true).map { [$0.number, $0.count] } == [2, 3] && place(2, true)?.isWrapped == false)
    #expect(place(9, true).map(\.number) == 1 && place(9, true)?.isWrapped == true)
    #expect(place(2, false).map(\.number) == 3 && place(2, false)?.isWrapped == true)
    #expect(place(7, false).map(\.number) == 2)
    #expect(HitPlace(among: [], from: 0, forward: true) == nil)
  }
}

extension Driver {
  /// The shown cases that have what was searched.
  var hitCount: Int {
    guard let rows = explorer.hits?.rows else { return 0 }
    return explorer.cases.rows.count { rows.contains(Int($0)) }
  }
}
