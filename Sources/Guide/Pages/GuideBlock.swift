/// A block of a page, in the part of Markdown that the pages are written in.
public enum GuideBlock: Equatable, Sendable {
  case heading(Int, String)
  case paragraph(String)
  /// An item of a list.
  case item(String)
  /// Lines that stand as they are; `language` says what a test may do with them.
  case code(language: String, [String])
  /// Rows of cells, the head first.
  case table([[String]])

  public static func blocks(of markdown: String) -> [GuideBlock] {
    var reader = Reader()
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) { reader.read(String(line)) }
    return reader.end()
  }

  private struct Reader {
    var blocks: [GuideBlock] = []
    /// The block that goes on with the next line.
    var open: GuideBlock?
    var fence: (language: String, lines: [String])?

    mutating func read(_ line: String) {
      if line.hasPrefix("```") {
        close()
        if let fence {
          blocks.append(.code(language: fence.language, fence.lines))
          self.fence = nil
        } else {
          fence = (String(line.dropFirst(3)), [])
        }
      } else if fence != nil {
        fence?.lines.append(line)
      } else if line.allSatisfy(\.isWhitespace) {
        close()
      } else if line.hasPrefix("#") {
        close()
        let level = line.prefix { $0 == "#" }.count
        blocks.append(.heading(level, trimmed(line.dropFirst(level))))
      } else if line.hasPrefix("|") {
        row(line)
      } else if line.hasPrefix("- ") {
        close()
        open = .item(trimmed(line.dropFirst(2)))
      } else {
        goOn(trimmed(line[...]))
      }
    }

    mutating func end() -> [GuideBlock] {
      close()
      return blocks
    }

    private mutating func close() {
      if let open { blocks.append(open) }
      open = nil
    }

    private mutating func goOn(_ words: String) {
      switch open {
      case .paragraph(let before): open = .paragraph("\(before) \(words)")
      case .item(let before): open = .item("\(before) \(words)")
      default:
        close()
        open = .paragraph(words)
      }
    }

    private mutating func row(_ line: String) {
      let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast()
        .map { trimmed($0) }
      if case .table(let rows) = open {
        let isRule = cells.allSatisfy { $0.allSatisfy { $0 == "-" || $0 == ":" } }
        if !isRule { open = .table(rows + [cells]) }
      } else {
        close()
        open = .table([cells])
      }
    }

    private func trimmed(_ text: Substring) -> String {
      var text = text.drop(while: \.isWhitespace)
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
  }
}
