/// What a key can ask for. Each has its keys and its help in one row of a ``Keymap``.
public enum Command: String, Sendable, Hashable, CaseIterable {
  // Moving
  case down, up, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case nextMiss, previousMiss, nextDisengagement, previousDisengagement, nextFault, previousFault
  case search, nextHit, previousHit
  // From pane to pane
  case open, back, nextPane, previousPane, zoom, jumpBack, jumpForward
  case facets, statistics, receipt, help, messages
  // Which cases
  case filterLine, clearFilter, sort, refresh, otherList, views, viewByDigit
  case nextSimulator, previousSimulator, nextInstrument, nextDraw
  // Reading
  case copyLink, copyText, legend
  case nextCase, previousCase, comparison, unfoldNext, nextColumn, previousColumn
  // Reviewing
  case markRead, flag, tag, note, noteInEditor, tagByDigit, repeatReview, selectRange, mark, undo
  // Blind review
  case blindReview, noAnswer, skipTurn
  // Facets
  case toggle, exclude, fold, unfold, nextSection, previousSection
  // Statistics
  case showNumerator, showDenominator, explain, otherInterval, cellLeft, cellRight, page, nextPage, previousPage
  // Lines, menus and dialogs
  case accept, cancel, complete, olderLine, newerLine, nextField, previousField, nextChoice, previousChoice, choose
  // The program
  case commandLine, export, redraw, suspend, quit
}
