/// One line of text that a person types: cursor, word moves, cutting and putting back. History is its owner's.
public struct LineEditor: Sendable, Hashable {
  /// The text as typed; uncleaned.
  public private(set) var text: String
  /// Where the cursor stands, in characters from the start.
  public private(set) var cursor: Int
  private var cut = ""

  public init(_ text: String = "") {
    self.text = text.singleLine
    cursor = self.text.count
  }

  /// Takes a key. Returns false for a key that a line editor has no use for (Enter, Escape, Tab, ↑, …).
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(cursor - 1, 0)
    case .right, .control("f"): cursor = min(cursor + 1, text.count)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .controlLeft, .altLeft, .alt("b"): cursor = wordStart
    case .controlRight, .altRight, .alt("f"): cursor = wordEnd
    case .backspace, .control("h"): remove(max(cursor - 1, 0)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(cursor + 1, text.count))
    case .control("w"): cutOut(blankDelimitedStart..<cursor)
    case .altBackspace: cutOut(wordStart..<cursor)
    case .alt("d"), .controlDelete: cutOut(cursor..<wordEnd)
    case .control("u"): cutOut(0..<cursor)
    case .control("k"): cutOut(cursor..<text.count)
    case .control("y"): insert(cut)
    default: return false
    }
    return true
  }

  /// Inserts text at the cursor, line breaks as spaces.
  public mutating func insert(_ addition: String) {
    let place = text.index(text.startIndex, offsetBy: cursor)
    let tail = text[place...]
    // Counted from the end: a combining mark joins the character before it and adds none.
    let head = String(text[..<place]) + addition.singleLine
    text = head + tail
    cursor = min(head.count, text.count)
  }

  /// Replaces the text; the cursor goes to its end.
  public mutating func replace(with text: String) {
    self.text = text.singleLine
    cursor = self.text.count
  }

  /// What a field of `width` cells shows: the part around the cursor, cleaned and no wider than the field, and the column
  /// where the cursor stands, always inside it.
  public func view(width: Int) -> (text: String, cursorColumn: Int) {
    guard width > 0 else { return ("", 0) }
    let widths = text.map { max(DisplayWidth.of(String($0)), 0) }
    let column = widths[..<cursor].reduce(0, +)
    // Whole half-fields are left out at the left, so that the text stands still while the cursor moves within one.
    let step = max(width / 2, 1)
    let omitted = column < width ? 0 : (column - width) / step * step + step
    var passed = 0
    var shown = ""
    var shownWidth = 0
    var start = 0
    for (character, size) in zip(text, widths) {
      defer { passed += size }
      if passed < omitted {
        start = passed + size
        continue
      }
      guard shownWidth + size <= width else { break }
      shown.append(character)
      shownWidth += size
    }
    return (cleaned(shown), min(max(column - start, 0), width - 1))
  }

  private func cleaned(_ text: String) -> String {
    var reader = ClusterReader(text)
    var result = ""
    while let cluster = reader.next() { result += cluster.cell.text }
    return result
  }

  private mutating func remove(_ range: Range<Int>) {
    let characters = Array(text)
    text = String(characters[..<range.lowerBound]) + String(characters[range.upperBound...])
    cursor = min(range.lowerBound, text.count)
  }

  private mutating func cutOut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = String(Array(text)[range])
    remove(range)
  }

  /// The start of the word before the cursor; a run of letters and digits is a word, so is each ideograph.
  private var wordStart: Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, !characters[place - 1].isWordPart { place -= 1 }
    guard place > 0 else { return 0 }
    if characters[place - 1].isIdeograph { return place - 1 }
    while place > 0, characters[place - 1].isWordPart, !characters[place - 1].isIdeograph { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    let characters = Array(text)
    var place = cursor
    while place < characters.count, !characters[place].isWordPart { place += 1 }
    guard place < characters.count else { return place }
    if characters[place].isIdeograph { return place + 1 }
    while place < characters.count, characters[place].isWordPart, !characters[place].isIdeograph { place += 1 }
    return place
  }

  /// The start of the run of non-blanks before the cursor: what ^W cuts.
  private var blankDelimitedStart: Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }

  fileprivate var isIdeograph: Bool {
    unicodeScalars.first.map { DisplayWidth.of($0) == 2 && $0.properties.isIdeographic } ?? false
  }
}

extension String {
  /// The text with every line break and tab as one space.
  fileprivate var singleLine: String {
    String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
