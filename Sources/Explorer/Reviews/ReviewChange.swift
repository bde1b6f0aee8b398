import Cases

/// One thing that a reviewer does to a case.
enum ReviewChange: Sendable, Equatable {
  case flag(Bool)
  case tags([String])
  /// Tags to add and to take away, for several cases at once.
  case retag(add: [String], remove: [String])
  case note(String?)
  case seen(Bool)
  /// Something that is said of a case when it has been read.
  indirect case andRead(ReviewChange)

  func applied(to review: Review) -> Review {
    var review = review
    switch self {
    case .flag(let flag): review.flag = flag
    case .tags(let tags): review.tags = tags
    case .retag(let add, let remove):
      review.tags.removeAll { remove.contains($0) }
      review.tags += add.filter { !review.tags.contains($0) }
    case .note(let note): review.note = note
    case .seen(let seen): review.seen = seen
    case .andRead(let change):
      review = change.applied(to: review)
      review.seen = true
    }
    return review
  }

  /// What the last line says after it, for `count` cases or conversations.
  func message(count: Int, noun: String) -> String {
    let cases = count == 1 ? "" : " \(count) \(noun)s"
    switch self {
    case .flag(true): return "flagged" + cases
    case .flag(false): return "flag taken off" + (count == 1 ? "" : " of \(count) \(noun)s")
    case .tags(let tags):
      return tags.isEmpty ? "tags taken off" + cases : "tagged\(cases) " + tags.joined(separator: ", ")
    case .retag(let add, let remove):
      return "tagged\(cases) " + (add + remove.map { "-" + $0 }).joined(separator: ", ")
    case .note(let note): return (note == nil ? "note deleted" : "noted") + cases
    case .seen(let seen): return (seen ? "read" : "unread") + cases
    case .andRead(let change): return change.message(count: count, noun: noun)
    }
  }

  /// Whether nothing is said of it: the title counts what is read.
  var isQuiet: Bool { if case .seen = self { true } else { false } }

  /// Tags as they are typed: separated by commas, blanks around them and repetitions dropped.
  static func tags(typed: String) -> [String] {
    var tags: [String] = []
    for part in typed.split(whereSeparator: { $0 == "," || $0 == "，" || $0 == "、" }) {
      let tag = part.trimmingBlanks
      if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
