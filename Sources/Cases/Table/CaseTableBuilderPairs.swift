/// Finds the pairs of one conversation; keeps its buffers from one to the next.
struct PairAssembly {
  struct Pair {
    var turn: Int
    var isExit: Bool
    /// The number of the turn among the user turns.
    var place: Int
    var series: UInt16
    /// Without meaning at an exit probe.
    var real: LabelCodes
    /// `nil` where the simulator chose not to reply.
    var simulated: LabelCodes?
    /// The stage of the last real turn before that the instrument labelled, probed or not.
    var previousStage: UInt8
    var action: UInt8
    /// `nil` where nobody looked.
    var faults: FaultSet?
  }

  private struct Answer {
    var source: Int
    var isSilent: Bool
    var faults: FaultSet?
  }

  private(set) var userTurns = 0
  private var turnCount = 0
  /// The number among the user turns of every turn that is one, else −1.
  private var places: [Int32] = []
  /// The last agent turn before every turn and after the last, else −1.
  private var agentBefore: [Int32] = []
  private var actions: [(turn: Int, instrument: Int, action: UInt8)] = []
  private var real: [(instrument: Int, codes: LabelCodes)] = []
  /// The last stage so far, an instrument.
  private var stagesBefore: [(instrument: Int, stage: UInt8)] = []
  private var simulated: [(source: Int, instrument: Int, codes: LabelCodes)] = []
  private var answers: [Answer] = []
  private var found: [Pair] = []
  private var isRealPaired: [Bool] = []
  private var isSimulatedPaired: [Bool] = []
  /// Labels of the conversation that are in no pair; the source of a real turn is `nil`.
  private(set) var lone: [(turn: Int, source: Int?, instrument: Int, stage: UInt8)] = []

  /// Probes of the conversation that want a label.
  private(set) var unlabelled: [(series: UInt16, real: UInt8, simulated: UInt8)] = []

  mutating func begin(_ roles: [Role]) {
    places.removeAll(keepingCapacity: true)
    agentBefore.removeAll(keepingCapacity: true)
    actions.removeAll(keepingCapacity: true)
    stagesBefore.removeAll(keepingCapacity: true)
    lone.removeAll(keepingCapacity: true)
    unlabelled.removeAll(keepingCapacity: true)
    userTurns = 0
    turnCount = roles.count
    var agent: Int32 = -1
    for (turn, role) in roles.enumerated() {
      agentBefore.append(agent)
      places.append(role == .user ? Int32(userTurns) : -1)
      if role == .user { userTurns += 1 }
      if role == .agent { agent = Int32(turn) }
    }
    agentBefore.append(agent)
    places.append(-1)
  }

  /// Calls `body` with every pair, sorted by turn and series.
  mutating func forEachPair(of facts: ConversationFacts, plan: SeriesPlan, _ body: (Pair) -> Void) {
    var label = 0
    var simulation = 0
    var unanswered = facts.unanswered[...]
    while label < facts.labels.count || simulation < facts.simulations.count || !unanswered.isEmpty {
      let turn = min(
        unanswered.first.map(RecordKey.turn) ?? Int.max,
        label < facts.labels.count ? RecordKey.turn(of: facts.labels[label].key) : Int.max,
        simulation < facts.simulations.count ? RecordKey.turn(of: facts.simulations[simulation].key) : Int.max)
      collectLabels(facts.labels, from: &label, turn: turn, plan: plan)
      collectAnswers(facts.simulations, from: &simulation, turn: turn)
      let isUserTurn = turn < turnCount && places[turn] >= 0
      while let key = unanswered.first, RecordKey.turn(of: key) == turn {
        unanswered.removeFirst()
        if isUserTurn || turn == turnCount {
          leaveOpen(source: RecordKey.code(of: key), isExit: !isUserTurn, plan: plan)
        }
      }
      if isUserTurn || turn == turnCount, !answers.isEmpty {
        pairUp(turn: turn, isExit: !isUserTurn, plan: plan)
        found.sort { $0.series < $1.series }
        for pair in found { body(pair) }
      }
      rememberLone(turn)
      if isUserTurn { rememberStages() }
    }
  }

  private mutating func rememberLone(_ turn: Int) {
    for (place, label) in real.enumerated() where !isRealPaired[place] {
      lone.append((turn, nil, label.instrument, label.codes.stage))
    }
    for (place, label) in simulated.enumerated() where !isSimulatedPaired[place] {
      lone.append((turn, label.source, label.instrument, label.codes.stage))
    }
  }

