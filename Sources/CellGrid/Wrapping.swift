/// One line of a wrapped ``CleanText``.
public struct TextLine: Sendable, Hashable {
  /// The places of its cells in the text; spaces and the line break at its end are not among them.
  let cells: Range<Int>
  /// The cells of the screen that it takes.
  public let width: Int
  /// Whether it begins a paragraph, as opposed to going on where the line before was broken.
  public let startsParagraph: Bool
}

extension CleanText {
  /// Breaks the text into lines of at most `width` cells.
  ///
  /// Lines are broken at spaces, after hyphens, and between any two wide characters, but not before closing nor after
  /// opening punctuation; a word longer than a line is cut. Spaces at a break vanish. A width below 2 counts as 2, since
  /// nothing wide would fit. Empty text is one empty line.
  /// - Complexity: O(*n*).
  public func lines(width: Int) -> [TextLine] {
    let limit = max(width, 2)
    var result: [TextLine] = []
    var paragraph = 0
    while true {
      let end = cells[paragraph...].firstIndex { $0.scalarValue == CleanText.lineBreak } ?? cells.count
      wrap(paragraph..<end, limit: limit, into: &result)
      guard end < cells.count else { return result }
      paragraph = end + 1
    }
  }

  private func wrap(_ paragraph: Range<Int>, limit: Int, into result: inout [TextLine]) {
    var start = paragraph.lowerBound
    repeat {
      let (end, next) = lineEnd(from: start, in: paragraph, limit: limit)
      let width = cells[start..<end].reduce(0) { $0 + $1.width }
      result.append(
        TextLine(cells: start..<end, width: width, startsParagraph: start == paragraph.lowerBound))
      start = next
    } while start < paragraph.upperBound
  }

  /// Where the line that begins at `start` ends, and where the next begins.
  private func lineEnd(from start: Int, in paragraph: Range<Int>, limit: Int) -> (end: Int, next: Int) {
    var width = 0
    var index = start
    var lastBreak: Int?
    while index < paragraph.upperBound {
      if index > start, mayBreak(before: index) { lastBreak = index }
      width += cells[index].width
      if width > limit, !isSpace(index) {
        let next = lastBreak ?? index
        return (trimmed(start..<next), next)
      }
      index += 1
    }
    return (width > limit ? trimmed(start..<index) : index, index)
  }

  /// The end of a line without the spaces at its end.
  private func trimmed(_ line: Range<Int>) -> Int {
    var end = line.upperBound
    while end > line.lowerBound, isSpace(end - 1) { end -= 1 }
    return end
  }

  private func isSpace(_ index: Int) -> Bool {
    let value = cells[index].scalarValue
    return value == 0x20 || value == 0x3000
  }

  private func mayBreak(before index: Int) -> Bool {
    let left = cells[index - 1]
    let right = cells[index]
    if isSpace(index) { return false }
    if isSpace(index - 1) { return true }
    if LineBreaking.mayNotBegin(right.scalarValue) || LineBreaking.mayNotEnd(left.scalarValue) { return false }
    if left.width == 2 || right.width == 2 { return true }
    // After a hyphen or dash within a word, but not before a number's digits: "-5".
    return LineBreaking.isHyphen(left.scalarValue) && index >= 2 && cells[index - 2].scalar.properties.isAlphabetic
      && right.scalar.properties.isAlphabetic
  }
}

/// A light kinsoku shori: what may not begin or end a line. After JIS X 4051 and GB/T 15834, without their finer classes.
enum LineBreaking {
  static func mayNotBegin(_ value: UInt32) -> Bool {
    isPunctuationCandidate(value) && closing.contains(value)
  }

  static func mayNotEnd(_ value: UInt32) -> Bool {
    isPunctuationCandidate(value) && opening.contains(value)
  }

  /// Letters, digits and ideographs are most of any text and in neither set.
  private static func isPunctuationCandidate(_ value: UInt32) -> Bool {
    switch value {
    case 0x61...0x7A, 0x30...0x39, 0x41...0x5A, 0x3400...0xFEFF: false
    default: true
    }
  }

  static func isHyphen(_ value: UInt32) -> Bool {
    value == 0x2D || value == 0x2010 || value == 0x2013 || value == 0x2014
  }

  private static let closing = scalars(
    "!),.:;?]}%'\"»›’”…‥·、。〃々〉》」』】〕〗〙〛〜ゝゞーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ！），．：；？］｝～％｡｣､･")
  private static let opening = scalars("([{«‹‘“$£¥〈《「『【〔〖〘〚（［｛＄￥｢#@")

  private static func scalars(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.map(\.value))
  }
}

extension Frame {
  /// Writes one line of a wrapped text, with the styles that it carries.
  /// - Parameter surface: What lies behind it, in place of the text's own; nil keeps that.
  /// - Returns: The number of cells used.
  @discardableResult
  public mutating func write(
    _ text: CleanText, _ line: TextLine, row: Int, column: Int, width: Int = .max, surface: Surface? = nil
  ) -> Int {
    guard row >= 0, row < rows, width > 0, (Int.min / 2..<columns).contains(column) else { return 0 }
    let end = width < columns - column ? column + width : columns
    var place = column
    for index in line.cells.clamped(to: 0..<text.cells.count) {
      var cell = text.cells[index]
      guard place + cell.width <= end else { break }
      if let surface { cell.style.surface = surface }
      put(cell, row: row, column: place)
      place += cell.width
    }
    return place - column
  }
}

/// Wraps any text into lines of at most `width` cells, cleaned; see ``CleanText/lines(width:)``.
public func wrap(_ text: String, width: Int) -> [String] {
  let clean = CleanText(text)
  return clean.lines(width: width).map { line in
    clean.cells[line.cells].reduce(into: "") { $0 += $1.text }
  }
}
