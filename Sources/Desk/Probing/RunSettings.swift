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
  /// Until an answer must be complete.
  public var timeout: Duration

  public init(
    limits: RunLimits = RunLimits(), attempts: Int = 3, mostInvalid: Int = LiveRun.usualMostInvalid,
    retriesInvalid: Bool = false,
    connectTimeout: Duration = .seconds(10), timeout: Duration = .seconds(120)
  ) {
    self.limits = limits
    self.attempts = attempts
    self.mostInvalid = mostInvalid
    self.retriesInvalid = retriesInvalid
    self.connectTimeout = connectTimeout
    self.timeout = timeout
  }

  /// - Throws: ``CommandFailure`` where the definition names no endpoint.
  func endpoint(_ definition: PreparedDefinition) throws -> Endpoint {
    guard let address = definition.definition.baseURL else {
      throw CommandFailure(
        .usage, "\(definition.kind.rawValue) “\(definition.id)” names no endpoint",
        remedy: "add base_url to its definition, or give --base-url http://127.0.0.1:8000/v1")
    }
    return Endpoint(
      baseURL: address, keyVariable: definition.definition.keyVariable, connectTimeout: connectTimeout,
      totalTimeout: timeout)
  }
}
