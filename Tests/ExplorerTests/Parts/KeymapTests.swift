import Cases
import CellGrid
import Fidelity
import Figures
import Testing

@testable import Explorer

struct KeymapTests {
  @Test(arguments: KeyContext.allCases)
  func noKeyMeansTwoThingsInOneContext(context: KeyContext) {
    var owners: [Key: KeyBinding] = [:]
    for binding in context.keymaps.flatMap(\.bindings) {
      for key in binding.keys {
        // Among cases there are pairs, among whole conversations faults: never both.
        let isOther = owners[key].map { $0.when == .currentPair && binding.when == .faults } ?? true
        #expect(isOther, "\(key.label) is both \(owners[key]?.command ?? .quit) and \(binding.command)")
        owners[key] = binding
      }
    }
  }

  @Test func everyCommandHasAKeySomewhere() {
    let bound = Set(KeyContext.allCases.flatMap(\.keymaps).flatMap(\.bindings).map(\.command))
    #expect(Set(Command.allCases).subtracting(bound).isEmpty)
  }

  @Test func everyBindingHasKeysWithNamesAndAPhraseOfHelp() {
    for binding in KeyContext.allCases.flatMap(\.keymaps).flatMap(\.bindings) {
      #expect(!binding.keys.isEmpty)
      #expect(binding.keys.allSatisfy { !$0.label.isEmpty })
      #expect(binding.help.count >= 2, "\(binding.command)")
      #expect((binding.short ?? "ok").count <= 15)
    }
  }

  @Test func theHelpHoldsEveryKeyOfEveryKeymap() {
    let marks = StageMarks(schema: .decisionState1)
    let rows = HelpRows(marks: marks, context: .cases, width: 200, whole: nil).rows
    let text = rows.map { row in
      row.pieces.map { piece in
        switch piece.content {
        case .plain(let text, _): text
        case .wrapped(let text, _): text.text
        case .rule, .bar, .plot: ""
        }
      }.joined(separator: " ")
    }
    for binding in KeyContext.allCases.flatMap(\.keymaps).flatMap(\.bindings) {
      #expect(text.contains { $0.contains(binding.help) && $0.contains(binding.keyLabels) }, "\(binding.command)")
    }
    for command in TypedCommand.all { #expect(text.contains { $0.contains(command.help) }) }
  }

  @Test func whatIsNotAvailableSaysWhy() {
    for availability in Availability.allCases where availability != .always { #expect(!availability.reason.isEmpty) }
    var driver = Driver()
    driver.press(.character("u"))
    #expect(driver.lastLine.contains("nothing to undo"))
    driver.press(.character("d"))
    #expect(driver.lastLine.contains("drawn once"))
  }

  @Test func lettersOfTheSortMenuAreNotItsOtherKeys() {
    let taken = Keymap.menu.bindings.flatMap(\.keys)
    for ofConversations in [false, true] {
      let letters = SortMenu(order: [], ofConversations: ofConversations).entries.map(\.letter)
      #expect(Set(letters).count == letters.count)
      #expect(letters.allSatisfy { !taken.contains(.character($0)) })
    }
  }
}
