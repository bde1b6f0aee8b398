import CellGrid

/// The last line: the message of the moment, or the keys that matter here.
struct StatusLine {
  var message: Message?
  var keymaps: [Keymap]
  /// A count that is being typed, a range that is being selected.
  var pending: String
  var isAvailable: (Availability) -> Bool

  func render(into frame: inout Frame, in rect: Rect) {
    frame.fill(rect, style: Style(.text, on: .statusBar))
    let (left, right) = rect.splitRight(pending.isEmpty ? 0 : DisplayWidth.of(pending) + 1)
    frame.write(pending, in: right, style: Style(.accent, on: .statusBar, .bold))
    if let message {
      frame.write(" " + message.text, in: left, style: style(of: message.kind))
      return
    }
    var column = left.column + 1
    for binding in keymaps.flatMap(\.bindings) {
      guard let short = binding.short, let key = binding.keys.first, isAvailable(binding.when) else { continue }
      let label = binding.keys.count > 3 ? binding.keyLabels : key.label
      let size = DisplayWidth.of(label) + 1 + DisplayWidth.of(short)
      guard column + size <= left.endColumn else { continue }
      column += frame.write(label, row: left.row, column: column, style: Style(.key, on: .statusBar, .bold)) + 1
      column += frame.write(short, row: left.row, column: column, style: Style(.text, on: .statusBar)) + 2
    }
  }

  private func style(of kind: Message.Kind) -> Style {
    switch kind {
    case .note: Style(.text, on: .statusBar)
    case .good: Style(.good, on: .statusBar)
    case .error: Style(.error, on: .statusBar, .bold)
    }
  }
}
