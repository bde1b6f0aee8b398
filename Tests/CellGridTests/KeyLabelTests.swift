import CellGrid
import Testing

struct KeyLabelTests {
  @Test(arguments: [
    Key.character("j"), .character("?"), .character("^"), .character("成"), .character(" "), .control("d"), .alt("1"),
    .up, .shiftDown, .controlEnd, .pageDown, .insert, .enter, .escape, .tab, .backTab, .backspace, .function(5),
  ])
  func aKeyIsReadAsItIsShown(_ key: Key) {
    #expect(Key(label: key.label) == key)
  }

  @Test(arguments: ["", " ", "jj", "Alt-", "Alt-ab", "F0", "F13", "^^^", "\n", "Page"])
  func whatIsNoKeyIsNone(_ label: String) {
    #expect(Key(label: label) == nil)
  }
}
