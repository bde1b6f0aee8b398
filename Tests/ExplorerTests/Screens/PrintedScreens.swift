import CellGrid
import Foundation
import Testing

@testable import Explorer

@Test(.enabled(if: ProcessInfo.processInfo.environment["WALKAWAY_SHOW"] != nil))
func printsScreens() {
  for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
    var driver = Driver(columns: columns, rows: rows)
    print(driver.screen)
    driver.press(.enter)
    print(driver.screen)
  }
}
