public import AuditStore
internal import Cases
internal import JSON
internal import Text

/// What becomes of the reviews of one store when they are brought into another one of the same audit.
public struct StoreMerging {
  private let source: String
  private let target: String
  private var rounds = 0
  private var new = 0
  private var filled = 0
  private var unchanged = 0
  private var conflicts: [(review: Review, fields: [String])] = []
  private var newConflicts = 0

  /// Whether something of both could not be kept in one place.
  public var hasConflicts: Bool { !conflicts.isEmpty }

  /// Brings the reviews and rounds of `other` into `store`.
  ///
  /// What only one of them says is taken, tags and flags of both. Where both say something else of one thing, what is kept
  /// here stays, and the other review is kept beside it.
  /// - Parameter path: A new store that is made of `store` with them; without it they come into `store`.
  /// - Throws: ``CommandFailure`` where they are not of one audit.
  public init(_ other: AuditStore, into store: AuditStore, as path: String? = nil) throws {
    (source, target) = (other.path, path ?? store.path)
    let renamed = try StoreMerging.newRounds(of: other, in: store)
    let reviews = try other.reviews().filter { !$0.isEmpty }.map { $0.renamingRounds(renamed.names) }
    try StoreMerging.check(other, store, Set(reviews.map(\.conversation)))
    let held = Dictionary(
      try store.reviews().map { (ReviewPlace($0), $0) }, uniquingKeysWith: { first, _ in first })
    var taken: [Review] = []
    for review in reviews {
      guard let own = held[ReviewPlace(review)] else {
        taken.append(review)
        new += 1
        continue
      }
      var merged = own
      let fields = merged.fill(from: review)
      if !fields.isEmpty { conflicts.append((review, fields)) }
      if merged != own {
        taken.append(merged)
        filled += 1
      } else if fields.isEmpty {
        unchanged += 1
      }
    }
    rounds = renamed.rounds.count
    newConflicts = try store.take(
      reviews: taken, conflicts: conflicts.map(\.review), rounds: renamed.rounds, from: other.path, at: ClockText.now(),
      into: path)
  }

  /// The rounds that the store does not have yet, and what they are called there: two stores may have numbered their own
  /// alike.
  private static func newRounds(
    of other: AuditStore, in store: AuditStore
  ) throws -> (rounds: [ReviewRound], names: [String: String]) {
    let held = try store.rounds()
    var used = Set(held.map(\.name))
    var (rounds, names) = ([ReviewRound](), [String: String]())
    for round in try other.rounds() {
      if let same = held.first(where: { $0.isSame(as: round) }) {
        names[round.name] = same.name
        continue
      }
      var copy = round
      if used.contains(copy.name) {
        copy.name = (1...).lazy.map { "round-\($0)" }.first { !used.contains($0) } ?? copy.name
      }
      used.insert(copy.name)
      names[round.name] = copy.name
      rounds.append(copy)
    }
    return (rounds, names)
  }

  private static func check(_ other: AuditStore, _ store: AuditStore, _ conversations: Set<String>) throws {
    let (first, second) = (store.description, other.description)
    guard first.name == second.name, first.schema == second.schema else {
      throw CommandFailure(
        .badData,
        shown("\(store.path) is “\(first.name)” and \(other.path) is “\(second.name)”, or their schemas differ"),
        remedy: "reviews of one audit say nothing of another; bring them into a copy of the same audit")
    }
    for conversation in conversations.sorted() {
      guard let own = try store.turns(of: conversation), let theirs = try other.turns(of: conversation) else {
        throw CommandFailure(
          .badData, shown("\(store.path) has no conversation \(conversation), of which \(other.path) has reviews"),
          remedy: "import the same records into it first")
      }
      guard own == theirs else {
        throw CommandFailure(
          .badData, shown("the conversation \(conversation) is not the same in \(store.path) and \(other.path)"),
          remedy: "reviews of one text say nothing of another; bring both stores to the same records first")
      }
    }
  }

