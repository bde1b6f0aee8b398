/// Writes conversations as lines of `conversations.jsonl`.
struct ConversationWriter: Sendable {
  private let options: GenerationOptions
  private let vocabulary: Vocabulary
  private let outcomes: [[UInt8]]
  private let names: RecordNames
  private let seed: UInt64

  init(options: GenerationOptions, vocabulary: Vocabulary, names: RecordNames) {
    self.options = options
    self.vocabulary = vocabulary
    self.names = names
    seed = options.seed
    outcomes = options.domain.strata.map { Array($0.id.utf8) }
  }

  /// Appends one line and says where its turns are.
  func write(_ draw: ConversationDraw, with composer: inout TurnComposer, to bytes: inout [UInt8]) -> Transcript {
    var person = Xoshiro256(seed: seed, unit: UInt64(draw.customer), purpose: StreamPurpose.profile.code)
    let values = vocabulary.cast.draw(&person)
    composer.begin(
      values: values, Xoshiro256(seed: seed, unit: UInt64(draw.index), purpose: StreamPurpose.text.code))
    var clock = ConversationClock(draw, seed: seed, isRunning: options.text == .full)

    bytes.append("{\"id\":\"")
    names.appendConversation(draw.index, to: &bytes)
    bytes.append("\",\"outcome\":\"")
    bytes.append(contentsOf: outcomes[draw.isCommitted ? 1 : 0])
    if draw.isCommitted, let end = clock.end {
      bytes.append("\",\"outcome_at\":\"")
      end.append(to: &bytes)
    }
    bytes.append("\",\"customer\":\"")
    names.appendCustomer(draw.customer, to: &bytes)
    bytes.append("\",\"profile\":{")
    for (index, field) in vocabulary.cast.profile.enumerated() {
      if index > 0 { bytes.append(",") }
      bytes.append(contentsOf: field.entries[values[field.trait]])
    }
    bytes.append("},\"turns\":[")
    let transcript = writeTurns(draw, &composer, &clock, &bytes)
    bytes.append("]}\n")
    return transcript
  }

  private func writeTurns(
    _ draw: ConversationDraw, _ composer: inout TurnComposer, _ clock: inout ConversationClock, _ bytes: inout [UInt8]
  ) -> Transcript {
    var transcript = Transcript()
    var before: DecisionState?
    var topic: Int?
    var answered: Int?

    func agent(_ action: AgentAction, isFollowUp: Bool, place: Int) {
      open("agent", isFirst: transcript.turns.isEmpty, &bytes)
      topic = composer.appendAgent(
        action, after: before, answered: answered, isFollowUp: isFollowUp,
        progress: Double(place) / Double(draw.userTurns), to: &bytes)
      close(clock.tick(), &bytes)
      transcript.turns.append(.init(number: transcript.turns.count, action: action))
      answered = nil
    }

    for (place, exchange) in draw.exchanges.enumerated() {
      if let ignored = exchange.ignored { agent(ignored, isFollowUp: false, place: place) }
      agent(exchange.action, isFollowUp: exchange.ignored != nil, place: place)
      let moment = UserVoice.Moment(isOpening: place == 0, action: exchange.action, topic: topic)
      transcript.contexts.append(.init(moment: moment, told: composer.told, turn: transcript.turns.count))
      open("user", isFirst: false, &bytes)
      let (signal, answers) = composer.appendPerson(exchange.state, at: moment, to: &bytes)
      close(clock.tick(), &bytes)
      transcript.turns.append(.init(number: transcript.turns.count, place: place, signal: signal))
      answered = answers ? topic : nil
      before = exchange.state
    }
    for (index, action) in draw.unanswered.enumerated() {
      agent(action, isFollowUp: index > 0, place: draw.userTurns)
    }
    if let last = draw.unanswered.last {
      let moment = UserVoice.Moment(action: last, topic: topic)
      transcript.contexts.append(.init(moment: moment, told: composer.told, turn: transcript.turns.count))
    }
    return transcript
  }

  private func open(_ role: StaticString, isFirst: Bool, _ bytes: inout [UInt8]) {
    if !isFirst { bytes.append(",") }
    bytes.append("{\"role\":\"")
    bytes.append(role)
    bytes.append("\",\"text\":\"")
  }

  private func close(_ time: Timestamp?, _ bytes: inout [UInt8]) {
    if let time {
      bytes.append("\",\"at\":\"")
      time.append(to: &bytes)
    }
    bytes.append("\"}")
  }
}
