internal import AuditStore
internal import ModelEndpoint
public import Probing

/// Where requests go and how fast.
public struct RunSettings: Sendable, Hashable {
  public var limits: RunLimits
  /// How often an answer is asked for until it is valid.
  public var attempts: Int
  /// After how many invalid answers in a row a run is given up.
  public var mostInvalid: Int
  /// Whether answers that stayed invalid before are asked for again.
  public var retriesInvalid: Bool
  /// Until a connection must stand.
  public var connectTimeout: Duration
  /// Until an answer must be complete, in the place of what a definition says.
  public var timeout: Duration?
  /// Where secrets may go that an audit names.
  public var keys: KeyDestination

  public init(
    limits: RunLimits = RunLimits(), attempts: Int = 3, mostInvalid: Int = LiveRun.usualMostInvalid,
    retriesInvalid: Bool = false, connectTimeout: Duration = .seconds(10), timeout: Duration? = nil,
    keys: KeyDestination = KeyDestination()
  ) {
    self.limits = limits
    self.attempts = attempts
    self.mostInvalid = mostInvalid
    self.retriesInvalid = retriesInvalid
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.keys = keys
  }

  /// Before anything is sent: every definition is looked at, also those that are asked last.
  ///
  /// - Throws: ``CommandFailure`` where an audit alone says to whom a secret would go.
  func checkKeys(of definitions: [PreparedDefinition]) throws {
    for definition in definitions {
      do throws(KeyDestination.Refusal) {
        try keys.check(definition.definition)
      } catch {
        throw CommandFailure(.usage, shown(error.problem), remedy: error.remedy)
      }
    }
  }

  /// What a definition is asked through.
  ///
  /// - Throws: ``CommandFailure`` where the definition names no endpoint; ``ChatFailure`` where a variable or a file that
  ///   it names is not there.
  func client(_ definition: PreparedDefinition, over pool: HTTPPool) throws -> AskedThrough {
    let given = definition.definition
    let timeout = timeout ?? given.timeout.map { .seconds($0) } ?? .seconds(120)
    if given.form == .command {
      let program = ProgramPool(given.command, processes: limits.concurrency, timeout: timeout)
      return AskedThrough(client: ChatClient(program: program), program: program)
    }
    guard let address = given.service?.url ?? given.baseURL else {
      throw CommandFailure(
        .usage, "\(definition.kind.rawValue) “\(definition.id)” names no endpoint",
        remedy: "add base_url to its definition, or give --base-url http://127.0.0.1:8000/v1")
    }
    var endpoint = Endpoint(
      baseURL: address, keyVariable: given.keyVariable, connectTimeout: connectTimeout, totalTimeout: timeout)
    endpoint.shape = given.service.map { .service($0.shape) } ?? (given.form == .text ? .text : .chat)
    endpoint.headers = given.headers
    endpoint.query = given.query
    endpoint.caFile = given.caFile
    endpoint.proxy = given.proxy
    return AskedThrough(client: try ChatClient(pool: pool, endpoint: endpoint), program: nil)
  }
}

/// An endpoint, or a program that has to be ended when nobody asks it any more.
struct AskedThrough {
  let client: ChatClient
  let program: ProgramPool?

  func close() async { await program?.close() }
}
