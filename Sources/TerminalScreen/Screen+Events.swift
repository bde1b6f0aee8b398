import CTerminal
public import CellGrid

extension Screen {
  /// The most input taken in one go, so that a flood of it cannot hold up painting.
  private static let batchLimit = 1 << 16

  /// The time that a paste may stand still before what there is of it is taken for the whole.
  private static let pasteGap: Int32 = 500

  /// Waits until something happens and returns all of it, in order; nothing when the time is over or a ``Waker`` asked.
  ///
  /// Stopping and going on (Control-Z from outside, `fg`) are dealt with here, the frame is shown again.
  /// - Parameter timeoutMilliseconds: The longest wait; nil is for ever, 0 only looks.
  public mutating func nextEvents(timeoutMilliseconds: Int?) -> [Event] {
    var events = takeSignals()
    var timeout = events.isEmpty ? timeoutMilliseconds.map { Int32(clamping: max($0, 0)) } ?? -1 : 0
    repeat {
      let happened = Int(cterminal_wait(timeout, !isGone))
      if happened & CTERMINAL_WOKEN != 0 { isWoken = true }
      if happened & (CTERMINAL_INPUT | CTERMINAL_HUNG_UP) != 0 {
        let input = readAll()
        events += decoder.decode(input)
        noteEnd(of: input, isHungUp: happened & CTERMINAL_HUNG_UP != 0, into: &events)
      } else if happened == 0, decoder.isPasting {
        events += decoder.endPaste()
      }
      timeout = Screen.pasteGap
    } while decoder.isPasting && !isGone
    events += takeSignals()
    return events
  }

  /// Asks the terminal which colour its background has, and waits a moment for the answer, so that the first frame is in the
  /// right colours. One that comes later is an ``Event/background(_:)`` of ``nextEvents(timeoutMilliseconds:)``.
  ///
  /// Behind it stands the question what the terminal is, which nearly every terminal answers: one that does not know the
  /// first is not waited for.
  /// - Parameter withinMilliseconds: The longest wait.
  /// - Returns: What happened meanwhile, the answer with it.
  public mutating func askBackground(withinMilliseconds limit: Int) -> [Event] {
    guard depth > .none, cterminal_ask_background() else { return [] }
    decoder.awaitsBackground = true
    isWoken = false
    var events: [Event] = []
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(limit)
    while decoder.awaitsBackground, !isGone, clock.now < end {
      events += nextEvents(timeoutMilliseconds: Int(clock.now.duration(to: end) / .milliseconds(1)) + 1)
    }
    // Who woke the screen meanwhile is heard after it.
    if isWoken { waker.wake() }
    return events
  }

  /// Whether it was asked and may still answer.
  public var awaitsBackground: Bool { decoder.awaitsBackground }

  private func readAll() -> [RawInput] {
    var input: [RawInput] = []
    while input.count < Screen.batchLimit {
      let code = Int(cterminal_read())
      guard code != CTERMINAL_NONE else { break }
      input.append(RawInput(code: code))
    }
    return input
  }

  /// A terminal that says that there is input and has none, again and again, has come to its end.
  private mutating func noteEnd(of input: [RawInput], isHungUp: Bool, into events: inout [Event]) {
    emptyReads = input.isEmpty ? emptyReads + 1 : 0
    guard !isGone, input.isEmpty, isHungUp || emptyReads >= 3 else { return }
    isGone = true
    events += decoder.endPaste()
    reportHangup(into: &events)
  }

  private mutating func takeSignals() -> [Event] {
    let arrived = Int(cterminal_take_signals())
    var events: [Event] = []
    if arrived & CTERMINAL_SIGNAL_STOP != 0 {
      suspend()
    } else if arrived & CTERMINAL_SIGNAL_CONTINUE != 0 {
      takeAgain()
    }
    if !isGone { _ = cterminal_update_size() }
    if size != reportedSize {
      reportedSize = size
      shown = nil
      events.append(.resize(columns: size.columns, rows: size.rows))
    }
    if arrived & CTERMINAL_SIGNAL_TERMINATE != 0 { events.append(.terminate) }
    if arrived & CTERMINAL_SIGNAL_INTERRUPT != 0 { events.append(.interrupt) }
    if arrived & CTERMINAL_SIGNAL_HANGUP != 0 { reportHangup(into: &events) }
    return events
  }

  /// Says once that the terminal is gone, however many ways it was found out.
  private mutating func reportHangup(into events: inout [Event]) {
    guard !hasReportedHangup else { return }
    hasReportedHangup = true
    events.append(.hangup)
  }
}

extension RawInput {
  init(code: Int) {
    switch code {
    case 0..<0x100:
      self = .byte(UInt8(code))
    case CTERMINAL_PASTE_START:
      self = .pasteStart
    case CTERMINAL_PASTE_END:
      self = .pasteEnd
    case CTERMINAL_KEY..<CTERMINAL_KEY * 2:
      let modifiers = Modifiers(rawValue: code / CTERMINAL_SHIFT & 7)
      self = NamedKey(code: code % CTERMINAL_SHIFT).map { .key($0, modifiers) } ?? .unknown
    default:
      self = .unknown
    }
  }
}

extension RawInput.NamedKey {
  fileprivate init?(code: Int) {
    switch code {
    case CTERMINAL_KEY_UP: self = .up
    case CTERMINAL_KEY_DOWN: self = .down
    case CTERMINAL_KEY_RIGHT: self = .right
    case CTERMINAL_KEY_LEFT: self = .left
    case CTERMINAL_KEY_HOME: self = .home
    case CTERMINAL_KEY_END: self = .end
    case CTERMINAL_KEY_INSERT: self = .insert
    case CTERMINAL_KEY_DELETE: self = .delete
    case CTERMINAL_KEY_PAGE_UP: self = .pageUp
    case CTERMINAL_KEY_PAGE_DOWN: self = .pageDown
    case CTERMINAL_KEY_BACKSPACE: self = .backspace
    case CTERMINAL_KEY_ENTER: self = .enter
    case CTERMINAL_KEY_TAB: self = .tab
    case CTERMINAL_KEY_FUNCTION...CTERMINAL_KEY_FUNCTION + 63: self = .function(code - CTERMINAL_KEY_FUNCTION)
    default: return nil
    }
  }
}
