import CellGrid

// What several panes have in common.

extension Keymap {
  public static let moving = Keymap(
    "Moving (a count may precede: 5j, 120G)",
    [
      KeyBinding(.character("j"), .down, does: .down, "down"),
      KeyBinding(.character("k"), .up, does: .up, "up"),
      KeyBinding(.control("d"), does: .halfPageDown, "half a page down"),
      KeyBinding(.control("u"), does: .halfPageUp, "half a page up"),
      KeyBinding(.character("g"), .home, does: .top, "to the top, or to the place that the count names"),
      KeyBinding(.character("G"), .end, does: .bottom, "to the end, or to the place that the count names"),
    ])

  public static let paging = Keymap(
    "Pages",
    [
      KeyBinding(.control("f"), .pageDown, does: .pageDown, "a page down"),
      KeyBinding(.character("b"), .control("b"), .pageUp, does: .pageUp, "a page up"),
    ])

  /// Where Space has nothing else to do.
  public static let spacing = Keymap(
    "Pages, where no case is read", [KeyBinding(.character(" "), does: .pageDown, "a page down")])

  public static let misses = Keymap(
    "From miss to miss",
    [
      KeyBinding(
        .character("]"), does: .nextMiss, "next miss: the simulated stage differs", short: "miss", when: .currentPair),
      KeyBinding(.character("["), does: .previousMiss, "previous miss", when: .currentPair),
      KeyBinding(
        .character("}"), does: .nextDisengagement, "next disengagement miss: the real customer resisted or left",
        when: .currentPair),
      KeyBinding(
        .character("{"), does: .previousDisengagement, "previous disengagement miss", when: .currentPair),
    ])

  /// Stands behind ``misses``, whose keys have nothing to do among whole conversations.
  public static let faults = Keymap(
    "From fault to fault, in whole conversations",
    [
      KeyBinding(.character("]"), does: .nextFault, "next fault", short: "fault", when: .faults),
      KeyBinding(.character("["), does: .previousFault, "previous fault", when: .faults),
    ])

  public static let searching = Keymap(
    "Searching",
    [
      KeyBinding(.character("/"), does: .search, "search the text", short: "search", when: .audit),
      KeyBinding(.character("n"), does: .nextHit, "next hit", when: .hits),
      KeyBinding(.character("N"), does: .previousHit, "previous hit", when: .hits),
    ])

  public static let reviewing = Keymap(
    "Reviewing (saved at once)",
    [
      KeyBinding(
        .character(" "), does: .markRead, "read, and on to the next unread case; u undoes it", short: "read",
        when: .currentCase),
      KeyBinding(
        (1...9).map { Key.character(Character("\($0)")) }, does: .tagByDigit,
        "the tag that tags: of config.yaml gives the digit, read, and on to the next unread case; else a count",
        when: .ownTags),
      KeyBinding(
        .character("."), does: .repeatReview, "the last flag, tag or note again, read, and on to the next unread case",
        short: "again", when: .repeatable),
      KeyBinding(
        .character("x"), does: .flag, "flag the case, or no longer; 5x takes five", short: "flag", when: .currentCase),
      KeyBinding(.character("t"), does: .tag, "tag the case", short: "tag", when: .currentCase),
      KeyBinding(.character("c"), does: .note, "note in one line", short: "note", when: .currentCase),
      KeyBinding(.character("C"), does: .noteInEditor, "note in $VISUAL or $EDITOR", when: .currentCase),
      KeyBinding(
        .character("y"), does: .copyLink, "copy a link that walkaway opens to the case (OSC 52)", when: .currentCase),
      KeyBinding(.character("Y"), does: .copyText, "copy both turns as text", when: .currentCase),
    ])

  public static let whichCases = Keymap(
    "Which cases",
    [
      KeyBinding(.character("S"), does: .sort, "sort by a column", short: "sort", when: .audit),
      KeyBinding(
        .character("'"), does: .views, "views: a name for filter, order, simulator and columns; then a digit",
        when: .audit),
      KeyBinding(
        (1...9).map { Key.alt(Character("\($0)")) }, does: .viewByDigit, "the view of that number", when: .audit),
      KeyBinding(.character("w"), does: .otherList, "list whole conversations, or the cases again", when: .otherList),
      KeyBinding(
        .character("m"), does: .nextSimulator, "next simulator", short: "simulator", when: .severalSimulators),
      KeyBinding(.character("M"), does: .previousSimulator, "previous simulator", when: .severalSimulators),
      KeyBinding(.character("i"), does: .nextInstrument, "next instrument", when: .severalInstruments),
      KeyBinding(.character("d"), does: .nextDraw, "next draw of the simulator", when: .severalDraws),
      KeyBinding(.character("R"), does: .refresh, "filter and count anew, with the reviews as they are", when: .audit),
    ])

