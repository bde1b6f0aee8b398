import Cases
import CellGrid

/// A change of a case whose conversation's name has not been loaded yet.
struct WaitingChange: Sendable, Equatable {
  var key: CaseKey
  var change: ReviewChange
}

extension Explorer {
  /// What names a case in reviews, where its conversation's id is known.
  func reviewed(_ key: CaseKey) -> ReviewedCase? {
    let id = previews[key]?.conversationID ?? details[key]?.conversation.id
    return id.map { ReviewedCase(conversation: $0, key: key) }
  }

  /// The cases that a reviewing key means: the range, or `count` cases from the current one.
  private func keysInHand(count: Int?) -> [CaseKey] {
    guard let table else { return [] }
    let places =
      focus == .reader && count == nil
      ? cases.scroll.selected..<cases.scroll.selected + 1
      : cases.places(count: min(count ?? 1, Explorer.reviewLimit))
    return places.prefix(Explorer.reviewLimit).compactMap { cases.row(at: $0) }.map { table.key(of: $0) }
  }

  /// The most cases that one key reviews.
  private static let reviewLimit = 1_000

  // MARK: Keys

  mutating func flag(count: Int?) -> [Effect] {
    guard mayReview() else { return [] }
    let keys = keysInHand(count: count)
    let flags = keys.map { key in reviewed(key).map { reviews.own($0).flag } ?? false }
    // Several cases become alike: flagged, unless all of them are.
    let effects = change(keys, by: .flag(!flags.allSatisfy { $0 }))
    cases.anchorOfRange = nil
    return effects
  }

  mutating func openTags(count: Int?) {
    guard mayReview() else { return }
    let keys = keysInHand(count: count)
    let lists = keys.map { key in reviewed(key).map { reviews.own($0).tags } ?? [] }
    let common = (lists.first ?? []).filter { tag in lists.allSatisfy { $0.contains(tag) } }
    cases.anchorOfRange = nil
    openLine(.tags(keys), text: common.joined(separator: ", ") + (common.isEmpty ? "" : ", "))
  }

  mutating func openNote(count: Int?) {
    guard mayReview() else { return }
    let keys = keysInHand(count: count)
    let notes = Set(keys.map { key in reviewed(key).flatMap { reviews.own($0).note } ?? "" })
    cases.anchorOfRange = nil
    openLine(.note(keys), text: notes.count == 1 ? notes.first ?? "" : "")
  }

  mutating func openNoteInEditor() -> [Effect] {
    guard mayReview() else { return [] }
    editedNotes = keysInHand(count: nil)
    let note = editedNotes.first.flatMap(reviewed).flatMap { reviews.own($0).note } ?? ""
    return [.openEditor(note)]
  }

  mutating func takeNote(fromEditor text: String?) -> [Effect] {
    let keys = editedNotes
    editedNotes = []
    guard let text else {
      say(.note, "the note is as it was")
      return []
    }
    let note = text.trimmingBlanks
    return change(keys, by: .note(note.isEmpty ? nil : note))
  }

  mutating func takeTags(typed: String, was original: String, of keys: [CaseKey]) -> [Effect] {
    let tags = ReviewChange.tags(typed: typed)
    guard keys.count > 1 else { return change(keys, by: .tags(tags)) }
    let before = ReviewChange.tags(typed: original)
    return change(
      keys, by: .retag(add: tags.filter { !before.contains($0) }, remove: before.filter { !tags.contains($0) }))
  }

  // MARK: Changes

  /// Changes one's own reviews of cases, at once here and behind in the store.
  mutating func change(_ keys: [CaseKey], by change: ReviewChange) -> [Effect] {
    guard mayReview() else { return [] }
    var edits: [ReviewEdit] = []
    var effects: [Effect] = []
    for key in keys {
      guard let reviewed = reviewed(key) else {
        waitingChanges.append(WaitingChange(key: key, change: change))
        continue
      }
      let old = reviews.own(reviewed)
      let new = change.applied(to: old)
      guard new != old else { continue }
      edits.append(ReviewEdit(before: old, after: new))
      reviews.put(new)
      effects.append(.saveReview(new, replacing: old))
    }
    let unknown = previews.missing(of: waitingChanges.map(\.key))
    if !unknown.isEmpty { effects.append(.loadPreviews(unknown)) }
    if !edits.isEmpty {
      undoHistory.push(.reviews(edits))
      sayWhenSaved(.good, change.message(count: edits.count, noun: noun))
    }
    return effects
  }

  /// Makes the changes that waited for the names of their conversations.
  mutating func applyWaitingChanges() -> [Effect] {
    guard !waitingChanges.isEmpty else { return [] }
    let known = waitingChanges.filter { reviewed($0.key) != nil }
    waitingChanges = waitingChanges.filter { reviewed($0.key) == nil }
    var effects: [Effect] = []
    var rest = known[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.change == first.change }
      effects += change(alike.map(\.key), by: first.change)
      rest = rest.dropFirst(alike.count)
    }
    return effects
  }

  mutating func undo() -> [Effect] {
    switch undoHistory.pop() {
    case .reviews(let edits):
      sayWhenSaved(.note, edits.count == 1 ? "undone" : "undone for \(edits.count) \(noun)s")
      return edits.map { edit in
        // Only what the key changed goes back; what came from elsewhere since then stays.
        let now = reviews.own(ReviewedCase(edit.after))
        let back = edit.before.merged(over: now, since: edit.after)
        reviews.put(back)
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
