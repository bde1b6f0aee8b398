import AuditStore
public import Cases

/// One answer to ask for: a simulator's turn at a probe point, or an instrument's label of a turn.
public struct ProbeJob: Sendable, Hashable {
  /// ``RecordKey`` of the answer.
  public var key: Int64
  /// Whose turn is written or labelled.
  public var source: LabelSource
  /// ``RecordKey`` of the simulation that is labelled.
  public var simulation: Int64?

  public var conversation: UInt32 { RecordKey.conversation(of: key) }
  public var turn: Int { RecordKey.turn(of: key) }
}

/// The jobs of a definition, and how many there are no more.
public struct ProbeJobs: Sendable {
  /// Still to do, in their seeded order.
  public var pending: [ProbeJob]
  public var stored = 0
  /// Invalid before, and not asked again.
  public var invalid = 0

  public var total: Int { pending.count + stored + invalid }
}

extension ProbeJobs {
  /// Sorts out what is stored and shuffles the rest, so that a part of a run is a sample, and no order tells real from
  /// simulated.
  init(
    _ all: some Sequence<ProbeJob>, stored: Set<Int64>, invalid: Set<Int64>, again: Bool, seed: UInt64
  ) {
    pending = []
    for job in all {
      if stored.contains(job.key) {
        self.stored += 1
      } else if !again, invalid.contains(job.key) {
        self.invalid += 1
      } else {
        pending.append(job)
      }
    }
    var generator = PlanGenerator(seed: seed)
    pending.shuffle(using: &generator)
  }
}

extension ProbeWork {
  /// The turns that this simulator is to write at `probes`.
  func simulationJobs(at probes: [PlannedProbe]) -> [ProbeJob] {
    let sources = slot.codes.sorted { $0.value < $1.value }
    return probes.flatMap { probe in
      sources.map { source, code in
        ProbeJob(
          key: RecordKey.pack(conversation: probe.conversation, turn: probe.turn, code: code), source: source,
          simulation: nil)
      }
    }
  }

  /// The turns that this instrument is to label: real and simulated ones at `probes`, or the agent's before them.
  func labelJobs(at probes: [PlannedProbe], simulations: [Int64], sources: [LabelSource]) throws -> [ProbeJob] {
    switch definition.task {
    case .agentAction: return try agentJobs(before: probes)
    case .decisionState:
      var jobs = realJobs(at: probes)
      if definition.definition.window == .probe {
        let meant = Set(probes.map { RecordKey.pack(conversation: $0.conversation, turn: $0.turn, code: 0) })
        for simulation in simulations where meant.contains(simulation & ~0xFFFF) {
          let source = sources[RecordKey.code(of: simulation)]
          guard let code = slot.codes[source] else { continue }
          jobs.append(ProbeJob(key: simulation & ~0xFFFF | Int64(code), source: source, simulation: simulation))
        }
      }
      return jobs
    }
  }

  private func realJobs(at probes: [PlannedProbe]) -> [ProbeJob] {
    guard let code = slot.codes[.real] else { return [] }
    return probes.filter { !$0.isExit }.map { probe in
      ProbeJob(
        key: RecordKey.pack(conversation: probe.conversation, turn: probe.turn, code: code), source: .real,
        simulation: nil)
    }
  }

  private func agentJobs(before probes: [PlannedProbe]) throws -> [ProbeJob] {
    guard let code = slot.codes[.agent] else { return [] }
    var wanted: [UInt32: [Int]] = [:]
    for probe in probes { wanted[probe.conversation, default: []].append(probe.turn) }
    var jobs: [ProbeJob] = []
    try store.forEachOutline { key, _, roles in
      guard let turns = wanted[key] else { return }
      let agents = Set(turns.compactMap { roles.prefix($0).lastIndex(of: .agent) })
      for turn in agents.sorted() {
        jobs.append(
          ProbeJob(key: RecordKey.pack(conversation: key, turn: turn, code: code), source: .agent, simulation: nil))
      }
    }
    return jobs
  }
}
