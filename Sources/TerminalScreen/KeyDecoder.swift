package import CellGrid

/// Turns what curses hands over into events: a pure function of its input, whatever that is.
///
/// Input comes in batches, all that was there at a time. A character of several bytes and a paste may spread over several
/// batches, and so may the answer to a question; another escape sequence may not, so that a lone Escape is told from the start
/// of one.
package struct KeyDecoder: Sendable, Equatable {
  /// The most bytes of a paste that make one event; a longer one becomes several.
  private let pasteLimit: Int

  package init(pasteLimit: Int = 1 << 20) {
    self.pasteLimit = pasteLimit
  }

  /// Whether a paste has begun and not ended.
  package var isPasting: Bool { paste != nil }

  /// Whether the terminal was asked for its background and has not said it, nor anything that it would say after it.
  package var awaitsBackground = false

  private var paste: [UInt8]?
  private var report: ColourReport?
  private var utf8 = UTF8Assembler()

  /// The events that a batch of input makes.
  package mutating func decode(_ batch: [RawInput]) -> [Event] {
    var events: [Event] = []
    var rest = batch[...]
    while let input = rest.popFirst() {
      if paste != nil {
        takePasted(input, into: &events)
      } else if let report {
        self.report = nil
        take(input, of: report, into: &events)
      } else if input == .byte(0x1B) {
        utf8 = UTF8Assembler()
        escape(&rest, into: &events)
      } else if let event = event(of: input) {
        events.append(event)
      }
    }
    return events
  }

  /// Ends a paste whose end did not come.
  package mutating func endPaste() -> [Event] {
    guard let bytes = paste else { return [] }
    paste = nil
    return bytes.isEmpty ? [] : [.paste(text(of: bytes))]
  }

  private mutating func event(of input: RawInput) -> Event? {
    switch input {
    case .byte(let byte):
      return character(byte).flatMap { key(of: $0) }.map { .key($0) }
    case .key(let name, let modifiers):
      return Key(name, modifiers).map { .key($0) }
    case .pasteStart:
      paste = []
      return nil
    case .pasteEnd, .unknown:
      return nil
    }
  }

  private mutating func character(_ byte: UInt8) -> Unicode.Scalar? { utf8.take(byte) }

  private func key(of scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x01...0x1A: Unicode.Scalar(scalar.value + 0x60).map { .control(Character($0)) }
    case 0x1C...0x1F: Unicode.Scalar(scalar.value + 0x40).map { .control(Character($0)) }
    case 0x80...0x9F: nil
    default: .character(Character(scalar))
    }
  }

  // MARK: Escape sequences

  private mutating func escape(_ rest: inout ArraySlice<RawInput>, into events: inout [Event]) {
    switch rest.first {
    case .byte(0x5B) where rest.count > 1:
      rest.removeFirst()
      if let mouse = controlSequence(&rest) { events.append(.mouse(mouse)) }
    case .byte(0x5D) where awaitsBackground:
      rest.removeFirst()
      report = ColourReport()
    case .byte(0x4F) where rest.count > 1:
      rest.removeFirst()
      if let key = keypadKey(&rest) { events.append(.key(key)) }
    case .key(let name, let modifiers):
      rest.removeFirst()
      if let key = Key(name, modifiers.union(.alt)) { events.append(.key(key)) }
    case .byte(0x0D), .byte(0x0A):
      rest.removeFirst()
      events.append(.key(.altEnter))
    case .byte(0x08), .byte(0x7F):
      rest.removeFirst()
      events.append(.key(.altBackspace))
    case .byte(let byte) where byte >= 0x20:
      events.append(.key(altKey(&rest)))
    default:
      events.append(.key(.escape))
    }
  }

  /// Alt and a character, which may take several bytes.
  private mutating func altKey(_ rest: inout ArraySlice<RawInput>) -> Key {
    while case .byte(let byte) = rest.first, byte >= 0x20 {
      rest.removeFirst()
      guard let scalar = utf8.take(byte) else { continue }
      guard case .character(let character) = key(of: scalar) else { break }
      return .alt(character)
    }
    return .escape
  }

  /// Reads a control sequence that curses did not recognise (ECMA-48, 5.4: parameters, intermediates, final): a report of
  /// the mouse, or something to pass over.
  private mutating func controlSequence(_ rest: inout ArraySlice<RawInput>) -> MouseEvent? {
    var parameters: [UInt8] = []
    while case .byte(let byte) = rest.first, (0x20...0x3F).contains(byte) {
      parameters.append(byte)
      rest.removeFirst()
    }
    guard case .byte(let final) = rest.first, (0x40...0x7E).contains(final) else { return nil }
    rest.removeFirst()
    // What the terminal is: asked for last, so that what was asked before is known not to come.
    if final == 0x63, parameters.first == 0x3F { awaitsBackground = false }
    return MouseEvent(parameters: parameters, final: final)
  }

  /// A key of the numeric keypad or F1 to F4, as VT100s send them.
  private func keypadKey(_ rest: inout ArraySlice<RawInput>) -> Key? {
    guard case .byte(let byte) = rest.first, (0x40...0x7E).contains(byte) else { return .alt("O") }
    rest.removeFirst()
    switch byte {
    case 0x4D: return .enter
    case 0x50...0x53: return .function(Int(byte) - 0x4F)
    // "j" to "y" are * + , - . / 0 … 9 in the order of ASCII.
    case 0x6A...0x79: return .character(Character(Unicode.Scalar(byte - 0x40)))
    default: return nil
    }
  }

  /// The next of an answer that has begun; what turns out to be none is passed over.
  private mutating func take(_ input: RawInput, of report: ColourReport, into events: inout [Event]) {
    guard case .byte(let byte) = input else { return }
    var report = report
    switch report.take(byte) {
    case .unfinished: self.report = report
    case .ended(let colour):
      awaitsBackground = false
      if let colour { events.append(.background(colour)) }
    case .other: break
    }
  }

  // MARK: Pastes

  private mutating func takePasted(_ input: RawInput, into events: inout [Event]) {
    switch input {
    case .byte(let byte):
      paste?.append(byte)
      if let count = paste?.count, count >= pasteLimit, byte < 0x80 {
        events += endPaste()
        paste = []
      }
    case .pasteEnd:
      events += endPaste()
    case .pasteStart:
      break
    case .key, .unknown:
      // Bytes that curses took for a key: a control that was in the text.
      paste?.append(contentsOf: Array("\u{FFFD}".utf8))
    }
  }

  /// The text of a paste, its line ends as line feeds (terminals send carriage returns).
  private func text(of bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D {
        result.append(0x0A)
      } else if byte != 0x0A || index == 0 || bytes[index - 1] != 0x0D {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Puts scalars together from bytes as they arrive; what is not UTF-8 is left out.
private struct UTF8Assembler: Sendable, Equatable {
  private var pending: [UInt8] = []

  mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
    if byte & 0xC0 != 0x80 { pending = [] }
    pending.append(byte)
    let length = expectedLength(pending[0])
    guard pending.count >= length else { return nil }
    defer { pending = [] }
    guard length > 0 else { return nil }
    var decoder = UTF8()
    var iterator = pending.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  /// 0 for a byte that begins nothing.
  private func expectedLength(_ first: UInt8) -> Int {
    switch first {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}
