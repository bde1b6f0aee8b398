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
        throw CommandFailure(.usage, "the same \(kind.rawValue) is named twice", remedy: "name each once")
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

  /// The instruments, each so often: as it is, and once more under ids of their own.
  public func repeating(_ definitions: [PreparedDefinition], times: Int) throws -> [PreparedDefinition] {
    try definitions.flatMap { definition in
      try [definition]
        + (1..<max(1, times)).map { number in
          try PreparedDefinition(
            definition.definition.repeated(number + 1), schema: store.description.schema, place: definition.id)
        }
    }
  }

  /// Whether instruments can vote under `id`.
  public func checkVote(_ id: String, of definitions: [PreparedDefinition]) throws {
    if definitions.count < 2 || Set(definitions.map(\.task)).count > 1 {
      throw CommandFailure(
        .usage, "--vote needs several instruments of one task",
        remedy: "name them with --instrument, or ask one several times with --repeats")
    }
    let isPlain =
      !id.isEmpty && id.utf8.count <= 200 && !id.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    if !isPlain || id == "real" || id == "agent" || definitions.contains(where: { $0.id == id }) {
      throw CommandFailure(
        .usage, "“\(shown(id))” cannot be the id of their votes", remedy: "choose a plain name that none of them has")
    }
  }

  /// Whether `name` is a simulator of the audit that cannot be asked, but whose turns may be labelled.
  public func isWritten(_ name: String) -> Bool {
    store.description.simulators.contains { $0.id == name }
      && !DefinitionFile.runnable(.simulator, in: store.auditJSON).contains(name)
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
    definition.hasGivenAddress = true
  }

  private func checked(_ address: String) throws -> String {
    do throws(EndpointAddress.Problem) {
      return try EndpointAddress.checked(address)
    } catch {
      throw CommandFailure(.usage, "--base-url \(error.problem)", remedy: error.remedy)
    }
  }
}
