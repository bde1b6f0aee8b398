internal import DecisionFidelity

/// Cases as JSON lines, one object a case.
struct JSONCases: CaseFormatter {
  private let export: CaseExport
  private let names: CaseNames
  private let fields: [String]
  private var json = JSONOutput()

  var bytes: [UInt8] { json.bytes }

  init(_ export: CaseExport, fields: [String]) {
    self.export = export
    self.fields = fields
    names = CaseNames(export.table)
  }

  mutating func removeAll() { json.removeAll() }
  mutating func begin() {}

  mutating func append(_ texts: CaseTexts) {
    let row = texts.row
    let pairs = export.table.pairs
    let series = names.series(row)
    json.open("{")
    string("conversation", texts.conversation)
    string("outcome", names.stratum(row).id)
    integer("turn", Int(pairs.turn[row]))
    string("position", names.position(row))
    string("simulator", series.simulator)
    integer("draw", series.draw)
    string("instrument", series.instrument)
    number("shift", names.shift(row))
    number("severity", names.shift(row).map(abs))
    string("action", names.actions[Int(pairs.action[row])])
    let reviews = export.reviews[row]
    json.key("flag")
    json.raw(reviews.contains(where: \.flag) ? "true" : "false")
    json.key("tags")
    array(reviews.flatMap(\.tags).uniqued)
    appendSide(
      "real", texts.real, texts.realLabel,
      [
        names.stages[Int(pairs.realStage[row])], names.emotions[Int(pairs.realEmotion[row])],
        names.blockers[Int(pairs.realBlocker[row])], names.exits[Int(pairs.realExit[row])],
      ])
    appendSide(
      "simulated", texts.simulated, texts.simulatedLabel,
      [
        names.stages[Int(pairs.simulatedStage[row])], names.emotions[Int(pairs.simulatedEmotion[row])],
        names.blockers[Int(pairs.simulatedBlocker[row])], names.exits[Int(pairs.simulatedExit[row])],
      ])
    if export.content == .full { appendFurther(texts, reviews) }
    json.close("}")
    json.endLine()
  }

  private mutating func appendSide(
    _ key: StaticString, _ text: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts, _ labels: [String?]
  ) {
    json.key(key)
    json.open("{")
    json.key("text")
    if let text { json.string(text) } else { json.null() }
    string("stage", labels[0])
    string("emotion", labels[1])
    string("blocker", labels[2])
    string("exit", labels[3])
    if export.content == .full {
      string("signal", label.signal)
      number("convergence", label.convergence)
      string("rationale", label.rationale)
    }
    json.close("}")
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review]) {
    string("customer", texts.customer)
    string("outcome_at", texts.outcomeAt)
    json.key("profile")
    json.appendProfile(texts.profile, fields: fields)
    json.key("prefix")
    json.open("[")
    var left = Int(export.table.pairs.turn[texts.row])
    PackedTurns.forEach(in: texts.turns) { item in
      guard left > 0 else { return false }
      left -= 1
      json.next()
      json.appendTurn(item, packed: texts.turns, text: texts.text)
      return true
    }
    json.close("]")
    json.key("reviews")
    json.open("[")
    for review in reviews { append(review) }
    json.close("]")
  }

  private mutating func append(_ review: Review) {
    json.next()
    json.open("{")
    string("reviewer", review.reviewer)
    json.key("flag")
    json.raw(review.flag ? "true" : "false")
    json.key("tags")
    array(review.tags)
    string("note", review.note)
    number("severity", review.severity)
    string("at", review.at)
    for (key, label) in [("blind_real", review.blindReal), ("blind_simulated", review.blindSimulated)] {
      guard let label else { continue }
      json.key(key)
      json.open("{")
      string("stage", label.stage)
      string("emotion", label.emotion)
      string("blocker", label.blocker)
      string("exit", label.exit)
      json.close("}")
    }
    json.close("}")
  }

  private mutating func string(_ key: StaticString, _ text: UnsafeRawBufferPointer?) {
    guard let text else { return }
    json.key(key)
    json.string(text)
  }

  private mutating func string(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    json.key(key)
    json.string(text)
  }

  private mutating func integer(_ key: StaticString, _ number: Int) {
    json.key(key)
    json.integer(number)
  }

  private mutating func number(_ key: StaticString, _ number: Double?) {
    guard let number else { return }
    json.key(key)
    json.number(number)
  }

  private mutating func array(_ texts: [String]) {
    json.open("[")
    for text in texts {
      json.next()
      json.string(text)
    }
    json.close("]")
  }
}
