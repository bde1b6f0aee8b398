import CellGrid

extension MouseEvent {
  /// Reads a report of the mouse as xterm sends it in SGR mode: "CSI < button ; column ; row", then M for a press and m for
  /// a release, columns and rows counted from 1. Nil for anything else, other buttons and modifiers included.
  init?(parameters: [UInt8], final: UInt8) {
    guard parameters.first == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
      return nil
    }
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";")).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
    guard (1...65_535).contains(column), (1...65_535).contains(row) else { return nil }
    let isPress = final == UInt8(ascii: "M")
    let action: Action
    switch (button, isPress) {
    case (0, true): action = .press
    case (0, false): action = .release
    case (64, true): action = .wheelUp
    case (65, true): action = .wheelDown
    default: return nil
    }
    self.init(row: row - 1, column: column - 1, action: action)
  }
}
