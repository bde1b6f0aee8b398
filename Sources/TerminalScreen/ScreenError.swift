import CTerminal

/// Why the terminal could not be taken.
public enum ScreenError: Error, Sendable, Hashable {
  case notATerminal
  case noUTF8Locale
  case unknownTerminal(name: String)
  case dumbTerminal(name: String)
  case alreadyOpen
  case system(code: Int32)
}

extension ScreenError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notATerminal:
      "standard input and output are not a terminal: run it in a terminal, or use a command that prints, such as "
        + "`walkaway cases` or `walkaway stats`"
    case .noUTF8Locale:
      "the system has no UTF-8 locale: install one (Debian: apt-get install locales) and set LC_ALL=C.UTF-8"
    case .unknownTerminal(let name):
      name.isEmpty
        ? "the variable TERM is not set: set it to the terminal's name, for most TERM=xterm-256color"
        : "the terminal \"\(name)\" is not known here: install its description (Debian: apt-get install ncurses-term) or "
          + "set TERM=xterm-256color"
    case .dumbTerminal(let name):
      "the terminal \"\(name)\" cannot move its cursor: use another terminal, or set TERM if the name is wrong"
    case .alreadyOpen:
      "the terminal is already in use by this program"
    case .system(let code):
      "the terminal cannot be opened: system error \(code)"
    }
  }

  init?(status: Int32, errno: Int32, terminal: String) {
    switch Int(status) {
    case CTERMINAL_OK: return nil
    case CTERMINAL_ALREADY_OPEN: self = .alreadyOpen
    case CTERMINAL_NOT_A_TERMINAL: self = .notATerminal
    case CTERMINAL_NO_UTF8_LOCALE: self = .noUTF8Locale
    case CTERMINAL_UNKNOWN_TERMINAL: self = .unknownTerminal(name: terminal)
    case CTERMINAL_DUMB_TERMINAL: self = .dumbTerminal(name: terminal)
    default: self = .system(code: errno)
    }
  }
}
