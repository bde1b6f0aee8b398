import CellGrid
import FuzzDriver
import TerminalScreen

/// Any bytes as what a terminal sends, pastes included: events, never a crash; and what is pasted can be shown.
private func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var decoder = KeyDecoder()
  let input = UnsafeBufferPointer(start: bytes, count: count).map { byte in
    // Rare bytes stand for what curses tells apart from bytes, so that pastes begin and end.
    switch byte {
    case 0xFE: RawInput.pasteStart
    case 0xFF: RawInput.pasteEnd
    default: RawInput.byte(byte)
    }
  }
  var frame = Frame(columns: 40, rows: 1)
  for event in decoder.decode(input) + decoder.endPaste() {
    if case .paste(let text) = event { frame.write(text, row: 0, column: 0) }
  }
  return 0
}

@main
struct FuzzKeys {
  static func main() { runFuzzer(fuzz) }
}
