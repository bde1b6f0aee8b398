public import AuditStore
internal import Cases
internal import Foundation
internal import ModelEndpoint
public import Probing

/// What the three commands of probing share: definitions from the command line, and the plan.
public struct ProbeSetup {
  public let store: AuditStore
  public let session: ProbeSession
  private let passOver: (_ words: String) -> Void

  /// - Parameter passOver: Told of definitions of the audit that cannot be used.
  public init(_ store: AuditStore, passOver: @escaping (_ words: String) -> Void) {
    self.store = store
    self.passOver = passOver
    session = ProbeSession(store: store, now: { ClockText.now() })
  }

  /// The definitions that `names` mean; those of the audit that can be run where there is none.
  ///
  /// - Parameter areNeeded: Whether it is an error that there is none at all.
  public func definitions(
    _ names: [String], kind: DefinitionRecord.Kind, baseURL: String? = nil, window: ModelDefinition.Window = .probe,
    areNeeded: Bool = true
  ) throws -> [PreparedDefinition] {
    let address = try baseURL.map(checked)
    func prepared(_ name: String) throws -> PreparedDefinition {
      var definition = try DefinitionFile.find(name, kind: kind, audit: store.auditJSON)
      if let address { try set(address, of: &definition, place: name) }
      if window == .full, definition.window != .full { definition = definition.withFullWindow }
      try checkProfileFields(of: definition, place: name)
      try checkSurroundings(of: definition, place: name)
      let prepared = try PreparedDefinition(definition, schema: store.description.schema, place: name)
      try store.check(prepared.record)
      return prepared
    }
    if !names.isEmpty {
      if Set(names).count < names.count {
        throw CommandFailure(.usage, "a \(kind.rawValue) is named twice", remedy: "name each once")
      }
      return try names.map(prepared)
    }
    // Audits also name simulators that were never run by a prompt: those are told and passed over.
    var all: [PreparedDefinition] = []
    for name in DefinitionFile.runnable(kind, in: store.auditJSON) {
      do {
        all.append(try prepared(name))
      } catch {
        guard error is DefinitionError || error is DefinitionConflict else { throw error }
        passOver("\(kind.rawValue) passed over: \(shown("\(error)"))")
      }
    }
    if all.isEmpty, areNeeded {
      throw CommandFailure(
        .usage, "the audit declares no \(kind.rawValue) that can be run: a model, and a prompt or template",
        remedy: "name a YAML file with --\(kind.rawValue) FILE.yaml")
    }
    return all
  }

  /// A persona that is told nothing because a field is misspelt costs as much as a whole one.
  private func checkProfileFields(of definition: ModelDefinition, place: String) throws {
    let known = store.profileFields
    guard let missing = definition.profileFields?.first(where: { !known.contains($0) }) else { return }
    let meant = missing.misspelt(known).map { "; did you mean “\($0)”?" } ?? ""
    let fields = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
    throw DefinitionError(
      place: place, key: "profile_fields", problem: "names “\(missing)”, which no conversation's profile has" + meant,
      remedy: known.isEmpty ? "leave it out, or write []: no conversation has a profile" : "choose from \(fields)")
  }

  /// What a definition names on this machine has to be there before anything is paid for.
  private func checkSurroundings(of definition: ModelDefinition, place: String) throws {
    let environment = ProcessInfo.processInfo.environment
    if let program = definition.command.first, !ProgramPool.finds(program, environment: environment) {
      throw DefinitionError(
        place: place, key: "command", problem: "names “\(program)”, and there is no such program",
        remedy: "install it, or write its path")
    }
    if let file = definition.caFile, !FileManager.default.isReadableFile(atPath: file) {
      throw DefinitionError(
        place: place, key: "ca_file", problem: "names “\(file)”, which cannot be read", remedy: "check the path")
    }
  }

