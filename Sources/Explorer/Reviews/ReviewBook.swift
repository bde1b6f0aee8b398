import Cases

/// What names a reviewed case, or with an empty simulator a whole conversation: reviews speak of a simulator's draw at a probe point, whatever instrument labelled it.
struct ReviewedCase: Sendable, Hashable {
  var conversation: String
  var turn: Int
  var simulator: String
  var draw: Int

  init(_ review: Review) {
    conversation = review.conversation
    turn = review.turn
    simulator = review.simulator
    draw = review.draw
  }

  init(conversation: String, key: CaseKey) {
    self.conversation = conversation
    turn = key.turn
    simulator = key.simulator
    draw = key.draw
  }
}

/// All reviews of the audit, by case; one's own are changed here at once and saved behind.
struct ReviewBook: Sendable, Equatable {
  /// Who reviews here.
  let reviewer: String
  private var byCase: [ReviewedCase: [Review]] = [:]
  /// One's own reviews that were given to the store and not confirmed, so that news from it does not undo them.
  private var unsaved: [ReviewedCase: Review] = [:]
  /// The store's keys of the reviewed conversations.
  private var conversations: [String: UInt32] = [:]

  init(reviewer: String) {
    self.reviewer = reviewer
  }

  /// The reviews of a case that say something, one's own first.
  func reviews(of reviewed: ReviewedCase) -> [Review] {
    let all = (byCase[reviewed] ?? []).filter { !$0.saysNothing }
    return all.filter { $0.reviewer == reviewer } + all.filter { $0.reviewer != reviewer }
  }

  /// One's own review of a case; an empty one where there is none.
  func own(_ reviewed: ReviewedCase) -> Review {
    byCase[reviewed]?.first { $0.reviewer == reviewer }
      ?? Review(
        conversation: reviewed.conversation, turn: reviewed.turn, simulator: reviewed.simulator, draw: reviewed.draw,
        reviewer: reviewer)
  }

  /// Whether anyone flagged a case.
  func isFlagged(_ reviewed: ReviewedCase) -> Bool { byCase[reviewed]?.contains(where: \.flag) ?? false }

  /// Everything that was reviewed.
  var cases: some Sequence<ReviewedCase> { byCase.keys }

  /// The rows of a case in a table: one an instrument.
  func rows(of reviewed: ReviewedCase, in table: CaseTable) -> [Int] {
    guard let place = conversations[reviewed.conversation].flatMap(table.conversations.row(ofKey:)) else { return [] }
    return table.rows(
      conversation: place, turn: reviewed.turn, simulator: reviewed.simulator, draw: reviewed.draw)
  }

  /// Puts a changed review of one's own, which is yet to be saved.
  ///
  /// - Parameter conversation: The store's key of its conversation.
  mutating func put(_ review: Review, conversation: UInt32) {
    conversations[review.conversation] = conversation
    let reviewed = ReviewedCase(review)
    unsaved[reviewed] = review
    place(review, at: reviewed)
  }

  /// The store has what it was asked to save; the time of saving comes with it, and what other explorers of the same
  /// reviewer changed of the case.
  mutating func confirm(_ review: Review, of asked: Review) {
    let reviewed = ReviewedCase(review)
    if let waiting = unsaved[reviewed], !waiting.says(theSameAs: asked) { return }
    unsaved[reviewed] = nil
    place(review, at: reviewed)
  }

  /// Takes what the store has now, other reviewers' included.
  mutating func replaceAll(with reviews: [Review], conversations: [String: UInt32]) {
    self.conversations.merge(conversations) { $1 }
    byCase = Dictionary(grouping: reviews, by: ReviewedCase.init)
    for (reviewed, review) in unsaved { place(review, at: reviewed) }
  }

  var unsavedCount: Int { unsaved.count }

  /// Cases, or whole conversations, that anyone flagged.
  func flaggedCount(ofConversations: Bool) -> Int {
    byCase.count { $0.key.simulator.isEmpty == ofConversations && $0.value.contains(where: \.flag) }
  }

  /// How often each tag was given to some rows of a table, the commonest first.
  func tags(in rows: RowSet, of table: CaseTable) -> [(tag: String, count: Int)] {
    var counts: [String: Int] = [:]
    for (reviewed, reviews) in byCase {
      let tags = Set(reviews.flatMap(\.tags))
      guard !tags.isEmpty else { continue }
      let count = rows.count(of: Set(self.rows(of: reviewed, in: table)))
      for tag in tags { counts[tag, default: 0] += count }
    }
    return counts.filter { $0.value > 0 }.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// The cases that the reviewer has read, and said something of or read last since a time; what is not saved yet
  /// counts.
  func readCount(since start: Timestamp, in rows: RowSet, of table: CaseTable) -> Int {
    byCase.reduce(0) { count, entry in
      guard let own = entry.value.first(where: { $0.reviewer == reviewer && $0.seen }) else { return count }
      let isNew = unsaved[entry.key] != nil || own.at.flatMap { Timestamp($0) }.map { $0 >= start } ?? false
      return isNew ? count + rows.count(of: Set(self.rows(of: entry.key, in: table))) : count
    }
  }

  /// All tags in use, the commonest first.
  var tags: [String] {
    var counts: [String: Int] = [:]
    for reviews in byCase.values { for review in reviews { for tag in review.tags { counts[tag, default: 0] += 1 } } }
    return counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
  }

  private mutating func place(_ review: Review, at reviewed: ReviewedCase) {
    var reviews = byCase[reviewed] ?? []
    reviews.removeAll { $0.reviewer == review.reviewer }
    if !review.isEmpty { reviews.append(review) }
    byCase[reviewed] = reviews.isEmpty ? nil : reviews
  }
}

extension Review {
  /// Whether they differ at most in the time.
  func says(theSameAs other: Review) -> Bool {
    var copy = other
    copy.at = at
    return self == copy
  }
}