  private mutating func rememberStages() {
    for label in real {
      if let place = stagesBefore.firstIndex(where: { $0.instrument == label.instrument }) {
        stagesBefore[place].stage = label.codes.stage
      } else {
        stagesBefore.append((label.instrument, label.codes.stage))
      }
    }
  }

  private mutating func collectLabels(
    _ labels: [ConversationFacts.Labelled], from next: inout Int, turn: Int, plan: SeriesPlan
  ) {
    real.removeAll(keepingCapacity: true)
    simulated.removeAll(keepingCapacity: true)
    while next < labels.count, RecordKey.turn(of: labels[next].key) == turn {
      let entry = labels[next]
      next += 1
      let series = plan.labels[RecordKey.code(of: entry.key)]
      switch series.origin {
      case .real:
        if entry.codes.stage != Code.missing { real.append((series.instrument, entry.codes)) }
      case .agent:
        if entry.codes.action != Code.missing { actions.append((turn, series.instrument, entry.codes.action)) }
      case .simulator(let source):
        if entry.codes.stage != Code.missing { simulated.append((source, series.instrument, entry.codes)) }
      }
    }
    isRealPaired = Array(repeating: false, count: real.count)
    isSimulatedPaired = Array(repeating: false, count: simulated.count)
  }

  /// The simulators' answers at `turn`: those that are stored, and those whose label alone is known.
  private mutating func collectAnswers(
    _ simulations: [ConversationFacts.Simulated], from next: inout Int, turn: Int
  ) {
    answers.removeAll(keepingCapacity: true)
    while next < simulations.count, RecordKey.turn(of: simulations[next].key) == turn {
      let simulation = simulations[next]
      answers.append(
        Answer(source: RecordKey.code(of: simulation.key), isSilent: simulation.isSilent, faults: simulation.faults))
      next += 1
    }
    for label in simulated where !answers.contains(where: { $0.source == label.source }) {
      answers.append(Answer(source: label.source, isSilent: false))
    }
  }

  /// A probe at which the simulator has no turn: whatever it would have said is missing.
  private mutating func leaveOpen(source: Int, isExit: Bool, plan: SeriesPlan) {
    guard plan.sources.indices.contains(source), !answers.contains(where: { $0.source == source }) else { return }
    for (instrument, series) in plan.sources[source].instruments {
      let own = isExit ? Code.noReply : real.first { $0.instrument == instrument }?.codes.stage ?? Code.missing
      unlabelled.append((series, own, Code.missing))
    }
  }

  private mutating func pairUp(turn: Int, isExit: Bool, plan: SeriesPlan) {
    found.removeAll(keepingCapacity: true)
    for answer in answers {
      for (instrument, series) in plan.sources[answer.source].instruments {
        let own = isExit ? nil : real.firstIndex { $0.instrument == instrument }
        let other =
          answer.isSilent
          ? nil : simulated.firstIndex { $0.source == answer.source && $0.instrument == instrument }
        guard isExit || own != nil, answer.isSilent || other != nil else {
          unlabelled.append(
            (
              series, isExit ? Code.noReply : own.map { real[$0].codes.stage } ?? Code.missing,
              answer.isSilent ? Code.noReply : other.map { simulated[$0].codes.stage } ?? Code.missing
            ))
          continue
        }
        let codes = own.map { real[$0].codes } ?? LabelCodes(rawValue: 0)
        let answered = other.map { simulated[$0].codes }
        if let own { isRealPaired[own] = true }
        if let other { isSimulatedPaired[other] = true }
        found.append(
          Pair(
            turn: turn, isExit: isExit, place: isExit ? 0 : Int(places[turn]), series: series, real: codes,
            simulated: answered,
            previousStage: stagesBefore.first { $0.instrument == instrument }?.stage ?? Code.missing,
            action: action(before: turn, instrument: instrument), faults: answer.faults))
      }
    }
  }

  /// The action of the last agent turn before `turn`: by the pair's own instrument, else by the first that names one.
  private func action(before turn: Int, instrument: Int) -> UInt8 {
    let agent = Int(agentBefore[turn])
    var best: (instrument: Int, action: UInt8)?
    for label in actions.reversed() {
      if label.turn < agent { break }
      if label.turn > agent { continue }
      if label.instrument == instrument { return label.action }
      if best.map({ label.instrument < $0.instrument }) ?? true { best = (label.instrument, label.action) }
    }
    return best?.action ?? Code.missing
  }
}
