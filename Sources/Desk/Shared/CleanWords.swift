internal import CellGrid

/// Strangers' text in one line, with nothing in it that a terminal would obey.
public func shown(_ text: String) -> String { CleanText(text).text }

/// The same for text of several lines, which stay lines.
public func shownLines(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }.joined(separator: "\n")
}

extension String {
  /// The lines in one: a name that holds line ends makes no lines of its own.
  var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ⏎ ") }
}
