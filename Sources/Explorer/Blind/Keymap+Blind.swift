import CellGrid

extension Keymap {
  /// The keys that answer are those of ``BlindRound/keys``: they stand beside the values.
  public static let blind = Keymap(
    "Blind review (a digit or letter gives the value beside it)",
    [
      KeyBinding(
        .enter, .character("0"), .character("-"), does: .noAnswer, "no label, where a question may be left out"),
      KeyBinding(.character("s"), does: .skipTurn, "skip the turn: it cannot be told", short: "skip"),
      KeyBinding(.character("u"), does: .undo, "the question before, or the turn before once more", short: "undo"),
      KeyBinding(.character("c"), does: .note, "note on the turn", short: "note"),
      KeyBinding(.character("k"), .up, does: .up, "back in what was said before", short: "before"),
      KeyBinding(.character("j"), .down, does: .down, "on in what was said before"),
      KeyBinding(.pageUp, .control("b"), .control("u"), does: .pageUp, "a page back"),
      KeyBinding(.pageDown, .character(" "), .control("f"), .control("d"), does: .pageDown, "a page on"),
      KeyBinding(.character("q"), does: .back, "pause: the next start goes on here", short: "pause"),
      KeyBinding(.character("Q"), does: .quit, "pause, and end the program"),
      KeyBinding(.control("l"), does: .redraw, "draw the screen anew"),
      KeyBinding(.control("z"), does: .suspend, "suspend"),
    ])
}
