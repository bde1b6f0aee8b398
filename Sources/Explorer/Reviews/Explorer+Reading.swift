public import Cases
import CellGrid
import Text

// Read and unread: what is dealt with, and what comes next.

extension Explorer {
  /// Space: what is in hand is read, and the next unread case is current.
  mutating func markRead(count: Int?) -> [Effect] {
    // A store that keeps nothing can be read all the same.
    guard whyNotKept == nil else {
      step(1)
      return []
    }
    let keys = cases.anchorOfRange == nil && count == nil ? currentKey.map { [$0] } ?? [] : keysInHand(count: count)
    let effects = change(keys, by: .seen(true))
    goOn(from: keys)
    return effects
  }

  /// A digit: what is in hand gets its tag, and the next unread case is current.
  mutating func tag(by digit: Int, count: Int?) -> [Effect] {
    guard mayReview(), let tag = options.keys.tags[digit] else { return [] }
    lastChange = .retag(add: [tag], remove: [])
    return repeatReview(count: count)
  }

  /// `.`: what was said last is said of what is in hand, and the next unread case is current.
  mutating func repeatReview(count: Int?) -> [Effect] {
    guard mayReview(), let lastChange else { return [] }
    var keys = keysInHand(count: count)
    let all = keys
    if case .note = lastChange {
      // A note of its own is not written over by a key that shows no note.
      keys.removeAll { key in
        reviewed(key).flatMap { reviews.own($0).note }.map { !$0.isEmpty && .note($0) != lastChange } ?? false
      }
      if keys.count < all.count {
        say(.note, "\(NumberText.counted(all.count - keys.count, noun)) with another note; c changes it")
        guard !keys.isEmpty else { return [] }
      }
    }
    let effects = change(keys, by: .andRead(lastChange))
    goOn(from: all)
    letGo(all)
    return effects
  }

  /// Makes the next unread case current, from the top again where none follows; says what was done where none is left.
  ///
  /// - Parameter keys: What was dealt with. Several marked ones leave the place as it is.
  private mutating func goOn(from keys: [CaseKey]) {
    let range = cases.anchorOfRange.map { _ in cases.places(count: nil) }
    cases.anchorOfRange = nil
    if let range { cases.select(range.upperBound - 1) }
    guard keys.isEmpty || currentKey.map(keys.contains) == true else { return }
    let read = reviewedRows.read
    let dealtWith = Set(keys)
    func isUnread(_ row: Int) -> Bool {
      !read.contains(row) && !(table.map { dealtWith.contains($0.key(of: row)) } ?? false)
    }
    if let next = cases.place(after: cases.scroll.selected, where: isUnread) {
      cases.select(next)
    } else if let first = cases.place(where: isUnread) {
      cases.select(first)
      say(.note, "the first unread \(noun); none follows")
    } else {
      tell(.good, whatWasDone)
    }
  }

  /// Says it at once, or when the store has what is said.
  private mutating func tell(_ kind: Message.Kind, _ text: String) {
    if reviews.unsavedCount > 0 { sayWhenSaved(kind, text) } else { say(kind, text) }
  }

  /// "192 read (47 today), 31 flagged, missed-exit 18; e exports them"
  private var whatWasDone: String {
    guard let table else { return "" }
    let read = cases.members.count(of: reviewedRows.read)
    let today = options.startOfDay.map { reviews.readCount(since: $0, in: cases.members, of: table) } ?? read
    let flagged = cases.members.count(of: reviewedRows.flagged)
    var parts = ["\(NumberText.grouped(read)) read" + (today < read ? " (\(NumberText.grouped(today)) today)" : "")]
    if flagged > 0 { parts.append("\(NumberText.grouped(flagged)) flagged") }
    parts += reviews.tags(in: cases.members, of: table).prefix(5).map { "\($0.tag) \(NumberText.grouped($0.count))" }
    return parts.joined(separator: ", ") + "; e exports them"
  }

  // MARK: Marks

  /// Marks the current case or no longer, and steps on.
  mutating func toggleMark(count: Int?) {
    guard let table else { return }
    let range = cases.places(count: count)
    let keys = range.prefix(Explorer.reviewLimit).compactMap { cases.row(at: $0) }.map { table.key(of: $0) }
    if keys.allSatisfy(marked.contains) {
      marked.removeAll { keys.contains($0) }
    } else {
      marked += keys.filter { !marked.contains($0) }
    }
    cases.anchorOfRange = nil
    cases.select(range.upperBound)
  }

  /// The marked cases that are in the list.
  var shownMarks: [CaseKey] {
    guard let table, !marked.isEmpty else { return [] }
    return marked.filter { key in table.row(of: key).map { cases.members.holds($0) } ?? false }
  }

  /// The cases that were marked, as they were marked.
  public var markedKeys: [CaseKey] { marked }
}
