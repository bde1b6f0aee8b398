public import AuditStore
public import Cases

/// Registers definitions in a store and finds out what is left to be asked.
public struct ProbeSession: Sendable {
  public let store: AuditStore
  /// The time as RFC 3339.
  let now: @Sendable () -> String

  public init(store: AuditStore, now: @escaping @Sendable () -> String) {
    self.store = store
    self.now = now
  }

  /// The probe points where somebody has simulated, by conversation and turn.
  public func simulatedPoints() throws -> [PlannedProbe] {
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

  /// Every probe point that was ever planned or simulated: results may be of any of them.
  public func everyPoint() throws -> [PlannedProbe] {
    var points = Set(try simulatedPoints())
    for plan in try store.plans() { points.formUnion(try store.probes(ofPlan: plan.number) ?? []) }
    return points.sorted { ($0.conversation, $0.turn) < ($1.conversation, $1.turn) }
  }

  /// Makes a simulator part of the audit.
  ///
  /// - Throws: ``DefinitionConflict`` where it was another one before, or ``StoreError``.
  public func simulator(_ definition: PreparedDefinition) throws -> ProbeWork {
    try work(definition, sources: definition.draws(of: definition.id))
  }

  /// Makes an instrument part of the audit, for every source that it may label.
  ///
  /// - Throws: ``DefinitionConflict`` where it was another one before, or ``StoreError``.
  public func instrument(_ definition: PreparedDefinition) throws -> ProbeWork {
    try work(definition, sources: try sources(of: definition))
  }

  /// Whose turns an instrument may label.
  func sources(of definition: PreparedDefinition) throws -> [LabelSource] {
    if definition.task == .agentAction { return [.agent] }
    if definition.definition.window == .full { return [.real] }
    return [.real] + (try simulatedSources())
  }

  /// The draws that the store knows.
  public func simulatedSources() throws -> [LabelSource] {
    try store.spokenSimulations().sources.filter { if case .simulator = $0 { true } else { false } }
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

  /// What is to be asked within `scope`, in the order that `seed` gives.
  ///
  /// - Parameter again: Whether answers that stayed invalid are asked for once more.
  public func jobs(
    of work: ProbeWork, at scope: ProbeScope, seed: UInt64, again: Bool = false
  ) throws -> ProbeJobs {
    let (stored, invalid) = try store.answerKeys(work.answerKind)
    return ProbeJobs(try everything(of: work, at: scope), stored: stored, invalid: invalid, again: again, seed: seed)
  }

  /// The same, with nothing left out, in the order of the conversations.
  public func everything(of work: ProbeWork, at scope: ProbeScope) throws -> [ProbeJob] {
    if work.definition.kind == .simulator { return work.simulationJobs(at: scope.points) }
    var (keys, sources) = try store.spokenSimulations()
    if let choice = scope.simulators { keys.removeAll { !choice.means(sources[RecordKey.code(of: $0)]) } }
    return try work.labelJobs(at: scope.points, simulations: keys, sources: sources)
  }
}
