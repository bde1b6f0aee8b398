import Cases
import CellGrid
import Fidelity
import Testing

@testable import Explorer

extension FakeAudit {
  /// A receipt in small, with everything that receipts are written in.
  static func receipt(of simulator: String) -> String {
    """
    # Decision-fidelity receipt

    **\(simulator)** beside real people in *Sales\\_2026*, \\`as\\` it was \\<labelled\\>.

    > Errors concentrate on those who decline: Δ = +0.304 [+0.140, +0.460] depth steps.

    ## Results

    | stage | real | simulated |
    |---|---:|---:|
    | resisting | 25.1 [21.0, 29.6] | 13.5 |
    | a \\| b | 4.3 | 4.3 [2.9, 6.4] |

    - **Prompt**, SHA-256 `abc`:

    ````text
    | not | a table | \u{1B}[31m
    ```
    ````
    \((1...30).map { "- limit \($0)" }.joined(separator: "\n"))
    """
  }
}

struct ReceiptPaneTests {
  @Test func theReceiptIsAKeyAwayAndBack() {
    var driver = Driver(columns: 90, rows: 24)
    driver.press(.character("r"))
    #expect(driver.explorer.focus == .receipt)
    #expect(driver.shows("Decision-fidelity receipt"))
    #expect(driver.shows("persona beside real people in Sales_2026, `as` it was <labelled>."))
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .cases)
    driver.type(":receipt")
    driver.press(.enter)
    #expect(driver.explorer.focus == .receipt)
    driver.press(.character("r"))
    #expect(driver.explorer.focus == .cases)
  }

  @Test func tablesStandInColumnsWithNumbersToTheRight() throws {
    var driver = Driver(columns: 90, rows: 40)
    driver.press(.character("r"))
    let rows = driver.frame.textRows
    let header = try #require(rows.first { $0.contains("stage") && $0.contains("simulated") })
    let first = try #require(rows.first { $0.contains("resisting") })
    let second = try #require(rows.first { $0.contains("a | b") })
    func end(_ row: String) -> Int { row.reversed().drop { $0 == " " }.count }
    #expect(end(header) == end(second) && end(first) == end(second))
    #expect(!rows.contains { $0.contains("---") })
    #expect(rows.contains { $0.contains("| not | a table |") })
  }

  @Test func itIsMadeAgainForAnotherSimulatorOrFilter() {
    var driver = Driver(columns: 90, rows: 24)
    driver.press(.character("r"))
    driver.isHolding = true
    driver.press(.character("m"))
    #expect(driver.shows("the receipt is being made"))
    driver.answerAll()
    #expect(!driver.shows("persona beside"))
    let asked = driver.effects.count { if case .writeReceipt = $0 { true } else { false } }
    #expect(asked == 2)
    driver.press(.character("j"), .character("k"))
    #expect(driver.effects.count { if case .writeReceipt = $0 { true } else { false } } == 2)
  }

  @Test func anAnswerToAnEarlierQuestionIsNotShown() {
    var driver = Driver(columns: 90, rows: 24)
    driver.isHolding = true
    driver.press(.character("r"))
    let old = driver.explorer.receipt.generation
    driver.press(.character("m"))
    driver.send(.receiptWritten("# An old one", generation: old))
    #expect(!driver.shows("An old one"))
  }

  @Test(arguments: [(40, 10), (80, 24), (200, 60)])
  func itScrollsToItsEndAtAnySize(columns: Int, rows: Int) {
    var driver = Driver(columns: columns, rows: rows)
    driver.press(.character("r"), .character("G"))
    #expect(driver.shows("limit 30"))
    driver.press(.character("g"))
    #expect(driver.shows("Decision-fidelity receipt"))
    driver.resize(60, 12)
    driver.press(.character(" "))
    #expect(driver.explorer.receipt.text.first > 0)
  }

  @Test func theScreenIsAsItWas() throws {
    var driver = Driver(columns: 80, rows: 24)
    driver.press(.character("r"))
    try expectSnapshot(of: driver.frame, "receipt-80x24")
  }
}