  public var json: String {
    let told: JSONValue = [
      "from": .string(source), "into": .string(target), "new": .integer(new), "completed": .integer(filled),
      "unchanged": .integer(unchanged), "new_rounds": .integer(rounds), "new_conflicts": .integer(newConflicts),
      "conflicts": .array(
        conflicts.map { review, fields in
          [
            "reviewer": .string(review.reviewer), "conversation": .string(review.conversation),
            "turn": .integer(review.turn), "simulator": .string(review.simulator), "draw": .integer(review.draw),
            "fields": .array(fields.map(JSONValue.string)),
          ]
        }),
    ]
    return told.json() + "\n"
  }

  public var text: String {
    var lines = [
      "from \(source) into \(target):",
      "  \(NumberText.counted(new, "new review")), \(filled) completed, \(unchanged) as they were, "
        + NumberText.counted(rounds, "new round"),
    ]
    if !conflicts.isEmpty {
      lines.append(
        "  \(NumberText.counted(conflicts.count, "review")) of one reviewer \(conflicts.count == 1 ? "says" : "say") "
          + "otherwise in both; those of \(target) count, the others are kept beside them (\(newConflicts) new):")
      lines += conflicts.map { conflict in
        let review = conflict.review
        let place = review.isOfConversation ? "" : ", turn \(review.turn), \(review.simulator) draw \(review.draw)"
        return "    \(review.reviewer): \(review.conversation)\(place): \(conflict.fields.joined(separator: ", "))"
      }
    }
    return shownLines(lines.joined(separator: "\n") + "\n")
  }
}

/// What a review is of, and whose.
private struct ReviewPlace: Hashable {
  private let parts: [String]

  init(_ review: Review) {
    parts = [review.conversation, "\(review.turn)", review.simulator, "\(review.draw)", review.reviewer]
  }
}

extension ReviewRound {
  /// Whether it is one and the same, whatever it is called.
  fileprivate func isSame(as other: ReviewRound) -> Bool {
    var copy = other
    copy.name = name
    return self == copy
  }
}

extension Review {
  fileprivate func renamingRounds(_ names: [String: String]) -> Review {
    var review = self
    for label in [\Review.blindReal, \.blindSimulated] {
      guard let name = review[keyPath: label]?.drawn?.round else { continue }
      review[keyPath: label]?.drawn?.round = names[name] ?? name
    }
    return review
  }

  /// Takes what the other review says and this one does not.
  ///
  /// - Returns: What both say, and not the same.
  fileprivate mutating func fill(from other: Review) -> [String] {
    var fields: [String] = []
    flag = flag || other.flag
    seen = seen || other.seen
    tags += other.tags.filter { !tags.contains($0) }
    if (note ?? "").isEmpty {
      note = other.note
    } else if let theirs = other.note, !theirs.isEmpty, theirs != note {
      fields.append("note")
    }
    if severity == nil {
      severity = other.severity
    } else if let theirs = other.severity, theirs != severity {
      fields.append("severity")
    }
    for (name, label) in [
      ("label of the real turn", \Review.blindReal), ("label of the simulated turn", \.blindSimulated),
    ] {
      guard let theirs = other[keyPath: label] else { continue }
      if let own = self[keyPath: label] {
        if !own.says(theSameAs: theirs) { fields.append(name) }
      } else {
        self[keyPath: label] = theirs
      }
    }
    return fields
  }
}

extension Review.BlindLabel {
  /// Whether they differ at most in how long they took.
  fileprivate func says(theSameAs other: Review.BlindLabel) -> Bool {
    var copy = other
    copy.seconds = seconds
    return self == copy
  }
}

extension AuditStore {
  /// What was said in a conversation, real or simulated as a whole; `nil` where it is not there.
  fileprivate func turns(of conversation: String) throws -> [Turn]? {
    try conversationKeys(of: ConversationQuery(name: .id, text: conversation, isPart: false)).first.map {
      try detail(of: CaseKey(conversation: $0, turn: 0, simulator: "", draw: 0, instrument: "")).conversation.turns
    }
  }
}
