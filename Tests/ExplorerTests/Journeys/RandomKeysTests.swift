import Cases
import CellGrid
import Fidelity
import Testing

@testable import Explorer

struct RandomKeysTests {
  /// Every key that is bound anywhere, and what people type.
  private static let keys: [Key] = {
    let bound = KeyContext.allCases.flatMap(\.keymaps).flatMap(\.bindings).flatMap(\.keys)
    let typed: [Key] = "0123456789 abcdefghijklmnopqrstuvwxyz:-\"()价🙂".map { .character($0) }
    return Array(Set(bound)).sorted { $0.label < $1.label } + typed + [.backspace, .delete, .control("w"), .alt("b")]
  }()

  private static let sizes = [(80, 24), (120, 40), (200, 60), (40, 10), (39, 9), (1, 1), (0, 0), (121, 11), (57, 33)]

  @Test(arguments: 1...8)
  func noSequenceOfKeysAndSizesBreaksAScreen(seed: UInt64) {
    var dice = Dice(state: seed)
    var driver = Driver(FakeAudit(conversations: 9), columns: 80, rows: 24)
    driver.editedText = seed.isMultiple(of: 2) ? "a note\nof two lines \u{1B}[2J" : nil
    for step in 0..<250 {
      if dice.roll(12) == 0 {
        let (columns, rows) = RandomKeysTests.sizes[dice.roll(RandomKeysTests.sizes.count)]
        driver.resize(columns, rows)
      } else if dice.roll(15) == 0 {
        driver.send(.event(.paste("pasted \u{202E}text\n\u{7} 孩子")))
      } else if dice.roll(15) == 0 {
        let action: MouseEvent.Action = [.press, .release, .wheelUp, .wheelDown][dice.roll(4)]
        driver.send(.event(.mouse(MouseEvent(row: dice.roll(60), column: dice.roll(200), action: action))))
      } else {
        driver.press(RandomKeysTests.keys[dice.roll(RandomKeysTests.keys.count)])
      }
      let frame = driver.frame
      #expect(frame.textRows.allSatisfy { DisplayWidth.of($0) == frame.columns }, "seed \(seed), step \(step)")
      #expect(!frame.textRows.contains { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } })
    }
  }

  @Test func anAuditOfNothingCanBeLookedAt() {
    var driver = Driver(FakeAudit(conversations: 0))
    for key in RandomKeysTests.keys where key != .character("Q") {
      driver.press(key, .escape, .escape)
      #expect(driver.frame.textRows.allSatisfy { DisplayWidth.of($0) == 80 })
    }
  }

  @Test func keysBeforeTheAuditIsOpenDoNoHarm() {
    var driver = Driver(isOpen: false)
    for key in RandomKeysTests.keys {
      driver.press(key)
      #expect(driver.frame.textRows.allSatisfy { DisplayWidth.of($0) == 80 })
    }
    driver.press(.escape, .escape)
    driver.send(.tableLoaded(driver.table))
    #expect(driver.titleLine.contains("of 88"))
  }
}
