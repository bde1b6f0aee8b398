internal import Cases
internal import JSON

/// Cases as JSON lines, one object a case.
struct JSONCases: CaseFormatter, ~Copyable {
  private let export: CaseExport
  private let names: CaseNames
  private let fields: [String]
  private let parser = JSONParser()
  private var json = JSONOutput()
  /// The turns of one conversation as elements of an array, and where each ends: the cases of a conversation have them in
  /// common.
  private var turns = JSONOutput()
  private var turnEnds: [Int] = []
  private var conversation: UInt32?

  var count: Int { json.count }
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
    json.string("conversation", texts.conversation)
    json.string("outcome", names.stratum(row).id)
    json.integer("turn", Int(pairs.turn[row]))
    json.string("position", names.position(row))
    json.string("simulator", series.simulator)
    json.integer("draw", series.draw)
    json.string("instrument", series.instrument)
    json.number("shift", names.shift(row))
    json.number("severity", names.shift(row).map(abs))
    json.string("action", names.actions[Int(pairs.action[row])])
    let reviews = export.reviews[row]
    json.key("flag")
    json.flag(reviews.contains(where: \.flag))
    json.key("seen")
    json.flag(reviews.contains(where: \.seen))
    json.key("tags")
    json.array(reviews.flatMap(\.tags).uniqued)
    appendSide(
      "real", texts.real, texts.realLabel,
      (
        names.stages[Int(pairs.realStage[row])], names.emotions[Int(pairs.realEmotion[row])],
        names.blockers[Int(pairs.realBlocker[row])], names.exits[Int(pairs.realExit[row])]
      ))
    appendSide(
      "simulated", texts.simulated, texts.simulatedLabel,
      (
        names.stages[Int(pairs.simulatedStage[row])], names.emotions[Int(pairs.simulatedEmotion[row])],
        names.blockers[Int(pairs.simulatedBlocker[row])], names.exits[Int(pairs.simulatedExit[row])]
      ))
    if export.content.isDetailed { appendFurther(texts, reviews) }
    json.close("}")
    json.endLine()
  }

  private mutating func appendSide(
    _ key: StaticString, _ text: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts,
    _ names: (stage: String?, emotion: String?, blocker: String?, exit: String?)
  ) {
    json.key(key)
    json.open("{")
    if export.content.hasTexts {
      json.key("text")
      if let text { json.string(text) } else { json.null() }
    }
    json.string("stage", names.stage)
    json.string("emotion", names.emotion)
    json.string("blocker", names.blocker)
    json.string("exit", names.exit)
    if export.content.isDetailed {
      if export.content.hasTexts { json.string("signal", label.signal) }
      json.number("convergence", label.convergence)
      if export.content.hasTexts { json.string("rationale", label.rationale) }
    }
    json.close("}")
  }

  private mutating func appendFurther(_ texts: CaseTexts, _ reviews: [Review]) {
    json.string("customer", texts.customer)
    json.string("outcome_at", texts.outcomeAt)
    if export.content.hasTexts { appendTexts(texts) }
    json.key("reviews")
    json.open("[")
    for review in reviews { json.append(review) }
    json.close("]")
  }

  private mutating func appendTexts(_ texts: CaseTexts) {
    json.key("profile")
    json.appendProfile(texts.profile, fields: fields)
    json.key("prefix")
    json.open("[")
    let turn = Int(export.table.pairs.turn[texts.row])
    makeTurns(before: turn, of: texts)
    let count = min(turn, turnEnds.count)
    if count > 0 { json.raw(UnsafeRawBufferPointer(rebasing: turns.contents[..<turnEnds[count - 1]])) }
    json.close("]")
  }

  /// Makes the turns before one that are not made yet.
  private mutating func makeTurns(before end: Int, of texts: CaseTexts) {
    let number = export.table.pairs.conversation[texts.row]
    if conversation != number {
      conversation = number
      turns.removeAll()
      turnEnds.removeAll(keepingCapacity: true)
    }
    guard turnEnds.count < end else { return }
    var turn = 0
    PackedTurns.forEach(in: texts.turns) { item in
      guard turn < end else { return false }
      if turn == turnEnds.count {
        turns.next()
        turns.appendTurn(item, packed: texts.turns, text: texts.text, parser: parser)
        turnEnds.append(turns.count)
      }
      turn += 1
      return true
    }
  }
}

extension JSONOutput {
  /// What one reviewer said.
  mutating func append(_ review: Review) {
    next()
    open("{")
    string("reviewer", review.reviewer)
    key("flag")
    flag(review.flag)
    key("seen")
    flag(review.seen)
    key("tags")
    array(review.tags)
    string("note", review.note)
    number("severity", review.severity)
    string("at", review.at)
    for (name, label) in [("blind_real", review.blindReal), ("blind_simulated", review.blindSimulated)] {
      guard let label else { continue }
      key(name)
      open("{")
      string("stage", label.stage)
      string("emotion", label.emotion)
      string("blocker", label.blocker)
      string("exit", label.exit)
      if let drawn = label.drawn {
        string("round", drawn.round)
        number("probability", drawn.probability)
      }
      if label.isSkipped {
        key("skipped")
        flag(true)
      }
      if label.note != nil { string("note", label.note) }
      if label.seconds != nil { number("seconds", label.seconds) }
      close("}")
    }
    close("}")
  }
}
