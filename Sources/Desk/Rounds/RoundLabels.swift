internal import AuditStore
internal import Cases
internal import Explorer
internal import Text

/// What people gave to the turns of a round.
struct RoundLabels {
  let round: ReviewRound
  /// By item, by reviewer.
  private var labels: [[String: Review.BlindLabel]]
  /// By item the labels that contradict one that is kept, from other stores.
  private(set) var conflicts: [[(reviewer: String, label: Review.BlindLabel)]]

  private struct Place: Hashable {
    var conversation: String
    var turn: Int
    var simulator: String
    var draw: Int
  }

  init(_ round: ReviewRound, in store: AuditStore) throws {
    self.round = round
    labels = Array(repeating: [:], count: round.items.count)
    conflicts = Array(repeating: [], count: round.items.count)
    let items = Dictionary(
      round.items.enumerated().map { number, item in
        (Place(conversation: item.conversation, turn: item.turn, simulator: item.simulator, draw: item.draw), number)
      }, uniquingKeysWith: { first, _ in first })
    func label(_ review: Review) -> (item: Int, label: Review.BlindLabel)? {
      let place = Place(
        conversation: review.conversation, turn: review.turn, simulator: review.simulator, draw: review.draw)
      guard let item = items[place], let label = review[keyPath: round.items[item].label],
        label.drawn?.round == round.name
      else { return nil }
      return (item, label)
    }
    for review in try store.reviews() {
      if let found = label(review) { labels[found.item][review.reviewer] = found.label }
    }
    for conflict in try store.reviewConflicts() {
      if let found = label(conflict.review) { conflicts[found.item].append((conflict.review.reviewer, found.label)) }
    }
  }

  subscript(item: Int, reviewer: String) -> Review.BlindLabel? { labels[item][reviewer] }

  /// Who labelled or skipped anything, by name; whose labels settle disagreements is none of them.
  var reviewers: [String] {
    Set(labels.flatMap(\.keys)).subtracting([ReviewRound.adjudicator]).sorted()
  }

  /// By reviewer the labels of an item that have a stage.
  func given(_ item: Int) -> [String: Review.BlindLabel] {
    labels[item].filter { $0.key != ReviewRound.adjudicator && $0.value.stage != nil }
  }

  func settled(_ item: Int) -> Review.BlindLabel? { labels[item][ReviewRound.adjudicator] }

  /// The items to whose turn people gave several stages, or one of them several in several stores.
  var disputed: [Int] {
    round.items.indices.filter { item in
      Set(given(item).values.compactMap(\.stage) + conflicts[item].compactMap(\.label.stage)).count > 1
    }
  }

  /// The labels of an item that differ, without names.
  func dispute(_ item: Int) -> [String] {
    func words(_ label: Review.BlindLabel, _ place: String) -> String {
      "one gave \(BlindAnswer(label).list)\(place)" + (label.note.map { ": \($0)" } ?? "")
    }
    // That of a copy is of somebody who gave another one here.
    return given(item).values.map { words($0, "") }.sorted()
      + conflicts[item].map { words($0.label, ", and another label in a copy") }.sorted()
  }
}

extension BlindAnswer {
  fileprivate var list: String { BlindRound.Question.Kind.allCases.compactMap { values[$0] }.joined(separator: ", ") }
}
