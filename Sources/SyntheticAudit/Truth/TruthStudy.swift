/// Draws many conversations from the planted model, without words, and sums them up.
///
/// Half of them commit, whatever the audit's share: the values are those of each stratum. The simulators' beliefs
/// use the audit's share.
struct TruthStudy: Sendable {
  private let options: GenerationOptions
  private let drawer: AuditDrawer
  private static let blockSize = 500

  init(options: GenerationOptions) {
    self.options = options
    drawer = AuditDrawer(options: options, seed: ~options.seed)
  }

  func run(threads: Int) -> TruthTally {
    var result = empty
    let total = options.truthConversations
    var next = 0
    while next < total {
      let starts = (0..<max(threads, 1)).map { next + $0 * TruthStudy.blockSize }.filter { $0 < total }
      let ranges = starts.map { $0..<min($0 + TruthStudy.blockSize, total) }
      for tally in AuditGenerator.inParallel(ranges, study) { result.add(tally) }
      next = ranges.last?.upperBound ?? total
    }
    return result
  }

  private var empty: TruthTally {
    TruthTally(
      simulators: options.simulators.count, instruments: options.instruments.count,
      fractions: options.fractions.count)
  }

  @Sendable private func study(_ indices: Range<Int>) -> TruthTally {
    var tally = empty
    for index in indices {
      let draw = drawer.conversations.draw(index, isCommitted: index % 2 == 1)
      var errors = drawer.errorStreams(conversation: index)
      let outlook = drawer.outlook(draw, errors)
      let real = labels(of: draw, &errors)
      addReferences(draw, real, to: &tally)
      addSimulated(draw, outlook, real, &errors, to: &tally)
    }
    return tally
  }

  /// By label column and place: the stage label, where there is one.
  private func labels(of draw: ConversationDraw, _ errors: inout ErrorStreams) -> [[Stage?]] {
    var columns: [[Stage?]] = [draw.exchanges.map { $0.state.stage }]
    for instrument in options.instruments.indices {
      columns.append(
        draw.exchanges.indices.map { place in
          let isProbed = draw.probes.contains { $0.place == place }
          guard isProbed || (instrument == 0 && options.labelAll) else { return nil }
          return drawer.confusions[instrument].label(draw.exchanges[place].state, &errors.real[instrument]).stage
        })
    }
    return columns
  }

  private func addReferences(_ draw: ConversationDraw, _ real: [[Stage?]], to tally: inout TruthTally) {
    let stratum = draw.isCommitted ? 1 : 0
    let probes = draw.probes.filter { $0.fraction != nil }
    guard !probes.isEmpty else { return }
    let weight = 1 / Double(probes.count)
    for (column, labels) in real.enumerated() {
      tally.references[column][stratum].conversations += 1
      for probe in probes {
        guard let fraction = probe.fraction, let label = labels[probe.place] else { continue }
        let before = labels[..<probe.place].last { $0 != nil }.flatMap { $0 }
        let row = before.map { $0.rawValue + 1 } ?? 0
        let action = draw.exchanges[probe.place].action.rawValue
        let cell = fraction * TruthTally.Reference.cells + row * AgentAction.allCases.count + action
        tally.references[column][stratum].weights[cell] += weight
        tally.references[column][stratum].depths[cell] += weight * Double(label.rawValue)
      }
    }
  }

  private func addSimulated(
    _ draw: ConversationDraw, _ outlook: Outlook, _ real: [[Stage?]], _ errors: inout ErrorStreams,
    to tally: inout TruthTally
  ) {
    let stratum = draw.isCommitted ? 1 : 0
    for (number, simulator) in drawer.simulators.enumerated() {
      var stream = simulator.stream(of: draw.index, draw: 0)
      var differences = Array(repeating: 0, count: real.count)
      var pairs = 0
      for probe in outlook.probes[number] {
        let answer = simulator.answer(probe, of: draw, &stream)
        for column in real.indices {
          let label =
            column == 0
            ? answer.state?.stage
            : drawer.label(
              answer, at: probe, instrument: column - 1, outlook, &errors.simulated[column - 1][number][0])?.stage
          tally.cells[number][column][stratum].add(label, at: probe)
          if probe.fraction != nil, let label, let stage = real[column][probe.place] {
            tally.cells[number][column][stratum].pairs[probe.fraction ?? 0][stage.rawValue][label.rawValue] += 1
            differences[column] += label.rawValue - stage.rawValue
          }
        }
        if answer.state != nil, probe.fraction != nil { pairs += 1 }
      }
      guard pairs > 0 else { continue }
      for column in real.indices {
        let mean = Double(differences[column]) / Double(pairs)
        tally.cells[number][column][stratum].conversations += 1
        tally.cells[number][column][stratum].bias += mean
        tally.cells[number][column][stratum].squaredBias += mean * mean
      }
    }
  }
}

extension TruthTally.Cell {
  /// Counts exit probes and silences.
  fileprivate mutating func add(_ label: Stage?, at probe: ConversationDraw.Probe) {
    if probe.fraction == nil {
      exitProbes += 1
      if label == nil { exitSilent += 1 }
      if label == .resisting { exitResisting += 1 }
    } else if label == nil {
      silent += 1
    }
  }
}
