public import AuditStore
internal import Cases
public import Probing

extension ProbeSetup {
  /// Plans anew, and keeps the plan where the store can be written.
  ///
  /// - Parameters:
  ///   - name: What the plan is to be called; `nil` for the next number.
  ///   - simulators: Whose simulated turns are to be labelled; `nil` for everybody's.
  ///   - definitions: Simulators that are still to be asked.
  ///   - isKept: `false` where nothing is to be written.
  public func plan(
    _ request: PlanRequest, name: String? = nil, simulators: [SimulatorChoice]? = nil,
    definitions: [PreparedDefinition] = [], isKept: Bool = true
  ) throws -> (record: PlanRecord, scope: ProbeScope) {
    let description = store.description
    guard let rule = description.probes, !rule.fractions.isEmpty || rule.exitProbe else {
      throw CommandFailure(
        .badData, "the audit has no rule for probe points",
        remedy: #"add "probes": {"fractions": [0.3, 0.6, 0.9], "exit_probe": true} to audit.json and import it anew"#)
    }
    if let name, !PlanName.isValid(name) {
      throw CommandFailure(
        .usage, "“\(shown(name))” cannot be the name of a plan",
        remedy:
          "choose at most \(PlanName.longest) letters, digits and hyphens: it becomes a part of batch requests’ names")
    }
    var candidates: [ProbePlan.Candidate] = []
    try store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let points = request.filter == nil ? [] : candidates.flatMap { ProbePlan.points(of: $0, rule: rule) }
    let filter = try filter(request.filter, points: points, of: candidates, definitions: definitions)
    let panel: ProbePlan.Panel = request.panel == .balanced ? .balanced(perStratum: nil) : .full
    let plan = ProbePlan(
      candidates: candidates, rule: rule, strata: description.outcome.strata.count, panel: panel,
      limit: request.limit, seed: request.seed, isMeant: filter.map { filter in { filter.means($0) } })
    var record = PlanRecord(
      name: name ?? "", at: ClockText.now(), seed: request.seed, panel: (request.panel ?? .full).rawValue,
      filter: request.filter, limit: request.limit, simulators: try both(simulators, filter?.simulators),
      counts: plan.steps(strata: description.outcome.strata))
    if isKept, !store.isReadOnly { record = try store.save(plan: record, probes: plan.probes) }
    let scope = ProbeScope(
      plan: record.name.isEmpty ? nil : record.name, points: plan.probes, simulators: record.simulators)
    return (record, scope)
  }

  /// What a run is about: the points of the plan that is named, else of the last one, or fewer of them.
  ///
  /// Where nothing was planned it is a full plan; of labels, what was simulated.
  ///
  /// - Parameters:
  ///   - request: `--where`, `--limit` and `--panel` mean fewer points of the plan, and never another plan.
  ///   - simulators: Ids whose turns are labelled; those of the plan where it is empty.
  public func scope(
    _ request: PlanRequest, plan name: String?, simulators: [String] = [], isLabelling: Bool, isDry: Bool = false
  ) throws -> ProbeScope {
    var scope = try planned(name, isLabelling: isLabelling, isDry: isDry)
    if !simulators.isEmpty { scope.simulators = try choices(simulators) }
    guard request.isGiven else { return scope }
    var candidates: [ProbePlan.Candidate] = []
    let known = Set(scope.points.map(\.conversation))
    try store.forEachOutline { key, stratum, roles in
      if known.contains(key) { candidates.append(.init(key: key, stratum: stratum, roles: roles)) }
    }
    let filter = try filter(request.filter, points: scope.points, of: candidates)
    scope.points = ProbePlan.narrowed(
      scope.points, of: candidates, strata: store.description.outcome.strata.count,
      panel: request.panel == .balanced ? .balanced(perStratum: nil) : .full, limit: request.limit,
      seed: request.seed, isMeant: { filter?.means($0) ?? true })
    scope.simulators = try both(scope.simulators, filter?.simulators)
    return scope
  }

  private func planned(_ name: String?, isLabelling: Bool, isDry: Bool) throws -> ProbeScope {
    let plans = try store.plans()
    if let name {
      guard let plan = plans.first(where: { $0.name == name }) else {
        let known = plans.suffix(20).map(\.name).joined(separator: ", ")
        throw CommandFailure(
          .usage, "the audit has no plan “\(shown(name))”",
          remedy: known.isEmpty ? "make one with walkaway plan --name" : "choose from \(shown(known))")
      }
      return try ProbeScope(of: plan, in: store)
    }
    if let last = plans.last { return try ProbeScope(of: last, in: store) }
    let points = isLabelling ? try session.simulatedPoints() : []
    return points.isEmpty ? try plan(PlanRequest(), isKept: !isDry).scope : ProbeScope(points: points)
  }

  /// The simulators that `names` mean: ids of the audit, or YAML files with theirs.
  public func choices(_ names: [String]) throws -> [SimulatorChoice] {
    let known = Set(store.description.simulators.map(\.id))
    return try names.map { name in
      if known.contains(name) { return SimulatorChoice(id: name) }
      let id = try DefinitionFile.find(name, kind: .simulator, audit: store.auditJSON).id
      guard known.contains(id) else {
        throw CommandFailure(
          .usage, "the audit has no simulator “\(shown(id))”",
          remedy: known.isEmpty
            ? "run walkaway simulate first" : "choose from \(shown(known.sorted().joined(separator: ", ")))")
      }
      return SimulatorChoice(id: id)
    }
  }

  /// How many simulated turns within `scope` are left out because of whose they are, by simulator.
  public func leftOut(of scope: ProbeScope) throws -> [(simulator: String, turns: Int)] {
    guard let choice = scope.simulators else { return [] }
    let points = Set(scope.points.map { RecordKey.pack(conversation: $0.conversation, turn: $0.turn, code: 0) })
    let (keys, sources) = try store.spokenSimulations()
    var counts: [String: Int] = [:]
    for key in keys where points.contains(key & ~0xFFFF) {
      let source = sources[RecordKey.code(of: key)]
      if case .simulator(let id, _) = source, !choice.means(source) { counts[id, default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What both mean.
  private func both(_ one: [SimulatorChoice]?, _ other: [SimulatorChoice]?) throws -> [SimulatorChoice]? {
    guard let one, let other else { return one ?? other }
    return other.filter { one.means(.simulator(id: $0.id, draw: $0.draw ?? 0)) }
  }

  /// What `--where` means; `nil` for everything.
  private func filter(
    _ text: String?, points: [PlannedProbe], of candidates: [ProbePlan.Candidate],
    definitions: [PreparedDefinition] = []
  ) throws -> ProbeFilter? {
    guard let text, !text.isEmpty else { return nil }
    let loaded = try LoadedAudit(store)
    let coming = definitions.flatMap { definition in
      (0..<definition.draws).map { LabelSource.simulator(id: definition.id, draw: $0) }
    }
    let simulators = try session.simulatedSources() + coming
    do throws(FilterError) {
      return try ProbeFilter(
        parsing: text, points: points, of: candidates, simulators: simulators, table: loaded.table,
        context: loaded.context)
    } catch {
      throw CommandFailure(.usage, "the filter cannot be read\n\(error.rendering)")
    }
  }
}

extension ProbeScope {
  /// All that a plan has.
  init(of plan: PlanRecord, in store: AuditStore) throws {
    self.init(plan: plan.name, points: try store.probes(ofPlan: plan.number) ?? [], simulators: plan.simulators)
  }
}
