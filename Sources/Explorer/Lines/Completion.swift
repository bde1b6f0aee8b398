import CellGrid

/// Words that could stand at the cursor, one of them in the line; Tab goes on to the next.
struct Completion: Sendable, Equatable {
  /// What stays before and after the word.
  private let head: String
  private let tail: String
  let words: [String]
  /// What each word is, for the line above; as many as words.
  let notes: [String]
  private(set) var chosen: Int

  /// - Parameters:
  ///   - length: The characters before the cursor that the word replaces.
  init?(of editor: LineEditor, replacing length: Int, words: [String], notes: [String]? = nil) {
    guard !words.isEmpty else { return nil }
    let before = editor.text.prefix(editor.cursor)
    head = String(before.dropLast(length))
    tail = String(editor.text.dropFirst(editor.cursor))
    self.words = words
    self.notes = notes.flatMap { $0.count == words.count ? $0 : nil } ?? words.map { _ in "" }
    chosen = 0
  }

  /// Whether there is nothing to choose.
  var isOnly: Bool { words.count == 1 }

  mutating func turn(_ step: Int = 1) { chosen = (chosen + step + words.count) % words.count }

  /// Writes the chosen word into the line.
  func apply(to editor: inout LineEditor) {
    editor.replace(with: head + words[chosen] + tail)
    for _ in tail { _ = editor.handle(.left) }
  }
}
