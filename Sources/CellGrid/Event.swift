/// What the terminal, or the system on its behalf, told the program.
public enum Event: Sendable, Hashable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted, as one piece. It is a stranger's text: clean it before showing it.
  case paste(String)
  /// The terminal has a new size, in cells.
  case resize(columns: Int, rows: Int)
  /// A mouse button or wheel was used; only where the mouse was asked for.
  case mouse(MouseEvent)
  /// The terminal said which colour its background has.
  case background(RGB)
  /// The system asks the program to end (SIGTERM): save and leave.
  case terminate
  /// The same from outside as Control-C (SIGINT); the key is a key.
  case interrupt
  /// The terminal is gone (SIGHUP, end of input, broken line): save and leave, nothing can be shown any more.
  case hangup
}

/// A use of the mouse, by cell.
public struct MouseEvent: Sendable, Hashable {
  public enum Action: Sendable, Hashable {
    case press, release
    case wheelUp, wheelDown
  }

  /// 0 is the top row.
  public var row: Int
  /// 0 is the leftmost column.
  public var column: Int
  public var action: Action

  public init(row: Int, column: Int, action: Action) {
    self.row = row
    self.column = column
    self.action = action
  }
}
