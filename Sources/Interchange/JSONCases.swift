internal import Cases
internal import JSON

/// Cases as JSON lines, one object a case.
struct JSONCases: CaseFormatter, ~Copyable {
  private let export: CaseExport
  private let columns: CodeColumns
  private let fields: [String]
  private let parser = JSONParser()
  private var json = JSONOutput()
  /// What the cases of a conversation have in common: its turns as elements of an array, where each ends, and its profile.
  private var turns = JSONOutput()
  private var turnEnds: [Int] = []
  private var profile = JSONOutput(capacity: 1024)
  private var conversation: UInt32?

  var count: Int { json.count }
  var bytes: [UInt8] { json.bytes }

  init(_ export: CaseExport, columns: CodeColumns, fields: [String]) {
    self.export = export
    self.columns = columns
    self.fields = fields
  }

  /// A name as it stands in JSON; nothing for a label that is missing.
  static func written(_ name: String?) -> [UInt8] {
    guard let name else { return [] }
    var json = JSONOutput(capacity: 64)
    json.string(name)
    return json.bytes
  }

  mutating func removeAll() { json.removeAll() }
  mutating func begin() {}

  mutating func append(_ texts: CaseTexts) {
    let (row, columns) = (texts.row, columns)
    let names = columns.texts
    let series = Int(export.table.pairs.series[row])
    let real = export.table.pairs.realStage[row]
    let simulated = export.table.pairs.simulatedStage[row]
    let stratum = min(Int(export.table.pairs.stratum[row]), export.table.description.outcome.strata.count)
    json.open("{")
    json.string("conversation", texts.conversation)
    member("outcome", columns.strata + stratum, names)
    json.integer("turn", Int(export.table.pairs.turn[row]))
    member("position", columns.positions + Int(export.table.pairs.position[row]), names)
    member("simulator", columns.simulators + series, names)
    member("draw", columns.draws + series, names)
    member("instrument", columns.instruments + series, names)
    let shift = columns.scale.shift(real: real, simulated: simulated)
    json.number("shift", shift)
    json.number("severity", shift.map(abs))
    member("action", columns.actions + Int(export.table.pairs.action[row]), names)
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
        real, export.table.pairs.realEmotion[row], export.table.pairs.realBlocker[row],
        export.table.pairs.realExit[row]
      ), columns)
    appendSide(
      "simulated", texts.simulated, texts.simulatedLabel,
      (
        simulated, export.table.pairs.simulatedEmotion[row], export.table.pairs.simulatedBlocker[row],
        export.table.pairs.simulatedExit[row]
      ), columns)
    if export.content.isDetailed { appendFurther(texts, reviews) }
    json.close("}")
    json.endLine()
  }

  /// A member whose value was made ready before, if there is one.
  private mutating func member(_ key: StaticString, _ number: Int, _ names: borrowing CodeTexts) {
    names.withText(number) {
      guard !$0.isEmpty else { return }
      json.key(key)
      json.raw($0)
    }
  }

  private mutating func appendSide(
    _ key: StaticString, _ text: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts,
    _ codes: (stage: UInt8, emotion: UInt8, blocker: UInt8, exit: UInt8), _ columns: CodeColumns
  ) {
    let names = columns.texts
    json.key(key)
    json.open("{")
    if export.content.hasTexts {
      json.key("text")
      if let text { json.string(text) } else { json.null() }
    }
    member("stage", columns.stages + Int(codes.stage), names)
    member("emotion", columns.emotions + Int(codes.emotion), names)
    member("blocker", columns.blockers + Int(codes.blocker), names)
    member("exit", columns.exits + Int(codes.exit), names)
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
    let number = export.table.pairs.conversation[texts.row]
    if conversation != number {
      conversation = number
      turns.removeAll()
      turnEnds.removeAll(keepingCapacity: true)
      profile.removeAll()
      profile.appendProfile(texts.profile, fields: fields)
    }
    json.key("profile")
    json.raw(profile.contents)
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
