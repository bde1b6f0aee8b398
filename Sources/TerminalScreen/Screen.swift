import CTerminal
public import CellGrid

/// The terminal: shows frames and yields events.
///
/// There is one at a time, used by the thread that opened it (curses keeps its state in global variables). It sets the
/// process's `LC_CTYPE` to a UTF-8 locale. When it is closed or deinitialised, or the program exits or crashes, the terminal
/// is as it was found.
public struct Screen: ~Copyable {
  /// Turns the styles of frames into the terminal's colours.
  public var theme: Theme {
    didSet {
      cterminal_forget_pens()
      pens = [:]
      shown = nil
    }
  }

  /// The colours that the terminal has, and that are wanted.
  public let depth: ColourDepth

  /// The background that is taken for the terminal's as long as it does not say what it is.
  public let usualBackground: Theme.Background

  var decoder = KeyDecoder()
  /// Whether the terminal's input has ended; nothing is painted any more.
  var isGone = false
  var hasReportedHangup = false
  var emptyReads = 0
  /// Whether a ``Waker`` or a signal ended a wait since this was last set to false.
  var isWoken = false
  var reportedSize: (columns: Int, rows: Int) = (0, 0)
  /// What the terminal shows; nil where that is not known.
  var shown: Frame?
  private var pens: [UInt32: Int32] = [:]
  private var row: [cterminal_cell] = []

  /// Takes the terminal.
  /// - Throws: ``ScreenError``, whose description says what to do.
  public init(_ options: ScreenOptions = ScreenOptions()) throws(ScreenError) {
    let name = options.terminal ?? environment("TERM") ?? ""
    var flags = 0
    if options.usesMouse { flags |= CTERMINAL_MOUSE }
    if options.holdsStandardError { flags |= CTERMINAL_HOLD_STANDARD_ERROR }
    if options.handlesSignals { flags |= CTERMINAL_SIGNALS }
    let status = cterminal_open(options.input, options.output, name, UInt32(flags))
    if let error = ScreenError(status: status, errno: cterminal_error(), terminal: name) { throw error }
    usualBackground = options.background ?? Theme.Background(colorFGBG: environment("COLORFGBG"))
    let usesColour = options.usesColour ?? (environment("NO_COLOR") ?? "").isEmpty
    depth = usesColour ? terminalDepth() : .none
    theme = Theme(depth: depth, background: usualBackground)
    reportedSize = size
  }

  deinit {
    cterminal_close()
  }

  /// Gives the terminal back, as the end of the screen's life does.
  public consuming func close() {}

  /// The terminal's size in cells.
  public var size: (columns: Int, rows: Int) {
    (Int(cterminal_columns()), Int(cterminal_rows()))
  }

  /// What another thread wakes the screen with.
  public var waker: Waker { Waker() }

  // MARK: Painting

  /// Shows a frame. What lies outside the terminal is left out; where the frame is smaller, the rest is blank.
  public mutating func paint(_ frame: Frame) {
    guard !isGone else { return }
    let rows: [Int]
    if let shown {
      rows = frame.rowsDiffering(from: shown)
      if rows.isEmpty, frame.cursor == shown.cursor, frame.rows == shown.rows { return }
    } else {
      rows = Array(0..<frame.rows)
    }
    let size = size
    for index in rows where index < size.rows {
      paintRow(frame.cells(inRow: index), at: index, width: size.columns)
    }
    if shown?.rows != frame.rows, frame.rows < size.rows {
      for index in frame.rows..<size.rows { paintRow([], at: index, width: size.columns) }
    }
    show(cursor: frame.cursor)
    shown = frame
  }

  private mutating func paintRow(_ cells: ArraySlice<Cell>, at index: Int, width: Int) {
    row.removeAll(keepingCapacity: true)
    var used = 0
    var style: UInt32?
    var pen: Int32 = 0
    for cell in cells {
      guard !cell.isContinuation else { continue }
      guard used + cell.width <= width else { break }
      if cell.style.bits != style {
        style = cell.style.bits
        pen = self.pen(for: cell.style)
      }
      row.append(cterminal_cell(cell, pen: pen))
      used += cell.width
    }
    for _ in used..<max(width, used) { row.append(cterminal_cell(.blank(), pen: 0)) }
    cterminal_paint_row(Int32(index), row, Int32(row.count))
  }

  private mutating func pen(for style: Style) -> Int32 {
    if let known = pens[style.bits] { return known }
    let ink = theme.ink(for: style)
    let pen = cterminal_define_pen(ink.foreground.code, ink.background.code, UInt32(ink.attributes.rawValue))
    pens[style.bits] = pen
    return pen
  }

  private func show(cursor: Position?) {
    cterminal_show(Int32(clamping: cursor?.row ?? -1), Int32(clamping: max(cursor?.column ?? 0, 0)))
  }

  /// Sends the whole of what is shown again, for a terminal that someone else has written on.
  public mutating func repaint() {
    cterminal_repaint()
    guard let frame = shown else { return }
    shown = nil
    paint(frame)
  }

  // MARK: Lending the terminal

  /// Gives the terminal to another program (an editor, a pager) while `body` runs it, and takes it again.
  public mutating func withTerminalReleased<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cterminal_release()
    defer {
      cterminal_resume()
      repaint()
    }
    return try body()
  }

  /// Stops the program as Control-Z does, and goes on when the shell lets it. Does nothing where there is no job control.
  public mutating func suspend() {
    if cterminal_suspend() { repaint() }
  }

  mutating func takeAgain() {
    cterminal_resume()
    repaint()
  }
}

@available(*, unavailable)
extension Screen: Sendable {}

private func environment(_ name: String) -> String? {
  cterminal_environment(name).map { String(cString: $0) }
}

private func terminalDepth() -> ColourDepth {
  if cterminal_has_direct_colour() { return .direct }
  switch cterminal_colours() {
  case 256...: return .palette
  case 16...: return .sixteen
  case 8...: return .eight
  default: return .none
  }
}

extension Colour {
  fileprivate var code: Int32 {
    switch self {
    case .standard: -1
    case .palette(let index): Int32(index)
    case .direct(let rgb): Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
    }
  }
}

extension cterminal_cell {
  fileprivate init(_ cell: Cell, pen: Int32) {
    self.init()
    self.pen = pen
    scalars.0 = cell.scalar.value
    guard cell.hasMarks else { return }
    let marks = cell.marks
    if marks.count > 0 { scalars.1 = marks[0].value }
    if marks.count > 1 { scalars.2 = marks[1].value }
    if marks.count > 2 { scalars.3 = marks[2].value }
    if marks.count > 3 { scalars.4 = marks[3].value }
  }
}
