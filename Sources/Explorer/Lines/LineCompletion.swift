import CellGrid
import DecisionFidelity

// What Tab offers in a line.

extension Explorer {
  /// Completes the word at the cursor, or turns to the next word that would fit.
  func complete(_ line: inout LinePrompt) {
    if var completion = line.completion {
      completion.turn()
      completion.apply(to: &line.editor)
      line.completion = completion
      return
    }
    let before = String(line.editor.text.prefix(line.editor.cursor))
    guard let (word, candidates) = candidates(for: line.kind, before: before) else { return }
    guard let completion = Completion(of: line.editor, replacing: word.count, words: candidates) else { return }
    completion.apply(to: &line.editor)
    line.completion = completion.isOnly ? nil : completion
  }

  /// The part of the line before the cursor that is to be replaced, and by what.
  private func candidates(
    for kind: LinePrompt.Kind, before text: String
  ) -> (word: String, candidates: [String])? {
    switch kind {
    case .filter: return filterCandidates(before: text)
    case .command: return commandCandidates(before: text)
    case .tags:
      let word = text.suffix(after: ",，、").drop(while: \.isWhitespace)
      return (String(word), reviews.tags.filter { $0.hasPrefix(word) }.map { $0 + ", " })
    case .search, .helpSearch, .note: return nil
    }
  }

  private func filterCandidates(before text: String) -> (String, [String])? {
    guard let table else { return nil }
    let term = text.suffix(after: " \t(（").drop { $0 == "-" }
    guard let sign = term.firstIndex(where: { ":：~～<>=".contains($0) }) else {
      let profile = table.conversations.profile.map { FilterField.profile($0.name).description }
      let names = FilterField.all.map { $0.description } + profile
      return (String(term), names.filter { $0.hasPrefix(term) }.map { $0 + $0.testSign })
    }
    guard let field = FilterField(name: String(term[..<sign])) else { return nil }
    let word = String(term[term.index(after: sign)...].suffix(after: ",，"))
    let bare = word.drop { $0 == "\"" || $0 == "“" }
    let values = field == .tag ? reviews.tags + [FilterValue.none] : table.values(of: field, in: FilterContext())
    let matching = values.filter { $0.lowercased().hasPrefix(bare.lowercased()) }.prefix(200)
    return (word, matching.map { FilterTerm(field, .equals([$0])).printedValue })
  }

  private func commandCandidates(before text: String) -> (String, [String])? {
    guard let space = text.firstIndex(of: " ") else {
      return (text, TypedCommand.all.map(\.name).filter { $0.hasPrefix(text) }.map { $0 + " " })
    }
    let rest = String(text[text.index(after: space)...])
    switch TypedCommand.named(String(text[..<space]))?.name {
    case "filter": return filterCandidates(before: rest)
    case "sort":
      let word = rest.drop { $0 == "-" }
      return (String(word), FilterField.all.filter(\.isSortable).map(\.name).filter { $0.hasPrefix(word) })
    case "simulator": return (rest, simulators.filter { $0.hasPrefix(rest) })
    case "instrument": return (rest, instruments.filter { $0.hasPrefix(rest) })
    case "draw": return (rest, draws.map(String.init).filter { $0.hasPrefix(rest) })
    case "export":
      let word = String(rest.suffix(after: " "))
      return (word, ["flagged", "shown", "csv", "jsonl", "markdown", "bundle"].filter { $0.hasPrefix(word) })
    case "tag": return candidates(for: .tags([]), before: rest)
    default: return nil
    }
  }
}

extension FilterTerm {
  /// The values as they would be typed, without the field.
  fileprivate var printedValue: String {
    let text = description
    return String(text.dropFirst(field.description.count + 1))
  }
}

extension String {
  /// What follows the last of some characters.
  fileprivate func suffix(after characters: String) -> Substring {
    guard let last = lastIndex(where: { characters.contains($0) }) else { return self[...] }
    return self[index(after: last)...]
  }

  /// The sign that most often follows a field of this name.
  fileprivate var testSign: String {
    guard let kind = FilterField(name: self)?.kind else { return ":" }
    return kind == .text ? "~" : kind == .number ? ">=" : ":"
  }
}

extension Substring {
  fileprivate func suffix(after characters: String) -> Substring {
    guard let last = lastIndex(where: { characters.contains($0) }) else { return self }
    return self[index(after: last)...]
  }
}
