import CellGrid

/// The last line: the message of the moment, or the keys that matter here.
struct StatusLine {
  var message: Message?
  var keymaps: [Keymap]
  /// A count that is being typed, a range that is being selected.
  var pending: String
  var isAvailable: (Availability) -> Bool
  /// The command that would only close what is shown.
  var hidden: Command?

  private static let more = "L all"

  func render(into frame: inout Frame, in rect: Rect) {
    frame.fill(rect, style: Style(.text, on: .statusBar))
    let (left, right) = rect.splitRight(pending.isEmpty ? 0 : DisplayWidth.of(pending) + 1)
    frame.write(pending, in: right, style: Style(.accent, on: .statusBar, .bold))
    if let message {
      let text = " " + message.text
      guard DisplayWidth.of(text) > left.columns else {
        frame.write(text, in: left, style: style(of: message.kind))
        return
      }
      // What does not fit is whole among the messages.
      let (start, end) = left.splitRight(StatusLine.more.count + 1)
      frame.write(text, in: start, style: style(of: message.kind), clipping: .ellipsis)
      frame.write(StatusLine.more, in: end, style: Style(.key, on: .statusBar, .bold), alignment: .right)
      return
    }
    for (binding, column) in places(in: left) { write(binding, column: column, into: &frame, in: left) }
  }

  /// The key whose words stand at a column, where keys are shown.
  func binding(at column: Int, in rect: Rect) -> KeyBinding? {
    guard message == nil, pending.isEmpty else { return nil }
    return places(in: rect).first { ($0.column..<$0.column + size(of: $0.binding)).contains(column) }?.binding
  }

  private func places(in left: Rect) -> [(binding: KeyBinding, column: Int)] {
    // The key that shows all the others always has its place.
    let named = keymaps.flatMap(\.bindings).filter { $0.short != nil && $0.command != hidden && isAvailable($0.when) }
    let help = named.first { $0.command == .help }
    let reserved = help.map { size(of: $0) + 2 } ?? 0
    var column = left.column + 1
    var places: [(KeyBinding, Int)] = []
    for binding in named where binding != help {
      guard column + size(of: binding) + reserved <= left.endColumn else { continue }
      places.append((binding, column))
      column += size(of: binding) + 2
    }
    if let help { places.append((help, column)) }
    return places
  }

  private func label(of binding: KeyBinding) -> String {
    binding.keys.count > 3 ? binding.keyLabels : binding.keys.first?.label ?? ""
  }

  private func size(of binding: KeyBinding) -> Int {
    DisplayWidth.of(label(of: binding)) + 1 + DisplayWidth.of(binding.short ?? "")
  }

  private func write(_ binding: KeyBinding, column: Int, into frame: inout Frame, in rect: Rect) {
    let key = frame.write(
      label(of: binding), row: rect.row, column: column, style: Style(.key, on: .statusBar, .bold),
      width: rect.endColumn - column)
    frame.write(
      binding.short ?? "", row: rect.row, column: column + key + 1, style: Style(.text, on: .statusBar),
      width: rect.endColumn - column - key - 1)
  }

  private func style(of kind: Message.Kind) -> Style {
    Message(kind: kind, text: "").style.on(.statusBar)
  }
}
