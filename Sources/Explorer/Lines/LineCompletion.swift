import Cases
import CellGrid
import Text

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
    guard let found = candidates(for: line.kind, before: before) else { return }
    guard
      let completion = Completion(
        of: line.editor, replacing: found.length, words: found.words, notes: found.notes)
    else { return }
    completion.apply(to: &line.editor)
    line.completion = completion.isOnly ? nil : completion
  }

  func candidates(for kind: LinePrompt.Kind, before text: String) -> Candidates? {
    switch kind {
    case .filter: return filterCandidates(before: text)
    case .command: return commandCandidates(before: text)
    case .tags:
      let word = text.suffix(after: ",，、").drop(while: \.isWhitespace)
      return Candidates(for: String(word), among: reviews.tags) { $0 + ", " }
    case .search, .paneSearch, .note, .keepReviews, .saveReceipt: return nil
    }
  }

  func filterCandidates(before text: String) -> Candidates? {
    guard let table else { return nil }
    let counts = facets.isWaiting ? nil : facets.facets
    let completion = table.completion(of: text, at: text.count, in: FilterContext(), facets: counts)
    var candidates = completion.candidates.map { candidate in
      (candidate.text, candidate.count.map(NumberText.grouped) ?? candidate.help)
    }
    if text.hasSuffix("tag:") { candidates = reviews.tags.map { (FilterTerm.quoted($0), "") } + candidates }
    return Candidates(length: completion.range.count, words: candidates.map(\.0), notes: candidates.map(\.1))
  }

  private func commandCandidates(before text: String) -> Candidates? {
    guard let space = text.firstIndex(of: " ") else {
      let commands = TypedCommand.all.filter { $0.name.hasPrefix(text) }
      return Candidates(
        length: text.count, words: commands.map { $0.name + ($0.argument.isEmpty ? "" : " ") },
        notes: commands.map(\.help))
    }
    let rest = String(text[text.index(after: space)...])
    return TypedCommand.named(String(text[..<space]))?.words(self, rest)
  }
}

/// The characters before the cursor that are to be replaced, and by what.
struct Candidates {
  var length: Int
  var words: [String]
  var notes: [String]

  init(length: Int, words: [String], notes: [String]) {
    self.length = length
    self.words = words
    self.notes = notes
  }

  /// The names that begin with a word.
  init(for word: String, among names: [String], _ spelling: (String) -> String = { $0 }) {
    let matching = names.filter { $0.hasPrefix(word) }
    self.init(length: word.count, words: matching.map(spelling), notes: matching.map { _ in "" })
  }
}

extension FilterTerm {
  /// A value as it would be typed.
  fileprivate static func quoted(_ value: String) -> String {
    String(FilterTerm(.tag, .equals([value])).description.dropFirst("tag:".count))
  }
}

extension String {
  /// What follows the last of some characters.
  func suffix(after characters: String) -> Substring {
    guard let last = lastIndex(where: { characters.contains($0) }) else { return self[...] }
    return self[index(after: last)...]
  }
}
