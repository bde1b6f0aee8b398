import Testing

@testable import CellGrid

struct LineEditorTests {
  private func editor(_ text: String, _ keys: Key...) -> LineEditor {
    var editor = LineEditor(text)
    for key in keys {
      let isTaken = editor.handle(key)
      #expect(isTaken)
    }
    return editor
  }

  @Test func insertsAndDeletesAtTheCursor() {
    let edited = editor("ab", .left, .character("价"), .right, .character("!"), .home, .delete)
    #expect(edited.text == "价b!")
    #expect(edited.cursor == 0)
    #expect(editor("ab", .backspace, .backspace, .backspace).text == "")
  }

  @Test func treatsAGraphemeAsOneCharacter() {
    #expect(editor("a👨‍👩‍👧", .backspace).text == "a")
    var typed = LineEditor()
    for scalar in "e\u{301}x".unicodeScalars { _ = typed.handle(.character(Character(scalar))) }
    #expect(typed.text == "e\u{301}x")
    #expect(typed.cursor == 2)
  }

  @Test func movesByWordsAndIdeographs() {
    #expect(editor("one two", .alt("b")).cursor == 4)
    #expect(editor("one two", .home, .controlRight).cursor == 3)
    #expect(editor("价格 ok", .alt("b"), .alt("b")).cursor == 1)
    #expect(editor("价格", .home, .alt("f")).cursor == 1)
  }

  @Test func cutsAndPutsBack() {
    #expect(editor("one two-x", .control("w")).text == "one ")
    #expect(editor("one two-x", .altBackspace).text == "one two-")
    #expect(editor("one two", .control("u")).text == "")
    #expect(editor("one two", .home, .control("k"), .control("y"), .control("y")).text == "one twoone two")
    #expect(editor("one two", .home, .alt("d")).text == " two")
  }

  @Test func leavesOtherKeysToItsOwner() {
    var editor = LineEditor("x")
    for key in [Key.enter, .escape, .tab, .up, .down, .function(1), .control("c")] {
      let isTaken = editor.handle(key)
      #expect(!isTaken)
    }
    #expect(editor == LineEditor("x"))
  }

  @Test func pastedLinesBecomeOneLine() {
    var editor = LineEditor()
    editor.insert("a\r\nb\tc\u{2028}d")
    #expect(editor.text == "a b c d")
    #expect(editor.cursor == 7)
  }

  @Test func showsThePartAroundTheCursorAndNeverMoreThanItsSpace() {
    for seed in 0..<300 {
      var generator = TextGenerator(seed: UInt64(seed))
      var editor = LineEditor(generator.text())
      let width = generator.below(20)
      for _ in 0..<generator.below(30) { _ = editor.handle(.left) }
      let view = editor.view(width: width)
      #expect(DisplayWidth.of(view.text) <= width, "seed \(seed)")
      #expect(view.cursorColumn >= 0 && view.cursorColumn < max(width, 1), "seed \(seed)")
    }
  }

  @Test func keepsTheCursorBesideItsCharacterWhereTheTextIsLong() {
    var editor = LineEditor(String(repeating: "价", count: 40) + "x")
    _ = editor.handle(.left)
    let view = editor.view(width: 10)
    var frame = Frame(columns: 10, rows: 1)
    frame.write(view.text, row: 0, column: 0)
    #expect(frame[0, view.cursorColumn].text == "x")
  }

  @Test func survivesAnyKeys() {
    let keys: [Key] = [
      .character("a"), .character("\u{301}"), .character("🇫🇷"), .character("\u{200D}"), .left, .right, .home, .end,
      .backspace, .delete, .control("w"), .control("u"), .control("k"), .control("y"), .alt("b"), .alt("f"), .alt("d"),
    ]
    var generator = TextGenerator(seed: 11)
    var editor = LineEditor()
    for _ in 0..<3_000 {
      _ = editor.handle(keys[generator.below(keys.count)])
      #expect(editor.cursor >= 0 && editor.cursor <= editor.text.count)
      if editor.text.count > 60 { editor.replace(with: "") }
    }
  }
}