  private func set(_ address: String, of definition: inout ModelDefinition, place: String) throws {
    guard definition.isModel else {
      throw DefinitionError(
        place: place, problem: "is asked where it says itself, and --base-url means endpoints of models",
        remedy: "leave --base-url out")
    }
    definition.baseURL = address
  }

  private func checked(_ address: String) throws -> String {
    do throws(EndpointAddress.Problem) {
      return try EndpointAddress.checked(address)
    } catch {
      throw CommandFailure(.usage, "--base-url \(error.problem)", remedy: error.remedy)
    }
  }

  /// Plans anew and keeps the plan, where the store can be written.
  public func plan(_ request: PlanRequest) throws -> (record: PlanRecord, probes: [PlannedProbe]) {
    let description = store.description
    guard let rule = description.probes, !rule.fractions.isEmpty || rule.exitProbe else {
      throw CommandFailure(
        .badData, "the audit has no rule for probe points",
        remedy: #"add "probes": {"fractions": [0.3, 0.6, 0.9], "exit_probe": true} to audit.json and import it anew"#)
    }
    var candidates: [ProbePlan.Candidate] = []
    try store.forEachOutline { candidates.append(.init(key: $0, stratum: $1, roles: $2)) }
    let points = request.filter == nil ? [] : candidates.flatMap { ProbePlan.points(of: $0, rule: rule) }
    let filter = try filter(request.filter, points: points, of: candidates)
    let panel: ProbePlan.Panel = request.panel == .balanced ? .balanced(perStratum: nil) : .full
    let plan = ProbePlan(
      candidates: candidates, rule: rule, strata: description.outcome.strata.count, panel: panel,
      limit: request.limit, seed: request.seed, isMeant: filter.map { filter in { filter.means($0) } })
    var record = PlanRecord(
      at: ClockText.now(), seed: request.seed, panel: (request.panel ?? .full).rawValue, filter: request.filter,
      limit: request.limit, counts: plan.steps(strata: description.outcome.strata))
    if !store.isReadOnly { record.number = try store.save(plan: record, probes: plan.probes) }
    return (record, plan.probes)
  }

  /// What `--where` means; `nil` for everything.
  private func filter(
    _ text: String?, points: [PlannedProbe], of candidates: [ProbePlan.Candidate]
  ) throws -> ProbeFilter? {
    guard let text, !text.isEmpty else { return nil }
    let loaded = try LoadedAudit(store)
    do throws(FilterError) {
      let filter = try loaded.table.filter(parsing: text, in: loaded.context)
      return try ProbeFilter(filter, points: points, of: candidates, table: loaded.table, context: loaded.context)
    } catch {
      throw CommandFailure(.usage, "the filter cannot be read\n\(error.rendering)")
    }
  }

  /// The probes that a run is about: of a new plan where one is asked for, else of the last, else of a full one.
  public func probes(_ request: PlanRequest) throws -> [PlannedProbe] {
    if !request.isGiven, let probes = try store.probes() { return probes }
    return try plan(request).probes
  }

  /// The probe points that labels are about; `--where`, `--limit` and `--panel` mean fewer of them.
  public func labelPoints(_ request: PlanRequest) throws -> [PlannedProbe] {
    var points = try session.probePoints()
    if points.isEmpty { points = try plan(PlanRequest()).probes }
    guard request.isGiven else { return points }
    var candidates: [ProbePlan.Candidate] = []
    let known = Set(points.map(\.conversation))
    try store.forEachOutline { key, stratum, roles in
      if known.contains(key) { candidates.append(.init(key: key, stratum: stratum, roles: roles)) }
    }
    let filter = try filter(request.filter, points: points, of: candidates)
    return ProbePlan.narrowed(
      points, of: candidates, strata: store.description.outcome.strata.count,
      panel: request.panel == .balanced ? .balanced(perStratum: nil) : .full, limit: request.limit,
      seed: request.seed, isMeant: { filter?.means($0) ?? true })
  }
}
