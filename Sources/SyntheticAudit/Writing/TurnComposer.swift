/// Puts the phrases of one conversation together, each at most once where there is a choice.
struct TurnComposer {
  let vocabulary: Vocabulary
  private let detail: GenerationOptions.TextDetail
  /// The value of each trait.
  private var values: [Int] = []
  /// Phrases of each section that were said, a bit each.
  private var said: [UInt64]
  /// What real users' turns look like.
  private var person = Manner()
  private var random = Xoshiro256(seed: 0)
  /// Whether the agent has named the price.
  private(set) var told = false
  private var topicsLeft: [Int] = []

  init(vocabulary: Vocabulary, detail: GenerationOptions.TextDetail) {
    self.vocabulary = vocabulary
    self.detail = detail
    said = Array(repeating: 0, count: vocabulary.book.sections.count)
  }

  mutating func begin(values: [Int], _ random: Xoshiro256) {
    self.values = values
    self.random = random
    for index in said.indices { said[index] = 0 }
    person = Manner.person(vocabulary.language, &self.random)
    told = false
    topicsLeft = Array(vocabulary.agent.questions.indices)
  }

  /// Appends the agent's turn; returns what it asks about.
  mutating func appendAgent(
    _ action: AgentAction, after state: DecisionState?, answered: Int?, isFollowUp: Bool, progress: Double,
    to bytes: inout [UInt8]
  ) -> Int? {
    let start = bytes.count
    defer { if vocabulary.language == .english { Manner.careful.capitalize(start..<bytes.count, of: &bytes) } }
    let agent = vocabulary.agent
    guard let state else {
      append(agent.openings[action.rawValue], .careful, to: &bytes)
      return nil
    }
    if isFollowUp {
      append(agent.followUps, .careful, to: &bytes)
    } else if detail == .full, let nod = agent.nod(to: state, answered: answered, before: action, &random) {
      append(nod, .careful, to: &bytes)
    }
    if bytes.count > start { join(&bytes) }
    let asksForPrice = state.blocker == .price || (progress >= 0.3 && random.chance(0.5))
    if !told, asksForPrice, action == .pitch || action == .handleObjection || action == .pushClose {
      append(agent.tellings, .careful, to: &bytes)
      told = true
      return nil
    }
    switch action {
    case .rapport: append(agent.rapport, .careful, to: &bytes)
    case .pitch: append(agent.pitches, .careful, to: &bytes)
    case .pushClose: append(agent.closes, .careful, to: &bytes)
    case .handleObjection: append(agent.objections[state.blocker.rawValue], .careful, to: &bytes)
    case .reassure: append(agent.assurances[state.blocker.rawValue], .careful, to: &bytes)
    case .probe:
      if topicsLeft.isEmpty { topicsLeft = Array(agent.questions.indices) }
      let topic = topicsLeft.remove(at: random.index(below: topicsLeft.count))
      append(agent.questions[topic], .careful, to: &bytes)
      return topic
    }
    return nil
  }

  /// Appends a real user's turn; returns where its signal is and whether it answers the agent's question.
  mutating func appendPerson(
    _ state: DecisionState, at moment: UserVoice.Moment, to bytes: inout [UInt8]
  ) -> (signal: Range<Int>, answers: Bool) {
    let start = bytes.count
    let choice = vocabulary.people.choice(for: state, at: moment, &random)
    if choice.takesFiller, detail == .full, random.chance(0.07) {
      append(vocabulary.fillers, person, to: &bytes)
      join(&bytes)
    }
    let signal = append(choice.section, person, to: &bytes)
    person.capitalize(start..<bytes.count, of: &bytes)
    return (signal, choice.answers)
  }

  /// Appends what a simulator writes at a moment of this conversation; returns where its signal is.
  ///
  /// The real conversation goes on as if nothing had been asked.
  func appendSimulated(
    _ state: DecisionState, voice: SimulatorPlan.Voice, at moment: UserVoice.Moment, told: Bool,
    _ stream: Xoshiro256, to bytes: inout [UInt8]
  ) -> Range<Int> {
    var composer = self
    composer.random = stream
    composer.told = told
    if voice == .human {
      composer.person = Manner.person(vocabulary.language, &composer.random)
      return composer.appendPerson(state, at: moment, to: &bytes).signal
    }
    return composer.appendModel(state, voice: voice, at: moment, to: &bytes)
  }

