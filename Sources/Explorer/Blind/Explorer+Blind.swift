import Cases
import CellGrid
import Text

// Blind review: everything else is out of sight until it is left.

extension Explorer {
  /// Opens the last round of the store for whoever reviews here.
  mutating func openBlind() -> [Effect] {
    guard mayReview() else { return [] }
    let request = BlindRequest(reviewer: options.reviewer)
    blind = BlindPane(request, isAlone: false)
    return blind?.ask() ?? []
  }

  mutating func pressBlind(_ key: Key) -> [Effect] {
    if let editor = blind?.note { return pressBlindNote(key, editor) }
    if case .character(let character) = key, let place = BlindRound.keys.firstIndex(of: character),
      let values = blind?.current?.values, values.indices.contains(place)
    {
      return blind?.choose(values[place]) ?? []
    }
    guard let binding = context.binding(of: key) else {
      say(.note, "\(key.label) does nothing here; Q ends")
      return []
    }
    return performBlind(binding.command)
  }

  private mutating func performBlind(_ command: Command) -> [Effect] {
    switch command {
    case .noAnswer:
      guard let current = blind?.current else { return [] }
      if current.isOptional { return blind?.choose(nil) ?? [] }
      say(.note, "a stage is needed; s skips the turn")
    case .skipTurn: return blind?.skip() ?? []
    case .undo:
      if let effects = blind?.undo() { return effects }
      say(.note, Availability.undo.reason)
    case .note:
      guard let pane = blind, pane.item != nil else { return [] }
      blind?.note = LineEditor(pane.answer.note ?? "")
    case .up: scrollBlind(1)
    case .down: scrollBlind(-1)
    case .pageUp, .halfPageUp: scrollBlind(max(rows / 3, 1))
    case .pageDown, .halfPageDown: scrollBlind(-max(rows / 3, 1))
    case .back: return leaveBlind(ends: false)
    case .quit: return leaveBlind(ends: true)
    case .suspend: return [.pauseBlind, .suspend] + resumeBlind()
    case .redraw: return [.redraw]
    default: break
    }
    return []
  }

  private func resumeBlind() -> [Effect] { blind?.item.map { [.showBlind(place: $0.place)] } ?? [] }

  private mutating func scrollBlind(_ lines: Int) {
    guard let pane = blind else { return }
    let view = BlindView(pane: pane, columns: columns, rows: rows)
    blind?.below = min(max(pane.below + lines, 0), view.hiddenLines)
  }

  /// Pauses: what is done is kept, and the next start goes on behind it.
  private mutating func leaveBlind(ends: Bool) -> [Effect] {
    // What the explorer showed is not this session's where it never was in sight.
    if blind?.isAlone == true { return [.pauseBlind, .quit] }
    blind = nil
    return [.pauseBlind] + (ends ? quit() : [])
  }

  private mutating func pressBlindNote(_ key: Key, _ editor: LineEditor) -> [Effect] {
    switch Keymap.line.binding(of: key)?.command {
    case .accept: blind?.keepNote()
    case .cancel: blind?.note = nil
    default:
      var editor = editor
      if editor.handle(key) { blind?.note = editor }
    }
    return []
  }

  mutating func pasteBlind(_ text: String) {
    guard var editor = blind?.note else { return }
    editor.insert(text)
    blind?.note = editor
  }

  /// What comes back for a round; nothing of it counts once the round was left.
  mutating func take(_ answer: BlindNews) -> [Effect] {
    switch answer {
    case .opened(let round): return blind?.take(round) ?? []
    case .refused(let why): blind?.refuse(why)
    case .shown(let item): blind?.take(item)
    }
    return []
  }
}
