/// A key, as the terminal tells it.
public enum Key: Sendable, Hashable {
  /// A printable character; the space bar is `.character(" ")`. A combining mark that was typed arrives on its own.
  case character(Character)
  /// Control and a character, lower case: `.control("d")`. Control-I is `.tab`, Control-M `.enter`, Control-[ `.escape`.
  case control(Character)
  /// Alt (Meta) and a character.
  case alt(Character)
  case up, down, left, right
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case controlUp, controlDown, controlLeft, controlRight
  case altUp, altDown, altLeft, altRight
  case home, end, pageUp, pageDown
  case shiftHome, shiftEnd, shiftPageUp, shiftPageDown
  case controlHome, controlEnd, controlPageUp, controlPageDown
  case insert, delete, controlDelete
  case enter, altEnter
  case escape
  case tab, backTab
  case backspace, altBackspace
  /// F1 is `.function(1)`.
  case function(Int)
}

extension Key {
  /// The key's name as a help line shows it: `j`, `^D`, `Alt-b`, `↑`, `PgDn`, `Space`.
  public var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(" "): "^Space"
    case .control(let character): "^" + String(character).uppercased()
    case .alt(" "): "Alt-Space"
    case .alt(let character): "Alt-" + String(character)
    case .function(let number): "F\(number)"
    default: Key.labels[self] ?? ""
    }
  }

  static let named: [String: Key] = Dictionary(
    (labels.map { ($1, $0) } + [("Space", .character(" "))])
  ) { first, _ in first }

  private static let labels: [Key: String] = [
    .up: "↑", .down: "↓", .left: "←", .right: "→",
    .shiftUp: "Shift-↑", .shiftDown: "Shift-↓", .shiftLeft: "Shift-←", .shiftRight: "Shift-→",
    .controlUp: "Ctrl-↑", .controlDown: "Ctrl-↓", .controlLeft: "Ctrl-←", .controlRight: "Ctrl-→",
    .altUp: "Alt-↑", .altDown: "Alt-↓", .altLeft: "Alt-←", .altRight: "Alt-→",
    .home: "Home", .end: "End", .pageUp: "PgUp", .pageDown: "PgDn",
    .shiftHome: "Shift-Home", .shiftEnd: "Shift-End", .shiftPageUp: "Shift-PgUp", .shiftPageDown: "Shift-PgDn",
    .controlHome: "Ctrl-Home", .controlEnd: "Ctrl-End",
    .controlPageUp: "Ctrl-PgUp", .controlPageDown: "Ctrl-PgDn",
    .insert: "Ins", .delete: "Del", .controlDelete: "Ctrl-Del",
    .enter: "Enter", .altEnter: "Alt-Enter", .escape: "Esc", .tab: "Tab", .backTab: "Shift-Tab",
    .backspace: "Backspace", .altBackspace: "Alt-Backspace",
  ]
}
