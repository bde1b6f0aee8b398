public import AuditStore
import Cases

/// Registers definitions in a store and finds out what is left to be asked.
public struct ProbeSession: Sendable {
  public let store: AuditStore
  /// The time as RFC 3339.
  private let now: @Sendable () -> String

  public init(store: AuditStore, now: @escaping @Sendable () -> String) {
    self.store = store
    self.now = now
  }

  /// The probe points of the audit: the last plan's, or those where somebody has simulated where nothing was planned.
  public func probePoints() throws -> [PlannedProbe] {
    if let planned = try store.probes() { return planned }
    var points: Set<PlannedProbe> = []
    var turns: [UInt32: Int] = [:]
    let simulations = try store.answerKeys(.simulation).stored
    if !simulations.isEmpty {
      try store.forEachOutline { key, _, roles in turns[key] = roles.count }
    }
    for simulation in simulations {
      let key = RecordKey.conversation(of: simulation)
      let turn = RecordKey.turn(of: simulation)
      points.insert(PlannedProbe(conversation: key, turn: turn, isExit: turn == turns[key]))
    }
    return points.sorted { ($0.conversation, $0.turn) < ($1.conversation, $1.turn) }
  }

  /// Makes a simulator part of the audit.
  ///
  /// - Throws: ``DefinitionConflict`` where it was another one before, or ``StoreError``.
  public func simulator(_ definition: PreparedDefinition) throws -> ProbeWork {
    let sources = (0..<definition.draws).map { LabelSource.simulator(id: definition.id, draw: $0) }
    return try work(definition, sources: sources)
  }

  /// Makes an instrument part of the audit, for every source that it may label.
  ///
  /// - Throws: ``DefinitionConflict`` where it was another one before, or ``StoreError``.
  public func instrument(_ definition: PreparedDefinition) throws -> ProbeWork {
    var sources: [LabelSource] = [.real]
    if definition.task == .agentAction {
      sources = [.agent]
    } else if definition.definition.window == .probe {
      for case .simulator(let id, let draw) in try store.spokenSimulations().sources {
        sources.append(.simulator(id: id, draw: draw))
      }
    }
    return try work(definition, sources: sources)
  }

  private func work(_ definition: PreparedDefinition, sources: [LabelSource]) throws -> ProbeWork {
    var record = definition.record
    record.at = now()
    let slot = try store.register(record, entry: definition.entry, sources: sources)
    guard definition.kind == .instrument else {
      return ProbeWork(store: store, definition: definition, slot: slot, format: DefinitionFormat(.text))
    }
    let held = try store.format(of: slot.definition)
    if let held, let wanted = definition.definition.answers, wanted != held.format {
      throw DefinitionConflict(
        kind: definition.kind, id: definition.id,
        changed: ["response_format (\(held.format.rawValue), now \(wanted.rawValue))"])
    }
    return ProbeWork(
      store: store, definition: definition, slot: slot,
      format: held ?? definition.definition.answers.map { DefinitionFormat($0) })
  }

  /// What is to be asked at `probes`, in the order that `seed` gives.
  ///
  /// - Parameter again: Whether answers that stayed invalid are asked for once more.
  public func jobs(
    of work: ProbeWork, at probes: [PlannedProbe], seed: UInt64, again: Bool = false
  ) throws -> ProbeJobs {
    let (stored, invalid) = try store.answerKeys(work.answerKind)
    return ProbeJobs(try everything(of: work, at: probes), stored: stored, invalid: invalid, again: again, seed: seed)
  }

  /// The same, with nothing left out, in the order of the conversations.
  public func everything(of work: ProbeWork, at probes: [PlannedProbe]) throws -> [ProbeJob] {
    if work.definition.kind == .simulator { return work.simulationJobs(at: probes) }
    let (keys, sources) = try store.spokenSimulations()
    return try work.labelJobs(at: probes, simulations: keys, sources: sources)
  }
}