  public static let everywhere = Keymap(
    "Everywhere",
    [
      KeyBinding(.character("f"), does: .facets, "facets: count and choose values", short: "facets", when: .audit),
      KeyBinding(.character("F"), does: .filterLine, "filter line", short: "filter", when: .audit),
      KeyBinding(.escape, does: .clearFilter, "clear the filter (u brings it back)", when: .always),
      KeyBinding(.character("s"), does: .statistics, "statistics of what is shown", short: "statistics", when: .audit),
      KeyBinding(.character("r"), does: .receipt, "receipt of what is shown, to be read and scrolled", when: .receipt),
      KeyBinding(
        .character("e"), does: .export, "export the cases; in the receipt, save it", short: "export", when: .audit),
      KeyBinding(
        .character("u"), does: .undo, "undo the last read mark, flag, tag, note or filter", short: "undo", when: .undo),
      KeyBinding(
        .character("B"), does: .blindReview, "blind review: label the turns of the store’s round", when: .audit),
      KeyBinding(.character("q"), does: .back, "back", short: "back"),
      KeyBinding(
        .tab, does: .nextPane, "next pane; in the reader further columns first, in the statistics the next page"),
      KeyBinding(.backTab, does: .previousPane, "previous pane"),
      KeyBinding(.control("o"), does: .jumpBack, "back to where a jump, a filter or another order led away from"),
      KeyBinding(.control("n"), does: .jumpForward, "forward again"),
      KeyBinding(.character("z"), does: .zoom, "this pane alone, or beside the other"),
      KeyBinding(.character("L"), does: .messages, "messages"),
      KeyBinding(.character("="), does: .legend, "the stages, each with its letter", when: .audit),
      KeyBinding(.character(":"), does: .commandLine, "command line"),
      KeyBinding(.control("l"), does: .redraw, "draw the screen anew"),
      KeyBinding(.control("z"), does: .suspend, "suspend"),
      KeyBinding(.character("Q"), does: .quit, "quit"),
    ])

  public static let helping = Keymap(
    "Help", [KeyBinding(.character("?"), .function(1), does: .help, "help", short: "help")])

  public static let line = Keymap(
    "In a line",
    [
      KeyBinding(.enter, does: .accept, "take the line", short: "take"),
      KeyBinding(.escape, .control("c"), .control("g"), does: .cancel, "leave it as it was", short: "cancel"),
      KeyBinding(.up, .control("p"), does: .olderLine, "older line", short: "older"),
      KeyBinding(.down, .control("n"), does: .newerLine, "newer line"),
    ])

  public static let completion = Keymap(
    "In a line that completes",
    [
      KeyBinding(.tab, does: .complete, "complete the word", short: "complete")
    ])

  public static let menu = Keymap(
    "In a menu",
    [
      KeyBinding(.enter, .character(" "), does: .choose, "take the entry", short: "take"),
      KeyBinding(.down, .character("j"), .tab, does: .nextChoice, "next entry"),
      KeyBinding(.up, .character("k"), .backTab, does: .previousChoice, "previous entry"),
      KeyBinding(.escape, .character("q"), .control("c"), does: .cancel, "leave", short: "cancel"),
    ])

  public static let dialogPath = Keymap(
    "In the path of the export dialog",
    [
      KeyBinding(.enter, does: .accept, "export", short: "export"),
      KeyBinding(.tab, does: .complete, "complete the path", short: "complete"),
      KeyBinding(.down, does: .nextField, "next field"),
      KeyBinding(.up, .backTab, does: .previousField, "previous field", short: "field before"),
      KeyBinding(.escape, .control("c"), .control("g"), does: .cancel, "leave", short: "cancel"),
    ])

  public static let dialog = Keymap(
    "In the export dialog",
    [
      KeyBinding(.enter, does: .accept, "export", short: "export"),
      KeyBinding(.tab, .down, does: .nextField, "next field", short: "next field"),
      KeyBinding(.backTab, .up, does: .previousField, "previous field"),
      KeyBinding(.right, .character(" "), does: .nextChoice, "next choice", short: "change"),
      KeyBinding(.left, does: .previousChoice, "previous choice"),
      KeyBinding(.escape, .control("c"), .control("g"), does: .cancel, "leave", short: "cancel"),
    ])
}
