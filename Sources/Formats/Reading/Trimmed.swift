extension StringProtocol {
  var trimmed: String {
    // Nearly every text begins and ends with a plain character, which is told without a look at its properties.
    if let first = utf8.first, let last = utf8.reversed().first, (33..<127).contains(first), (33..<127).contains(last) {
      return String(self)
    }
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension UnsafeRawBufferPointer {
  /// The same of UTF-8, as a part of it.
  var trimmed: UnsafeRawBufferPointer {
    guard let first, let last, !(33..<127).contains(first) || !(33..<127).contains(last) else { return self }
    let text = String(decoding: self, as: UTF8.self)
    guard let start = text.firstIndex(where: { !$0.isWhitespace }) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
    let (before, count) = (text[..<start].utf8.count, text[start..<end].utf8.count)
    return UnsafeRawBufferPointer(rebasing: self[before..<before + count])
  }
}