  private mutating func appendModel(
    _ state: DecisionState, voice: SimulatorPlan.Voice, at moment: UserVoice.Moment, to bytes: inout [UInt8]
  ) -> Range<Int> {
    let start = bytes.count
    let isShort = detail == .short
    let opener = isShort ? 0 : voice == .plain ? 0.3 : 0.7
    let closer = isShort ? 0 : voice == .plain ? 0.12 : 0.45
    if let section = vocabulary.openers[voice], random.chance(opener) {
      append(section, .careful, to: &bytes)
      join(&bytes)
    }
    let choice = vocabulary.models.choice(for: state, at: moment, &random)
    let signal = append(choice.section, .careful, to: &bytes)
    if let section = vocabulary.closers[voice], random.chance(closer) {
      join(&bytes)
      append(section, .careful, to: &bytes)
    }
    if vocabulary.language == .english { Manner.careful.capitalize(start..<bytes.count, of: &bytes) }
    return signal
  }

  /// Appends one phrase of a section that was not said yet; returns where its signal is.
  @discardableResult
  private mutating func append(_ section: Int, _ manner: Manner, to bytes: inout [UInt8]) -> Range<Int> {
    let phrases = told ? vocabulary.book.sections[section].told : vocabulary.book.sections[section].untold
    var choice = random.index(below: phrases.count)
    for _ in phrases where said[section] & (1 << UInt64(choice & 63)) != 0 { choice = (choice + 1) % phrases.count }
    said[section] |= 1 << UInt64(choice & 63)
    let phrase = vocabulary.book.phrases[phrases[choice]]
    var signal = bytes.count..<bytes.count
    for (index, segment) in phrase.segments.enumerated() {
      let start = bytes.count
      switch segment {
      case .literal(let literal): append(literal, manner, to: &bytes)
      case .slot(let slot): append(value(of: slot), manner, to: &bytes)
      }
      if index == phrase.signal.lowerBound { signal = start..<bytes.count }
      if phrase.signal.contains(index) { signal = signal.lowerBound..<bytes.count }
    }
    if manner.stops || vocabulary.language == .chinese { end(phrase, manner, &bytes) }
    return signal
  }

  private mutating func append(_ words: [UInt8], _ manner: Manner, to bytes: inout [UInt8]) {
    if manner.isPlain { bytes.append(contentsOf: words) } else { manner.append(words, to: &bytes, &random) }
  }

  private mutating func value(of slot: Int) -> [UInt8] {
    guard slot < vocabulary.cast.slots.count else { return [] }
    let slot = vocabulary.cast.slots[slot]
    let choice = slot.isFresh ? random.index(below: slot.values.count) : values[slot.trait]
    return slot.values[choice]
  }

  /// The mark at a phrase's end, where the phrase has none of its own.
  private func end(_ phrase: Phrase, _ manner: Manner, _ bytes: inout [UInt8]) {
    switch vocabulary.language {
    case .english: appendStop(to: &bytes)
    case .chinese:
      guard let last = phrase.segments.last, !TurnComposer.endsWithMark(last) else { return }
      if phrase.asks, manner.marksQuestions {
        bytes.append("？")
      } else if manner.stops {
        bytes.append("。")
      }
    }
  }

  private func appendStop(to bytes: inout [UInt8]) {
    switch bytes.last {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: ":"): return
    default: bytes.append(UInt8(ascii: "."))
    }
  }

  private func join(_ bytes: inout [UInt8]) {
    if vocabulary.language == .english { bytes.append(UInt8(ascii: " ")) }
  }

  private static func endsWithMark(_ segment: Phrase.Segment) -> Bool {
    guard case .literal(let literal) = segment else { return false }
    return ["。", "？", "！", "，", "～", "：", "?"].contains { literal.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}

extension TurnComposer {
  /// Appends an instrument's reason, which quotes `signal`, as the last key of a label's line.
  func appendReason(
    _ state: DecisionState, signal: Range<Int>, in source: [UInt8], _ stream: Xoshiro256, to bytes: inout [UInt8]
  ) {
    var random = stream
    bytes.append(",\"rationale\":\"")
    for section in [vocabulary.stageReasons[state.stage.rawValue], vocabulary.blockerReasons[state.blocker.rawValue]] {
      let phrases = vocabulary.book.sections[section].told
      let phrase = vocabulary.book.phrases[phrases[random.index(below: phrases.count)]]
      for segment in phrase.segments {
        switch segment {
        case .literal(let literal): bytes.append(contentsOf: literal)
        case .slot: bytes.append(copyOf: signal, in: source)
        }
      }
      if section == vocabulary.stageReasons[state.stage.rawValue] { join(&bytes) }
    }
    bytes.append("\"")
  }
}
