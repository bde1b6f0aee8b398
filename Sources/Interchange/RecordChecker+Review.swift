internal import Cases
internal import JSON

extension RecordChecker {
  mutating func checkReview(_ object: JSONView, line: Int) throws(RowProblem) -> Verdict {
    let credentials = extra.credentials
    try members.read(object, &reviewKeys, nullable: 0, rest: &extra, path: "")
    let place = try reviewedTurn()
    let whole = place == nil ? simulatedConversation(members[0]) : nil
    let conversation: UInt32
    if let whole { conversation = whole.key } else { conversation = try self.conversation(members[0]) }
    let reviewer = try text(members[4], key: "reviewer")
    guard let reviewer, !reviewer.isEmpty else { throw RowProblem.missing("reviewer") }
    var review = Review(
      conversation: whole?.id ?? conversations.ids[conversation], turn: 0, simulator: "", reviewer: reviewer)
    if let place {
      if try probe(place.turn, in: conversation) == .dropped { return .dropped }
      let source = try dictionaries.source(.init(simulator: place.simulator, draw: place.draw), batch: &batch)
      (review.turn, review.draw) = (place.turn, place.draw)
      review.simulator = description.simulators[place.simulator].id
      if !simulations.contains(RecordKey.pack(conversation: conversation, turn: place.turn, code: source)) {
        throw RowProblem(
          .unknownCase, key: "turn", "“\(review.simulator)” has no draw \(place.draw) at turn \(place.turn)")
      }
    }
    review.flag = try answer(members[5], key: "flag")
    review.seen = try answer(members[11], key: "seen")
    review.tags = try tags(members[6])
    review.note = try text(members[7], key: "note")
    review.severity = try finiteNumber(members[8], key: "severity")
    _ = try time(members[9], key: "at")
    review.at = try text(members[9], key: "at")
    (review.blindReal, review.blindSimulated) = try blind(members[10])
    let cleaned = extra.credentials > credentials ? object.withoutCredentials() : nil
    batch.reviews.append(
      RecordBatch.ReviewRow(
        review: review, conversation: conversation, line: line,
        json: cleaned.map { String(decoding: $0.text, as: UTF8.self) } ?? String(decoding: object.raw, as: UTF8.self)))
    return .taken
  }

  /// The whole simulated conversation that the review is of; `nil` where it is of none.
  private mutating func simulatedConversation(_ value: JSONView?) -> (key: UInt32, id: String)? {
    guard let number = simulatedNumber(named: value) else { return nil }
    return (CaseKey.ofSimulatedConversation(number), simulatedConversations.ids[number])
  }

  /// The simulated turn that the review is of; `nil` where it names none, and so is of the whole conversation.
  private mutating func reviewedTurn() throws(RowProblem) -> (turn: Int, simulator: Int, draw: Int)? {
    if (members[1]?.isNull ?? true) && (members[2]?.isNull ?? true) { return nil }
    return (try turn(members[1]), try simulator(members[2], key: "simulator"), try draw(members[3]).draw)
  }

  private func answer(_ value: JSONView?, key: String) throws(RowProblem) -> Bool {
    guard let value, !value.isNull else { return false }
    guard value.kind == .boolean else { throw RowProblem.mistyped(key, value, expected: "true or false") }
    return value.isTrue
  }

  private func text(_ value: JSONView?, key: String) throws(RowProblem) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let string = value.string else { throw RowProblem.mistyped(key, value, expected: "a string") }
    return string
  }

  private func tags(_ value: JSONView?) throws(RowProblem) -> [String] {
    guard let value, !value.isNull else { return [] }
    guard value.kind == .array else { throw RowProblem.mistyped("tags", value, expected: "an array") }
    var tags: [String] = []
    var elements = value.firstChild
    while let tag = elements.next() {
      guard let string = tag.string else { throw RowProblem.mistyped("tags[\(tags.count)]", tag, expected: "a string") }
      tags.append(string)
    }
    return tags
  }

  private typealias Blind = (real: Review.BlindLabel?, simulated: Review.BlindLabel?)

  private func blind(_ value: JSONView?) throws(RowProblem) -> Blind {
    guard let value, !value.isNull else { return (nil, nil) }
    guard value.kind == .object else { throw RowProblem.mistyped("blind", value, expected: "an object") }
    var result: Blind = (nil, nil)
    var children = value.firstChild
    while let key = children.next(), let value = children.next() {
      if key.equals("real") {
        result.real = try blindLabel(value, key: "blind.real")
      } else if key.equals("simulated") {
        result.simulated = try blindLabel(value, key: "blind.simulated")
      }
    }
    return result
  }

  private func blindLabel(_ value: JSONView, key: String) throws(RowProblem) -> Review.BlindLabel? {
    if value.isNull { return nil }
    guard value.kind == .object else { throw RowProblem.mistyped(key, value, expected: "an object") }
    var label = Review.BlindLabel()
    var (round, probability) = (String?.none, Double?.none)
    let schema = description.schema
    var children = value.firstChild
    while let name = children.next(), let value = children.next() {
      if name.equals("stage") {
        let path = "\(key).stage"
        label.stage = try schemaName(value, in: stages, of: schema.stages.map(\.id), key: path, reason: .unknownStage)
      } else if name.equals("emotion") {
        label.emotion = try schemaName(value, in: emotions, of: schema.emotions, key: "\(key).emotion")
      } else if name.equals("blocker") {
        label.blocker = try schemaName(value, in: blockers, of: schema.blockers, key: "\(key).blocker")
      } else if name.equals("exit") {
        label.exit = try schemaName(value, in: exits, of: schema.exits, key: "\(key).exit")
      } else if name.equals("round") {
        round = try text(value, key: "\(key).round")
      } else if name.equals("probability") {
        probability = try finiteNumber(value, key: "\(key).probability")
        if let probability, !(probability > 0 && probability <= 1) {
          throw RowProblem.mistyped("\(key).probability", value, expected: "a number above 0, at most 1")
        }
      } else if name.equals("skipped") {
        guard value.isNull || value.kind == .boolean else {
          throw RowProblem.mistyped("\(key).skipped", value, expected: "true or false")
        }
        label.isSkipped = value.isTrue
      } else if name.equals("note") {
        label.note = try text(value, key: "\(key).note")
      } else if name.equals("seconds") {
        label.seconds = try finiteNumber(value, key: "\(key).seconds")
      }
    }
    // One without the other says nothing of how the turn was drawn.
    if let round, let probability { label.drawn = Review.Drawn(round: round, probability: probability) }
    return label
  }

  private func schemaName(
    _ value: JSONView, in book: CodeBook, of names: [String], key: String, reason: Refusal.Reason = .unknownValue
  ) throws(RowProblem) -> String? {
    let code = try code(value, in: book, key: key, reason: reason)
    return code == Code.missing ? nil : names[Int(code)]
  }
}
