import Cases
import CellGrid

/// A change of a case whose conversation's name has not been loaded yet.
struct WaitingChange: Sendable, Equatable {
  var key: CaseKey
  var change: ReviewChange
  /// The number of its undo step.
  var number: Int
}

extension Explorer {
  /// What names a case in reviews, where its conversation's id is known.
  func reviewed(_ key: CaseKey) -> ReviewedCase? {
    let id = previews[key]?.conversationID ?? details[key]?.conversation.id
    return id.map { ReviewedCase(conversation: $0, key: key) }
  }

  /// The cases that a reviewing key means: the range, in the list the marked ones, else `count` cases from the current
  /// one.
  func keysInHand(count: Int?) -> [CaseKey] {
    guard let table else { return [] }
    if focus != .reader, count == nil, cases.anchorOfRange == nil, !shownMarks.isEmpty { return shownMarks }
    let places =
      focus == .reader && count == nil
      ? cases.scroll.selected..<cases.scroll.selected + 1
      : cases.places(count: min(count ?? 1, Explorer.reviewLimit))
    return places.prefix(Explorer.reviewLimit).compactMap { cases.row(at: $0) }.map { table.key(of: $0) }
  }

  /// The most cases that one key reviews.
  static let reviewLimit = 1_000

  // MARK: Keys

  mutating func flag(count: Int?) -> [Effect] {
    guard mayReview() else { return [] }
    let keys = keysInHand(count: count)
    let flags = keys.map { key in reviewed(key).map { reviews.own($0).flag } ?? false }
    // Several cases become alike: flagged, unless all of them are.
    let effects = change(keys, by: .flag(!flags.allSatisfy { $0 }))
    letGo(keys)
    lastChange = .flag(!flags.allSatisfy { $0 })
    return effects
  }

  /// What was in hand is dealt with: it is marked no longer.
  mutating func letGo(_ keys: [CaseKey]) {
    if focus != .reader, !marked.isEmpty { marked.removeAll(where: Set(keys).contains) }
    cases.anchorOfRange = nil
  }

  mutating func openTags(count: Int?) {
    guard mayReview() else { return }
    let keys = keysInHand(count: count)
    let lists = keys.map { key in reviewed(key).map { reviews.own($0).tags } ?? [] }
    let common = (lists.first ?? []).filter { tag in lists.allSatisfy { $0.contains(tag) } }
    letGo(keys)
    openLine(.tags(keys), text: common.joined(separator: ", ") + (common.isEmpty ? "" : ", "))
  }

  mutating func openNote(count: Int?) -> [Effect] {
    guard mayReview() else { return [] }
    let keys = keysInHand(count: count)
    let notes = Set(keys.map { key in reviewed(key).flatMap { reviews.own($0).note } ?? "" })
    letGo(keys)
    let note = notes.count == 1 ? notes.first ?? "" : ""
    // A line would flatten it.
    if note.contains(where: \.isNewline) { return edit(note, of: keys) }
    openLine(.note(keys), text: note)
    return []
  }

  private mutating func edit(_ note: String, of keys: [CaseKey]) -> [Effect] {
    editedNotes = keys
    return [.openEditor(note)]
  }

  mutating func openNoteInEditor() -> [Effect] {
    guard mayReview() else { return [] }
    let keys = keysInHand(count: nil)
    return edit(keys.first.flatMap(reviewed).flatMap { reviews.own($0).note } ?? "", of: keys)
  }

  mutating func takeNote(fromEditor text: String?) -> [Effect] {
    let keys = editedNotes
    editedNotes = []
    guard let text else {
      say(.note, "the note is as it was")
      return []
    }
    return takeNote(text, of: keys)
  }

  mutating func takeNote(_ text: String, of keys: [CaseKey]) -> [Effect] {
    let note = text.trimmingBlanks
    lastChange = .note(note.isEmpty ? nil : note)
    if !note.isEmpty, !note.contains(where: \.isNewline) { noteHistory.add(note) }
    return change(keys, by: .note(note.isEmpty ? nil : note))
  }

  mutating func takeTags(typed: String, was original: String, of keys: [CaseKey]) -> [Effect] {
    let tags = ReviewChange.tags(typed: typed)
    tagHistory.add(tags.joined(separator: ", "))
    let before = ReviewChange.tags(typed: original)
    let difference = ReviewChange.retag(
      add: tags.filter { !before.contains($0) }, remove: before.filter { !tags.contains($0) })
    lastChange = difference
    return change(keys, by: keys.count > 1 ? difference : .tags(tags))
  }

  // MARK: Changes

  /// Changes one's own reviews of cases, at once here and behind in the store.
  mutating func change(_ keys: [CaseKey], by change: ReviewChange) -> [Effect] {
    self.change(keys, by: change, number: newGeneration())
  }

  /// - Parameter number: That of the undo step.
  private mutating func change(_ keys: [CaseKey], by change: ReviewChange, number: Int) -> [Effect] {
    guard mayReview() else { return [] }
    var edits: [ReviewEdit] = []
    var effects: [Effect] = []
    for key in keys {
      guard let reviewed = reviewed(key) else {
        waitingChanges.append(WaitingChange(key: key, change: change, number: number))
        continue
      }
      let old = reviews.own(reviewed)
      let new = change.applied(to: old)
      guard new != old else { continue }
      edits.append(ReviewEdit(key: key, before: old, after: new))
      put(new, of: key)
      effects.append(.saveReview(new, replacing: old))
    }
    let unknown = previews.missing(of: waitingChanges.map(\.key))
    if !unknown.isEmpty { effects.append(.loadPreviews(unknown)) }
    if !edits.isEmpty {
      undoHistory.add(edits, of: change, number: number)
      if !change.isQuiet { sayWhenSaved(.good, change.message(count: edits.count, noun: noun)) }
    }
    return effects
  }

  /// Puts a changed review of one's own in its place, here and in what is counted.
  private mutating func put(_ review: Review, of key: CaseKey) {
    reviews.put(review, conversation: key.conversation)
    if let table { reviewedRows.take(ReviewedCase(review), of: reviews, in: table) }
  }

  /// Makes the changes that waited for the names of their conversations.
  mutating func applyWaitingChanges() -> [Effect] {
    guard !waitingChanges.isEmpty else { return [] }
    let known = waitingChanges.filter { reviewed($0.key) != nil }
    waitingChanges = waitingChanges.filter { reviewed($0.key) == nil }
    var effects: [Effect] = []
    var rest = known[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.number == first.number }
      effects += change(alike.map(\.key), by: first.change, number: first.number)
      rest = rest.dropFirst(alike.count)
    }
    return effects
  }

  mutating func undo() -> [Effect] {
    switch undoHistory.pop() {
    case .reviews(let edits, let change, _):
      sayWhenSaved(.note, "undone: " + change.message(count: edits.count, noun: noun))
      // Where it was done one looks at it again.
      if let place = edits.first.flatMap({ self.place(of: $0.key) }) { cases.select(place) }
      return edits.map { edit in
        // Only what the key changed goes back; what came from elsewhere since then stays.
        let now = reviews.own(ReviewedCase(edit.after))
        let back = edit.before.merged(over: now, since: edit.after)
        put(back, of: edit.key)
        return .saveReview(back, replacing: now)
      }
    case .filter(let filter, let place):
      guard var query else { return [] }
      query.filter = filter
      say(.note, filter.isEmpty ? "no filter, as before" : "the filter as it was before")
      return ask(query, then: place.map(Anchor.key) ?? .top)
    case nil:
      return []
    }
  }
}
