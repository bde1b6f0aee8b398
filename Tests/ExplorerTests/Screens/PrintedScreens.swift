import CellGrid
import DecisionFidelity
import Foundation
import Testing

@testable import Explorer

@Test(.enabled(if: ProcessInfo.processInfo.environment["WALKAWAY_SHOW"] != nil))
func printsScreens() async throws {
  for (columns, rows) in [(80, 24), (120, 40)] {
    var driver = Driver(columns: columns, rows: rows)
    driver.press(.character("f"))
    driver.press(.character("j"), .character(" "))
    print(driver.screen)
    driver.press(.character("u"), .character("s"))
    try await driver.analyse()
    driver.press(.character("j"))
    print(driver.screen)
    driver.press(.enter)
    print(driver.screen)
    driver.press(.character("?"))
    print(driver.screen)
    driver.press(.character("q"), .character("F"))
    driver.type(" real:resi")
    print(driver.screen)
    driver.press(.tab)
    print(driver.screen)
    driver.press(.escape, .character("e"))
    print(driver.screen)
    driver.press(.escape, .character("S"))
    print(driver.screen)
    driver.press(.escape)
    driver.press(.enter, .character("t"))
    driver.type("mis")
    print(driver.screen)
  }
  var driver = Driver(columns: 40, rows: 10)
  driver.press(.enter)
  print(driver.screen)
  driver.press(.character("f"))
  print(driver.screen)
  driver.press(.character("s"))
  print(driver.screen)
}
