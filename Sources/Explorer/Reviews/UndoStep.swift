import Cases

/// One's own review of a case before a change and after it.
struct ReviewEdit: Sendable, Equatable {
  var key: CaseKey
  var before: Review
  var after: Review
}

/// What `u` brings back.
enum UndoStep: Sendable, Equatable {
  /// What one key changed, numbered so that what is known of it only later joins it.
  case reviews([ReviewEdit], change: ReviewChange, number: Int)
  /// The filter as it was before, and the case that was current under it.
  case filter(Filter, place: CaseKey?)
}

/// The steps that can be undone, the latest last; the oldest are forgotten.
struct UndoHistory: Sendable, Equatable {
  private var steps: [UndoStep] = []
  private static let limit = 500

  var isEmpty: Bool { steps.isEmpty }

  mutating func push(_ step: UndoStep) {
    steps.append(step)
    if steps.count > UndoHistory.limit { steps.removeFirst() }
  }

  /// Adds to the step of a number what belongs to it; a new step where there is none.
  mutating func add(_ edits: [ReviewEdit], of change: ReviewChange, number: Int) {
    for place in steps.indices.reversed() {
      if case .reviews(let held, _, number) = steps[place] {
        steps[place] = .reviews(held + edits, change: change, number: number)
        return
      }
    }
    push(.reviews(edits, change: change, number: number))
  }

  /// Forgets the last step that is equal to this one: it was undone otherwise.
  mutating func remove(_ step: UndoStep) {
    if let place = steps.lastIndex(of: step) { steps.remove(at: place) }
  }

  mutating func pop() -> UndoStep? { steps.popLast() }
}
