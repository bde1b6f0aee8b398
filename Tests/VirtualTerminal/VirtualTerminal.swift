public import CVirtualTerminal

/// A terminal without a window; see CVirtualTerminal.h.
public final class VirtualTerminal {
  /// The longest wait for anything; only a failing test waits so long.
  public static let deadline: Int32 = 120_000

  private let terminal: OpaquePointer

  public struct Refused: Error {}

  /// A terminal whose other side is the test's.
  public init(rows: Int32 = 24, columns: Int32 = 80) throws {
    guard let terminal = virtual_terminal_open(rows, columns) else { throw Refused() }
    self.terminal = terminal
  }

  /// A terminal in which a program runs.
  public init(
    running program: String, _ arguments: [String] = [],
    environment: [String] = ["TERM=xterm-256color", "LC_ALL=C.UTF-8"],
    rows: Int32 = 24, columns: Int32 = 80, hasJobControl: Bool = false
  ) throws {
    let terminal = withCStrings([program] + arguments) { arguments in
      withCStrings(environment) { environment in
        var description = virtual_terminal_program()
        description.program = arguments[0]
        description.rows = rows
        description.columns = columns
        description.has_job_control = hasJobControl
        return arguments.withUnsafeBufferPointer { arguments in
          environment.withUnsafeBufferPointer { environment in
            description.arguments = arguments.baseAddress
            description.environment = environment.baseAddress
            return virtual_terminal_spawn(&description)
          }
        }
      }
    }
    guard let terminal else { throw Refused() }
    self.terminal = terminal
  }

  deinit { virtual_terminal_free(terminal) }

  public var line: Int32 { virtual_terminal_line(terminal) }
  public var linePath: String { String(cString: virtual_terminal_line_path(terminal)) }
  public var isAlternate: Bool { virtual_terminal_is_alternate(terminal) }
  public var cursorIsVisible: Bool { virtual_terminal_cursor_is_visible(terminal) }
  public var cursor: [Int32] { [virtual_terminal_cursor_row(terminal), virtual_terminal_cursor_column(terminal)] }
  public var hasMouse: Bool { virtual_terminal_has_mouse(terminal) }
  public var exitStatus: Int32 { virtual_terminal_exit_status(terminal) }
  public var exitSignal: Int32 { virtual_terminal_exit_signal(terminal) }

  /// Whether the line is as a shell wants it: whole lines, echo, signals.
  public var isSane: Bool {
    virtual_terminal_is_canonical(terminal) && virtual_terminal_echoes(terminal)
      && virtual_terminal_makes_signals(terminal)
  }

  public var rows: [String] {
    var buffer = [CChar](repeating: 0, count: 16_384)
    return (0..<virtual_terminal_rows(terminal)).map { row in
      let length = virtual_terminal_row_text(terminal, row, &buffer, buffer.count)
      return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  public func cell(_ row: Int32, _ column: Int32) -> virtual_terminal_cell {
    virtual_terminal_cell_at(terminal, row, column)
  }

  /// The place in the palette of what lies behind a cell; -1 is the terminal's own.
  public func background(_ row: Int32, _ column: Int32) -> Int32 { Int32(cell(row, column).background) }

  public func takeIn() { virtual_terminal_take_in(terminal) }

  public func takeRaw() -> [UInt8] {
    takeIn()
    var buffer = [CChar](repeating: 0, count: 1 << 20)
    let length = virtual_terminal_take_raw(terminal, &buffer, buffer.count)
    return buffer[..<length].map { UInt8(bitPattern: $0) }
  }

  public func send(_ text: String) { send(Array(text.utf8)) }

  public func send(_ bytes: [UInt8]) {
    let characters = bytes.map { CChar(bitPattern: $0) }
    _ = virtual_terminal_send(terminal, characters, characters.count, VirtualTerminal.deadline)
  }

  public func shows(_ text: String) -> Bool { virtual_terminal_wait_for_text(terminal, text, VirtualTerminal.deadline) }
  public func showsWithin(_ text: String, milliseconds: Int32) -> Bool {
    virtual_terminal_wait_for_text(terminal, text, milliseconds)
  }
  public func waitForExit() -> Bool { virtual_terminal_wait_for_exit(terminal, VirtualTerminal.deadline) }
  public func waitForStop() -> Bool { virtual_terminal_wait_for_stop(terminal, VirtualTerminal.deadline) }
  public func waitUntilIdle() -> Bool { virtual_terminal_wait_until_idle(terminal, 50, VirtualTerminal.deadline) }
  public func resume() { virtual_terminal_continue(terminal) }
  public func signal(_ number: Int32) -> Bool { virtual_terminal_signal(terminal, number) }
  public func hangUp() { virtual_terminal_hang_up(terminal) }
  public func resize(rows: Int32, columns: Int32) -> Bool { virtual_terminal_resize(terminal, rows, columns) }
}

/// Calls `body` with NULL-terminated C strings that live as long as the call.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  func collect(_ rest: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) -> Result {
    guard let first = rest.first else { return body(pointers + [nil]) }
    return first.withCString { collect(rest.dropFirst(), pointers + [$0]) }
  }
  return collect(strings[...], [])
}
