internal import DecisionFidelity

extension RecordChecker {
  mutating func checkReview(_ object: JSONValue, line: Int) throws(RowProblem) -> Verdict {
    try readReview(object)
    let conversation = try conversation(slots[0])
    let turn = try turn(slots[1])
    let simulator = try simulator(slots[2], key: "simulator")
    let draw = try draw(slots[3]).draw
    let reviewer = try text(slots[4], key: "reviewer")
    guard let reviewer, !reviewer.isEmpty else { throw RowProblem.missing("reviewer") }
    if try probe(turn, in: conversation) == .dropped { return .dropped }
    let source = try dictionaries.source(.init(simulator: simulator, draw: draw), batch: &batch)
    if !simulations.contains(RecordKey.pack(conversation: conversation, turn: turn, code: source)) {
      throw RowProblem(
        .unknownCase, key: "turn",
        "“\(description.simulators[simulator].id)” has no draw \(draw) at turn \(turn)")
    }
    var review = Review(
      conversation: conversations.ids[conversation], turn: turn, simulator: description.simulators[simulator].id,
      draw: draw, reviewer: reviewer)
    if let flag = slots[5], !flag.isNull {
      guard flag.kind == .boolean else { throw RowProblem.mistyped("flag", flag, expected: "true or false") }
      review.flag = flag.isTrue
    }
    review.tags = try tags(slots[6])
    review.note = try text(slots[7], key: "note")
    review.severity = try finiteNumber(slots[8], key: "severity")
    _ = try time(slots[9], key: "at")
    review.at = try text(slots[9], key: "at")
    (review.blindReal, review.blindSimulated) = try blind(slots[10])
    batch.reviews.append(
      RecordBatch.ReviewRow(
        review: review, conversation: conversation, line: line, json: String(decoding: object.raw, as: UTF8.self)))
    return .taken
  }

  private mutating func readReview(_ object: JSONValue) throws(RowProblem) {
    try object.forEachMember { (key, value) throws(RowProblem) in
      if key.equals("conversation") {
        try slots.put(value, 0, name: "conversation")
      } else if key.equals("turn") {
        try slots.put(value, 1, name: "turn")
      } else if key.equals("simulator") {
        try slots.put(value, 2, name: "simulator")
      } else if key.equals("draw") {
        try slots.put(value, 3, name: "draw")
      } else if key.equals("reviewer") {
        try slots.put(value, 4, name: "reviewer")
      } else if key.equals("flag") {
        try slots.put(value, 5, name: "flag")
      } else if key.equals("tags") {
        try slots.put(value, 6, name: "tags")
      } else if key.equals("note") {
        try slots.put(value, 7, name: "note")
      } else if key.equals("severity") {
        try slots.put(value, 8, name: "severity")
      } else if key.equals("at") {
        try slots.put(value, 9, name: "at")
      } else if key.equals("blind") {
        try slots.put(value, 10, name: "blind")
      }
    }
  }

  private func text(_ value: JSONValue?, key: String) throws(RowProblem) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let string = value.string else { throw RowProblem.mistyped(key, value, expected: "a string") }
    return string
  }

  private func tags(_ value: JSONValue?) throws(RowProblem) -> [String] {
    guard let value, !value.isNull else { return [] }
    guard value.kind == .array else { throw RowProblem.mistyped("tags", value, expected: "an array") }
    var tags: [String] = []
    try value.forEachElement { (number, tag) throws(RowProblem) in
      guard let string = tag.string else { throw RowProblem.mistyped("tags[\(number)]", tag, expected: "a string") }
      if !tags.contains(string) { tags.append(string) }
    }
    return tags
  }

  private typealias Blind = (real: Review.BlindLabel?, simulated: Review.BlindLabel?)

  private func blind(_ value: JSONValue?) throws(RowProblem) -> Blind {
    guard let value, !value.isNull else { return (nil, nil) }
    guard value.kind == .object else { throw RowProblem.mistyped("blind", value, expected: "an object") }
    var result: Blind = (nil, nil)
    try value.forEachMember { (key, value) throws(RowProblem) in
      if key.equals("real") {
        result.real = try blindLabel(value, key: "blind.real")
      } else if key.equals("simulated") {
        result.simulated = try blindLabel(value, key: "blind.simulated")
      }
    }
    return result
  }

  private func blindLabel(_ value: JSONValue, key: String) throws(RowProblem) -> Review.BlindLabel? {
    if value.isNull { return nil }
    guard value.kind == .object else { throw RowProblem.mistyped(key, value, expected: "an object") }
    var label = Review.BlindLabel()
    let schema = description.schema
    try value.forEachMember { (name, value) throws(RowProblem) in
      if name.equals("stage") {
        let path = "\(key).stage"
        label.stage = try schemaName(value, in: stages, of: schema.stages.map(\.id), key: path, reason: .unknownStage)
      } else if name.equals("emotion") {
        label.emotion = try schemaName(value, in: emotions, of: schema.emotions, key: "\(key).emotion")
      } else if name.equals("blocker") {
        label.blocker = try schemaName(value, in: blockers, of: schema.blockers, key: "\(key).blocker")
      } else if name.equals("exit") {
        label.exit = try schemaName(value, in: exits, of: schema.exits, key: "\(key).exit")
      }
    }
    return label
  }

  private func schemaName(
    _ value: JSONValue, in book: CodeBook, of names: [String], key: String, reason: Refusal.Reason = .unknownValue
  ) throws(RowProblem) -> String? {
    let code = try code(value, in: book, key: key, reason: reason)
    return code == Code.missing ? nil : names[Int(code)]
  }
}
