import CellGrid

// What is particular to each pane.

extension Keymap {
  public static let cases = Keymap(
    "Cases",
    [
      KeyBinding(.enter, .right, does: .open, "open the case in the reader", short: "open", when: .currentCase),
      KeyBinding(
        .character("V"), does: .selectRange, "select a range of cases for Space, x, t, c, digits and .",
        when: .currentCase),
      KeyBinding(
        .character("+"), .insert, does: .mark,
        "mark the case, or no longer, and step on; x, t, c, digits and . then take the marked ones",
        when: .currentCase),
    ])

  public static let reader = Keymap(
    "Reader",
    [
      KeyBinding(.character("J"), .shiftDown, does: .nextCase, "next case", short: "next", when: .currentCase),
      KeyBinding(.character("K"), .shiftUp, does: .previousCase, "previous case", when: .currentCase),
      KeyBinding(
        .character("o"), does: .unfoldNext, "unfold or fold what really happened next, or the conversation replayed",
        short: "unfold", when: .unfolding),
      KeyBinding(
        .character("v"), does: .comparison, "back to the comparison", short: "compare", when: .currentPair),
      KeyBinding(.right, .character("l"), does: .nextColumn, "further simulators and draws", when: .currentPair),
      KeyBinding(.left, .character("h"), does: .previousColumn, "the simulators and draws before", when: .currentPair),
    ])

  public static let facets = Keymap(
    "Facets",
    [
      KeyBinding(.character(" "), does: .toggle, "put the value into the filter, or take it out", short: "toggle"),
      KeyBinding(.character("-"), does: .exclude, "exclude the value, or no longer", short: "exclude"),
      KeyBinding(.enter, does: .open, "return to the cases", short: "to the cases"),
      KeyBinding(.left, .character("h"), does: .fold, "fold the section", short: "fold"),
      KeyBinding(.right, .character("l"), does: .unfold, "unfold the section"),
      KeyBinding(.character("}"), .character("]"), does: .nextSection, "next section", short: "section"),
      KeyBinding(.character("{"), .character("["), does: .previousSection, "previous section"),
    ])

  public static let statistics = Keymap(
    "Statistics",
    [
      KeyBinding(
        .enter, does: .showNumerator, "the cases that the figure counts; q leads back to it", short: "its cases"),
      KeyBinding(
        .character("D"), does: .showDenominator, "the cases among which the figure counts them", short: "its n"),
      KeyBinding(
        .character("?"), does: .explain, "what the figure is and how to read it; again: every key", short: "explain"),
      KeyBinding(.function(1), does: .help, "every key"),
      KeyBinding(.left, .character("h"), does: .cellLeft, "the figure to the left"),
      KeyBinding(.right, .character("l"), does: .cellRight, "the figure to the right"),
      KeyBinding(
        StatisticsPage.keys.prefix(9).map(Key.character), does: .page, "go to the page", short: "page"),
      KeyBinding(
        StatisticsPage.keys.dropFirst(9).map(Key.character), does: .page,
        "go to a page beyond the ninth: the key stands before its title"),
      KeyBinding(
        .character("b"), does: .otherInterval, "bootstrap intervals, or those that have a formula", short: "bootstrap"),
      KeyBinding(.character("]"), .pageDown, does: .nextPage, "next page"),
      KeyBinding(.character("["), .pageUp, does: .previousPage, "previous page"),
    ])
}
