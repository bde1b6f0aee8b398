internal import AuditStore
internal import Cases
public import Explorer
internal import Statistics

/// A reviewer's way through a round: which turn comes when, what is shown of it, and how long it was looked at.
struct BlindDesk: Sendable {
  private let round: ReviewRound
  private let request: BlindRequest
  /// Places in the round's items, in the reviewer's order.
  private let order: [Int]
  /// Seconds that each was looked at here, before now.
  private var spent: [Int: Double] = [:]
  private var looked: (place: Int, since: Double)?

  /// Whose the labels are.
  private var reviewer: String { request.adjudicates ? ReviewRound.adjudicator : request.reviewer }

  /// - Throws: ``CommandFailure`` where there is no such round, or the reviewer takes no part in it.
  init(_ audit: LoadedAudit, _ request: BlindRequest) throws {
    if request.reviewer == ReviewRound.adjudicator { throw LoadedAudit.reservedName }
    round = try audit.round(named: request.round)
    self.request = request
    var places: [Int]
    if request.adjudicates {
      places = try RoundLabels(round, in: audit.store).disputed
    } else if let own = round.places(of: request.reviewer) {
      places = own
    } else {
      throw CommandFailure(
        .usage, shown("\(request.reviewer) takes no part in \(round.name)"),
        remedy: shown("be one of \(round.reviewers.joined(separator: ", ")) with --reviewer"))
    }
    var generator = SeededGenerator(seed: round.seed, stream: BlindDesk.stream(of: request.reviewer))
    places.shuffle(using: &generator)
    order = places
  }

  /// What the explorer is told.
  func opened(in audit: LoadedAudit) throws -> BlindRound {
    let labels = try RoundLabels(round, in: audit.store)
    let schema = audit.store.description.schema
    let questions = [
      BlindRound.Question(.stage, schema.stages.map(\.id)), BlindRound.Question(.emotion, schema.emotions),
      BlindRound.Question(.blocker, schema.blockers), BlindRound.Question(.exit, schema.exits),
    ].filter { !$0.values.isEmpty }
    let most = BlindRound.mostValues
    if let long = questions.first(where: { $0.values.count > most }) {
      throw CommandFailure(
        .badData, "the schema has \(long.values.count) values of \(long.kind.rawValue), and keys for \(most) of them",
        remedy: "label elsewhere and import reviews.jsonl")
    }
    return BlindRound(
      name: round.name, request: request,
      standings: order.map { place in
        guard let label = labels[place, reviewer] else { return .open }
        return label.isSkipped ? .skipped : label.stage == nil ? .open : .labelled
      }, questions: questions)
  }

  /// The turn at a place of the reviewer's order.
  func item(_ place: Int, in audit: LoadedAudit) throws -> BlindItem {
    let item = round.items[order[place]]
    guard let row = try audit.row(of: item) else {
      throw CommandFailure(.badData, "a turn of \(round.name) is no longer in the store")
    }
    let detail = try audit.store.detail(of: audit.table.key(of: row))
    let turns = detail.conversation.turns
    let text =
      item.isReal
      ? (turns.indices.contains(item.turn) ? turns[item.turn].text : nil)
      : detail.answers.first { $0.simulator == item.simulator && $0.draw == item.draw }?.text
    let given = audit.reviews[row].first { $0.reviewer == reviewer }?[keyPath: item.label]
    return BlindItem(
      place: place, prefix: turns.prefix(item.turn).map(BlindText.turn), text: BlindText.text(text ?? ""),
      given: given?.drawn?.round == round.name ? given.map(BlindAnswer.init) : nil,
      remarks: request.adjudicates ? try RoundLabels(round, in: audit.store).dispute(order[place]) : [])
  }

  /// Takes the time from now on.
  mutating func look(at place: Int, now: Double) {
    pause(now: now)
    looked = (place, now)
  }

  mutating func pause(now: Double) {
    if let looked { spent[looked.place, default: 0] += max(now - looked.since, 0) }
    looked = nil
  }

  /// The review that an answer makes of the one that is kept, and that one.
  mutating func review(
    _ answer: BlindAnswer, place: Int, now: Double, in audit: LoadedAudit
  ) throws -> (new: Review, old: Review) {
    if looked?.place == place { pause(now: now) }
    let item = round.items[order[place]]
    let held = try audit.row(of: item).flatMap { audit.reviews[$0].first { $0.reviewer == reviewer } }
    let old =
      held
      ?? Review(
        conversation: item.conversation, turn: item.turn, simulator: item.simulator, draw: item.draw, reviewer: reviewer
      )
    var label = Review.BlindLabel(
      stage: answer.values[.stage], emotion: answer.values[.emotion], blocker: answer.values[.blocker],
      exit: answer.values[.exit])
    label.isSkipped = answer.isSkipped
    label.note = answer.note
    label.drawn = Review.Drawn(round: round.name, probability: item.probability)
    label.seconds = ((spent[place] ?? 0) * 10).rounded() / 10
    var new = old
    new[keyPath: item.label] = label
    return (new, old)
  }

  /// A number for a name, the same everywhere: FNV-1a.
  private static func stream(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension LoadedAudit {
  /// - Throws: ``CommandFailure`` where a round cannot be labelled so.
  public func check(_ request: BlindRequest) throws {
    if store.isReadOnly { throw StoreError.readOnly(path: store.path) }
    _ = try BlindDesk(self, request).opened(in: self)
  }

  /// The pair of an item; `nil` where the table does not have it any more.
  func row(of item: ReviewRound.Item) throws -> Int? {
    guard let conversation = try conversation(item.conversation) else { return nil }
    return table.rows(conversation: conversation, turn: item.turn, simulator: item.simulator, draw: item.draw).first
  }
}

extension BlindAnswer {
  init(_ label: Review.BlindLabel) {
    var values: [BlindRound.Question.Kind: String] = [:]
    values[.stage] = label.stage
    values[.emotion] = label.emotion
    values[.blocker] = label.blocker
    values[.exit] = label.exit
    self.init(values, note: label.note, isSkipped: label.isSkipped)
  }
}
