import Cases
import CellGrid

/// Blind review: one turn after the other, and nothing else in sight.
struct BlindPane: Sendable {
  /// What was asked for; the round comes with the answer.
  let request: BlindRequest
  /// Whether the program was started for it, and ends with it.
  let isAlone: Bool
  private(set) var round: BlindRound?
  private(set) var item: BlindItem?
  /// What is said where there is nothing to label.
  private(set) var words: String? = "the round is being opened …"
  private(set) var answer = BlindAnswer()
  /// The number of the question at hand.
  private(set) var question = 0
  /// The turns that are done, the last one last: what `u` goes back to.
  private var done: [Int] = []
  /// What was given here, which the store may not have yet.
  private var given: [Int: BlindAnswer] = [:]
  /// The lines of the prefix that lie below the window.
  var below = 0
  var note: LineEditor?

  init(_ request: BlindRequest, isAlone: Bool) {
    self.request = request
    self.isAlone = isAlone
  }

  private var isAsked = false

  /// Asks for the round, once.
  mutating func ask() -> [Effect] {
    defer { isAsked = true }
    return isAsked ? [] : [.openBlind(request)]
  }

  var current: BlindRound.Question? {
    guard item != nil, let round, round.questions.indices.contains(question) else { return nil }
    return round.questions[question]
  }

  mutating func take(_ round: BlindRound) -> [Effect] {
    self.round = round
    // What was done before can be gone back to as well.
    done = round.standings.indices.filter { round.standings[$0] != .open }
    return show(round.nextOpen(from: 0))
  }

  mutating func refuse(_ why: String) { words = why }

  /// A turn that is shown once more, after a suspension, keeps what it was given so far.
  mutating func take(_ item: BlindItem) {
    guard self.item?.place != item.place else { return }
    var item = item
    item.given = given[item.place] ?? item.given
    self.item = item
    (answer, question, below, words) = (BlindAnswer(note: item.given?.note), 0, 0, nil)
  }

  /// Asks for a turn; without one the round is done.
  private mutating func show(_ place: Int?) -> [Effect] {
    item = nil
    guard let place else {
      words = round.map { $0.standings.isEmpty ? "there is nothing to label here" : "every turn is done" }
      return [.pauseBlind]
    }
    words = "…"
    return [.showBlind(place: place)]
  }

  /// Takes a value of the question at hand, or none of it.
  mutating func choose(_ value: String?) -> [Effect] {
    guard let current else { return [] }
    answer.values[current.kind] = value
    question += 1
    guard question == round?.questions.count else { return [] }
    return finish()
  }

  mutating func skip() -> [Effect] {
    guard item != nil else { return [] }
    answer.values = [:]
    answer.isSkipped = true
    return finish()
  }

  private mutating func finish() -> [Effect] {
    guard let place = item?.place else { return [] }
    round?.standings[place] = answer.isSkipped ? .skipped : .labelled
    done.append(place)
    given[place] = answer
    let save = Effect.saveBlind(answer, place: place)
    return [save] + show(round?.nextOpen(from: place + 1))
  }

  /// The question before, or the turn before, which is asked anew; what it was given stays until it is given something else.
  ///
  /// - Returns: `nil` where there is nothing to go back to.
  mutating func undo() -> [Effect]? {
    if item != nil, question > 0 {
      question -= 1
      if let current { answer.values[current.kind] = nil }
      return []
    }
    guard let last = done.popLast() else { return nil }
    return show(last)
  }

  mutating func keepNote() {
    guard let note else { return }
    let text = note.text.trimmingBlanks
    answer.note = text.isEmpty ? nil : text
    self.note = nil
  }
}
