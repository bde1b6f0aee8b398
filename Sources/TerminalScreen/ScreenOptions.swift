public import CellGrid

/// How to take the terminal.
public struct ScreenOptions: Sendable, Hashable {
  /// The file descriptors of the terminal; they stay their owner's.
  public var input: Int32 = 0
  public var output: Int32 = 1
  /// The terminal's name; nil is the variable `TERM`.
  public var terminal: String?
  /// Whether colours are used; nil follows the variable `NO_COLOR` (https://no-color.org).
  public var usesColour: Bool?
  /// The terminal's background; nil follows the variable `COLORFGBG`, until the terminal says what it is.
  public var background: Theme.Background?
  /// Whether the mouse is the program's; else the terminal's user selects text with it.
  public var usesMouse = false
  /// Whether what is written to standard error is held back until the screen is left, where that is a terminal.
  public var holdsStandardError = true
  /// Whether signals that stop, end or crash the program are handled.
  public var handlesSignals = true

  public init() {}
}
