import Cases
public import CellGrid
import Fidelity

// Keys in a prompt.

extension Explorer {
  mutating func openLine(_ kind: LinePrompt.Kind, text: String = "") {
    prompt = .line(LinePrompt(kind, text: text))
    filterHistory.rewind()
    commandHistory.rewind()
    searchHistory.rewind()
    tagHistory.rewind()
    noteHistory.rewind()
  }

  mutating func pressInPrompt(_ key: Key) -> [Effect] {
    switch prompt {
    case .line(let line): return press(key, in: line)
    case .sort(let menu): return press(key, in: menu)
    case .views(let menu): return press(key, in: menu)
    case .export(let dialog): return press(key, in: dialog)
    case nil: return []
    }
  }

  /// Takes the first of some events. Characters that were typed into a line all at once, as a terminal without bracketed
  /// paste hands over what is pasted, are one: the line is read once, not once a character.
  public func nextEvent(of events: inout ArraySlice<Event>) -> Event? {
    guard let first = events.popFirst() else { return nil }
    guard takesText, let character = typedCharacter(first) else { return first }
    var characters = [character]
    while let next = events.first, let character = typedCharacter(next) {
      characters.append(character)
      events.removeFirst()
    }
    return characters.count > 1 ? .paste(characters.map { String($0) }.joined()) : first
  }

  /// Whether a line of text has the keyboard.
  private var takesText: Bool {
    if Layout.isTooSmall(columns: columns, rows: rows) { return false }
    return switch prompt {
    case .line: true
    case .export(let dialog): dialog.field == .path
    case .sort, .views, nil: false
    }
  }

  private func typedCharacter(_ event: Event) -> Character? {
    guard case .key(let key) = event, case .character(let character) = key, context.binding(of: key) == nil else {
      return nil
    }
    return character
  }

  mutating func paste(_ text: String) -> [Effect] {
    if blind != nil {
      pasteBlind(text)
      return []
    }
    switch prompt {
    case .line(var line):
      line.editor.insert(text)
      line.completion = nil
      return changed(line)
    case .export(var dialog):
      dialog.paste(text)
      prompt = .export(dialog)
      return []
    case .sort, .views, nil:
      say(.note, "pasted text goes into a line: F filter, / search, : command")
      return []
    }
  }

  private mutating func press(_ key: Key, in line: LinePrompt) -> [Effect] {
    var line = line
    guard let binding = context.binding(of: key) else {
      if key == .backspace, line.editor.text.isEmpty { return cancel(line) }
      guard line.editor.handle(key) else { return [] }
      line.completion = nil
      return changed(line)
    }
    switch binding.command {
    case .accept: return accept(line)
    case .cancel: return cancel(line)
    case .complete:
      complete(&line)
      return changed(line)
    case .olderLine, .newerLine:
      guard let text = recall(binding.command, in: line) else { return [] }
      line.editor.replace(with: text)
      line.completion = nil
      return changed(line)
    default: return []
    }
  }

  /// Follows a change of the text: a filter is read and counted as it is typed.
  private mutating func changed(_ line: LinePrompt) -> [Effect] {
    var line = line
    defer { prompt = .line(line) }
    guard line.kind == .filter, var query else { return [] }
    line.problem = nil
    do {
      query.filter = try checkedFilter(line.editor.text)
    } catch {
      line.problem = error
      line.preview = nil
      return []
    }
    query.series = series(allowedBy: query.filter, near: query.series) ?? query.series
    line.generation = newGeneration()
    return [.count(query, generation: line.generation)]
  }

  private mutating func recall(_ command: Command, in line: LinePrompt) -> String? {
    let current = line.editor.text
    let isOlder = command == .olderLine
    switch line.kind {
    case .filter: return isOlder ? filterHistory.older(than: current) : filterHistory.newer()
    case .command: return isOlder ? commandHistory.older(than: current) : commandHistory.newer()
    case .search, .paneSearch: return isOlder ? searchHistory.older(than: current) : searchHistory.newer()
    case .tags: return isOlder ? tagHistory.older(than: current) : tagHistory.newer()
    case .note: return isOlder ? noteHistory.older(than: current) : noteHistory.newer()
    case .keepReviews, .saveReceipt: return nil
    }
  }

  private mutating func cancel(_ line: LinePrompt) -> [Effect] {
    prompt = nil
    return []
  }

  private mutating func accept(_ line: LinePrompt) -> [Effect] {
    let text = line.editor.text
    switch line.kind {
    case .filter: return acceptFilter(line)
    case .command:
      prompt = nil
      return run(text)
    case .search:
      prompt = nil
      return search(text)
    case .paneSearch:
      prompt = nil
      searchPane(text)
      return []
    case .tags(let keys):
      prompt = nil
      return takeTags(typed: text, was: line.original, of: keys)
    case .note(let keys):
      prompt = nil
      // Notes that differ stand as an empty line, which is no wish to lose them.
      return text == line.original && keys.count > 1 ? [] : takeNote(text, of: keys)
    case .saveReceipt:
      prompt = nil
      return saveReceipt(to: text)
    case .keepReviews:
      prompt = nil
      return text.trimmingBlanks.isEmpty ? [] : keepReviews(in: text.trimmingBlanks)
    }
  }

  /// A filter that cannot be read stays in the line, with its problem shown.
  private mutating func acceptFilter(_ line: LinePrompt) -> [Effect] {
    do {
      let filter = try checkedFilter(line.editor.text)
      prompt = nil
      return setFilter(filter)
    } catch {
      return []
    }
  }
}
