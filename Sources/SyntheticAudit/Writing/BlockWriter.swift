internal import JSON

/// Writes a run of conversations with their simulations and labels.
struct BlockWriter: Sendable {
  /// Whole lines for the files.
  struct Block: Sendable {
    var conversations: [UInt8] = []
    var simulations: [UInt8] = []
    var labels: [UInt8] = []
    var reviews: [UInt8] = []
  }

  private let drawer: AuditDrawer
  private let vocabulary: Vocabulary
  private let writer: ConversationWriter
  private let labels: LabelWriter
  private let reviews: ReviewWriter
  private let names: RecordNames
  private let membership: Membership
  private let options: GenerationOptions
  /// By instrument.
  private let realSources: [LabelWriter.Source]
  private let agentSource: LabelWriter.Source?
  /// By simulator, draw, instrument.
  private let simulatedSources: [[[LabelWriter.Source]]]
  /// By simulator and draw: the part of a line that names them.
  private let simulationHeads: [[[UInt8]]]

  init(options: GenerationOptions, vocabulary: Vocabulary) {
    self.options = options
    self.vocabulary = vocabulary
    drawer = AuditDrawer(options: options, seed: options.seed)
    membership = Membership(options: options)
    names = RecordNames(conversations: options.conversations)
    writer = ConversationWriter(options: options, vocabulary: vocabulary, names: names)
    labels = LabelWriter(names: names, detail: options.text)
    reviews = ReviewWriter(names: names)
    let instruments = options.instruments.map(\.id)
    realSources = instruments.map { LabelWriter.Source("real", instrument: $0) }
    agentSource = instruments.first.map { LabelWriter.Source("agent", instrument: $0) }
    simulatedSources = options.simulators.map { plan in
      (0..<plan.draws).map { draw in
        instruments.map { LabelWriter.Source(plan.id, draw: draw, instrument: $0) }
      }
    }
    simulationHeads = options.simulators.map { plan in
      (0..<plan.draws).map { Array(",\"simulator\":\(JSONValue.string(plan.id).json()),\"draw\":\($0)".utf8) }
    }
  }

  func write(_ indices: Range<Int>) -> Block {
    var block = Block()
    var composer = TurnComposer(vocabulary: vocabulary, detail: options.text)
    for index in indices { write(index, with: &composer, to: &block) }
    return block
  }

  private func write(_ index: Int, with composer: inout TurnComposer, to block: inout Block) {
    let draw = drawer.conversations.draw(index, isCommitted: membership.isCommitted(index))
    let transcript = writer.write(draw, with: &composer, to: &block.conversations)
    var errors = drawer.errorStreams(conversation: index)
    var answers = drawer.simulatorStreams(conversation: index)
    let outlook = drawer.outlook(draw, errors)
    for turn in transcript.turns {
      if let place = turn.place {
        writeReal(draw, place, turn, &errors, composer, &block)
        for number in draw.probes.indices where draw.probes[number].place == place {
          writeSimulated(draw, number, outlook, transcript, &answers, &errors, composer, &block)
        }
      } else if let action = turn.action, let agentSource {
        let label = drawer.confusions[0].label(action, &errors.agent)
        labels.write(label, conversation: index, turn: turn.number, source: agentSource, to: &block.labels)
      }
    }
    for number in draw.probes.indices where draw.probes[number].fraction == nil {
      writeSimulated(draw, number, outlook, transcript, &answers, &errors, composer, &block)
    }
  }

  private func writeReal(
    _ draw: ConversationDraw, _ place: Int, _ turn: Transcript.Turn, _ errors: inout ErrorStreams,
    _ composer: TurnComposer, _ block: inout Block
  ) {
    let isProbed = draw.probes.contains { $0.place == place }
    let before = place > 0 ? draw.exchanges[place - 1].state.stage : nil
    for instrument in realSources.indices where isProbed || (instrument == 0 && options.labelAll) {
      let label = drawer.confusions[instrument].label(draw.exchanges[place].state, &errors.real[instrument])
      labels.open(
        label, before: before, conversation: draw.index, turn: turn.number, source: realSources[instrument],
        signal: turn.signal, in: block.conversations, to: &block.labels)
      if isProbed, explains(instrument) {
        composer.appendReason(
          label, signal: turn.signal, in: block.conversations, errors.real[instrument], to: &block.labels)
      }
      labels.close(&block.labels)
    }
  }

  private func writeSimulated(
    _ draw: ConversationDraw, _ probeNumber: Int, _ outlook: Outlook, _ transcript: Transcript,
    _ answers: inout [[Xoshiro256]], _ errors: inout ErrorStreams, _ composer: TurnComposer, _ block: inout Block
  ) {
    let place = draw.probes[probeNumber].place
    let context = transcript.contexts[place]
    let before = draw.exchanges[place - 1].state.stage
    for (number, simulator) in drawer.simulators.enumerated() where membership.covers(number, draw.index) {
      let probe = outlook.probes[number][probeNumber]
      for repeated in answers[number].indices {
        let answer = simulator.answer(probe, of: draw, &answers[number][repeated])
        block.simulations.append("{\"conversation\":\"")
        names.appendConversation(draw.index, to: &block.simulations)
        block.simulations.append("\",\"turn\":")
        block.simulations.append(number: context.turn)
        block.simulations.append(contentsOf: simulationHeads[number][repeated])
        block.simulations.append(",\"text\":")
        guard let state = answer.state else {
          block.simulations.append("null}\n")
          continue
        }
        block.simulations.append("\"")
        let stream = Xoshiro256(
          seed: ~options.seed, unit: UInt64(draw.index), purpose: simulator.codes[repeated] &+ UInt64(probe.place))
        let signal = composer.appendSimulated(
          state, voice: simulator.plan.voice, at: context.moment, told: context.told, stream, to: &block.simulations)
        block.simulations.append("\"}\n")
        if membership.isLabelledBlind(draw.index) {
          let real = probe.fraction == nil ? nil : draw.exchanges[probe.place].state.stage
          reviews.write(
            real: real, simulated: state.stage, conversation: draw.index, turn: context.turn,
            head: simulationHeads[number][repeated], to: &block.reviews)
        }
        for instrument in realSources.indices {
          let label = drawer.label(
            answer, at: probe, instrument: instrument, outlook, &errors.simulated[instrument][number][repeated])
          guard let label else { continue }
          labels.open(
            label, before: before, conversation: draw.index, turn: context.turn,
            source: simulatedSources[number][repeated][instrument], signal: signal, in: block.simulations,
            to: &block.labels)
          if explains(instrument) {
            composer.appendReason(
              label, signal: signal, in: block.simulations, errors.simulated[instrument][number][repeated],
              to: &block.labels)
          }
          labels.close(&block.labels)
        }
      }
    }
  }

  private func explains(_ instrument: Int) -> Bool { options.text == .full && options.instruments[instrument].explains }
}
