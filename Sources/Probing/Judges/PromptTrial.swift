public import AuditStore
public import Cases
public import ModelEndpoint

/// Some cases that several instruments label side by side before a run; nothing is stored.
public struct PromptTrial: Sendable {
  /// A turn that is labelled, and its words.
  public struct Turn: Sendable, Hashable {
    /// The id of the conversation.
    public var conversation: String
    public var turn: Int
    public var source: LabelSource
    public var words: String
  }

  /// What an instrument says of a turn.
  public enum Reading: Sendable, Hashable {
    case label(LabelContent)
    /// Why the answer is none.
    case invalid(String)
  }

  /// One instrument's part.
  public struct Column: Sendable {
    public var instrument: String
    public var model: String
    public var task: ModelDefinition.Task
    /// In the order of ``PromptTrial/turns``; `nil` where no answer came.
    public var readings: [Reading?]
    public var summary: RunSummary
  }

  public internal(set) var turns: [Turn] = []
  public internal(set) var columns: [Column] = []

  /// Turns that every instrument labelled validly, and those of them that all labelled alike.
  public var agreement: (turns: Int, alike: Int) {
    var (all, alike) = (0, 0)
    for place in turns.indices {
      let codes = columns.map { column -> UInt8? in
        guard case .label(let label)? = column.readings[place] else { return nil }
        return column.task == .agentAction ? label.codes.action : label.codes.stage
      }
      guard codes.count > 1, !codes.contains(nil) else { continue }
      all += 1
      if Set(codes).count == 1 { alike += 1 }
    }
    return (all, alike)
  }
}

extension ProbeSession {
  /// The simulated turns within `scope`, each a case with its real turn, or the real turns alone where none is simulated:
  /// `count` of them in the order that `seed` gives.
  public func trialCases(within scope: ProbeScope, count: Int, seed: UInt64) throws -> [TrialCase] {
    var (keys, sources) = try store.spokenSimulations()
    if let choice = scope.simulators { keys.removeAll { !choice.means(sources[RecordKey.code(of: $0)]) } }
    let meant = Set(scope.points.map { RecordKey.pack(conversation: $0.conversation, turn: $0.turn, code: 0) })
    var cases = keys.filter { meant.contains($0 & ~0xFFFF) }.map { key in
      TrialCase(
        conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key),
        simulator: sources[RecordKey.code(of: key)])
    }
    if cases.isEmpty {
      cases = scope.points.filter { !$0.isExit }.map {
        TrialCase(conversation: $0.conversation, turn: $0.turn, simulator: nil)
      }
    }
    var generator = PlanGenerator(seed: seed)
    return Array(cases.shuffled(using: &generator).prefix(count))
  }

  /// Labels `cases` with each of `definitions` and stores nothing.
  ///
  /// - Parameters:
  ///   - client: Makes the client of a definition.
  ///   - report: Told of every answer.
  public func trial(
    of definitions: [PreparedDefinition], on cases: [TrialCase], limits: RunLimits, stop: StopRequest, attempts: Int,
    client: (PreparedDefinition) throws -> ChatClient, report: (PreparedDefinition, RunSummary) -> Void
  ) async throws -> PromptTrial {
    var trial = PromptTrial()
    let meant = Set(cases)
    var places: Set<PlannedProbe> = []
    for item in cases {
      // Where somebody left there is no real turn to label.
      let turns = try store.conversation(item.conversation)?.turns.count ?? 0
      places.insert(PlannedProbe(conversation: item.conversation, turn: item.turn, isExit: item.turn >= turns))
    }
    for definition in definitions where !stop.isAsked {
      let work = try preview(definition, sources: try sources(of: definition))
      let scope = ProbeScope(points: places.sorted { ($0.conversation, $0.turn) < ($1.conversation, $1.turn) })
      let jobs = try everything(of: work, at: scope).filter { job in
        if case .simulator = job.source {
          return meant.contains(TrialCase(conversation: job.conversation, turn: job.turn, simulator: job.source))
        }
        return true
      }
      let live = LiveRun(
        work: work, client: try client(definition), limits: limits, stop: stop, attempts: attempts, now: now)
      let (answers, summary) = try await live.answers(to: jobs) { report(definition, $0) }
      let found = Dictionary(answers.map { ($0.key, $0.content) }) { first, _ in first }
      if trial.turns.isEmpty { trial.turns = try jobs.map { try turn(of: $0, work) } }
      trial.columns.append(
        PromptTrial.Column(
          instrument: definition.id, model: definition.definition.model, task: definition.task,
          readings: jobs.map { found[$0.key].flatMap(PromptTrial.Reading.init) }, summary: summary))
    }
    return trial
  }

  private func turn(of job: ProbeJob, _ work: ProbeWork) throws -> PromptTrial.Turn {
    let composed = try work.compose(job)
    return PromptTrial.Turn(
      conversation: composed.conversation, turn: job.turn, source: job.source, words: composed.turn)
  }
}

/// A simulated turn and the real one in its place; the real one alone where `simulator` is `nil`.
public struct TrialCase: Sendable, Hashable {
  /// The store's key of the conversation.
  public var conversation: UInt32
  public var turn: Int
  public var simulator: LabelSource?

  public init(conversation: UInt32, turn: Int, simulator: LabelSource?) {
    self.conversation = conversation
    self.turn = turn
    self.simulator = simulator
  }
}

extension PromptTrial.Reading {
  fileprivate init?(_ content: AnswerRecord.Content) {
    switch content {
    case .label(let codes, let signal, let convergence, let rationale):
      self = .label(LabelContent(codes: codes, signal: signal, convergence: convergence, rationale: rationale))
    case .invalid(_, _, let why): self = .invalid(why)
    case .simulation: return nil
    }
  }
}
