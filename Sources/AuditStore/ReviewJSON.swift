public import Cases
internal import JSON

extension Review {
  /// The review as a line of a bundle, without its end.
  public var json: String { ReviewJSON.text(of: self, over: nil) }
}

/// Reviews as the JSON of a bundle, with the keys that the program does not know kept.
enum ReviewJSON {
  static func tags(_ text: String) -> [String] {
    let values = (try? JSONValue(parsing: text))?.elements ?? []
    let tags = values.compactMap(\.string)
    return tags.count == values.count ? tags : []
  }

  static func text(of tags: [String]) -> String { line(.array(tags.map { .string($0) })) }

  static func blindText(_ review: Review) -> String? {
    if review.blindReal == nil, review.blindSimulated == nil { return nil }
    return line(blind(of: review, over: nil))
  }

  static func blind(_ text: String) -> (Review.BlindLabel?, Review.BlindLabel?) {
    let value = try? JSONValue(parsing: text)
    func label(_ key: String) -> Review.BlindLabel? {
      guard let fields = value?[key], fields.members != nil else { return nil }
      var label = Review.BlindLabel(
        stage: fields["stage"]?.string, emotion: fields["emotion"]?.string, blocker: fields["blocker"]?.string,
        exit: fields["exit"]?.string)
      if let round = fields["round"]?.string, let probability = fields["probability"]?.double {
        label.drawn = Review.Drawn(round: round, probability: probability)
      }
      label.isSkipped = fields["skipped"]?.bool ?? false
      label.note = fields["note"]?.string
      label.seconds = fields["seconds"]?.double
      return label
    }
    return (label("real"), label("simulated"))
  }

  /// The review that a JSON object of a bundle or of ``text(of:over:)`` is; `nil` where it names no case and reviewer.
  ///
  /// Without a turn and a simulator it is of the conversation as a whole.
  static func review(_ text: String) -> Review? {
    guard let object = try? JSONValue(parsing: text), let conversation = object["conversation"]?.string,
      let reviewer = object["reviewer"]?.string, let (turn, simulator) = place(of: object)
    else { return nil }
    var review = Review(
      conversation: conversation, turn: turn, simulator: simulator, draw: object["draw"]?.integer ?? 0,
      reviewer: reviewer, flag: object["flag"]?.bool ?? false, seen: object["seen"]?.bool ?? false,
      note: object["note"]?.string,
      severity: object["severity"]?.double, at: object["at"]?.string)
    review.tags = (object["tags"]?.elements ?? []).compactMap(\.string)
    if let blind = object["blind"] { (review.blindReal, review.blindSimulated) = self.blind(line(blind)) }
    return review
  }

  private static func place(of object: JSONValue) -> (turn: Int, simulator: String)? {
    let (turn, simulator) = (object["turn"] ?? .null, object["simulator"] ?? .null)
    if turn == .null, simulator == .null { return (0, "") }
    guard let turn = turn.integer, let simulator = simulator.string, !simulator.isEmpty else { return nil }
    return (turn, simulator)
  }

  /// The review as a JSON object; keys of `base` that the program does not know stay.
  static func text(of review: Review, over base: String?) -> String {
    var object = object(base.flatMap { try? JSONValue(parsing: $0) })
    object["conversation"] = .string(review.conversation)
    if !review.isOfConversation {
      object["turn"] = .integer(review.turn)
      object["simulator"] = .string(review.simulator)
      object["draw"] = .integer(review.draw)
    }
    object["reviewer"] = .string(review.reviewer)
    object["flag"] = .bool(review.flag)
    object["seen"] = review.seen ? .bool(true) : nil
    object["tags"] = .array(review.tags.map { .string($0) })
    object["note"] = review.note.map { .string($0) }
    object["severity"] = review.severity.map { .number($0) }
    object["at"] = review.at.map { .string($0) }
    let blind = blind(of: review, over: object["blind"])
    object["blind"] = blind.members?.isEmpty == true ? nil : blind
    return line(object)
  }

  private static func blind(of review: Review, over base: JSONValue?) -> JSONValue {
    var blind = object(base)
    blind["real"] = fields(of: review.blindReal, over: blind["real"])
    blind["simulated"] = fields(of: review.blindSimulated, over: blind["simulated"])
    return blind
  }

  private static func fields(of label: Review.BlindLabel?, over base: JSONValue?) -> JSONValue? {
    guard let label else { return nil }
    var fields = object(base)
    fields["stage"] = label.stage.map { .string($0) }
    fields["emotion"] = label.emotion.map { .string($0) }
    fields["blocker"] = label.blocker.map { .string($0) }
    fields["exit"] = label.exit.map { .string($0) }
    fields["round"] = label.drawn.map { .string($0.round) }
    fields["probability"] = label.drawn.map { .number($0.probability) }
    fields["skipped"] = label.isSkipped ? .bool(true) : nil
    fields["note"] = label.note.map { .string($0) }
    fields["seconds"] = label.seconds.map { .number($0) }
    return fields
  }

  private static func object(_ value: JSONValue?) -> JSONValue { value?.members == nil ? [:] : value ?? [:] }

  private static func line(_ value: JSONValue) -> String { value.json(indented: false, isSorted: true) }
}
