public import Foundation

/// Where an OpenAI-compatible endpoint is, and which environment variable holds its key.
public struct Endpoint: Sendable, Hashable {
  /// Up to and including the version, as in `https://api.example.org/v1`.
  public var baseURL: String
  /// The name of the environment variable, never the key.
  public var keyVariable: String?
  public var connectTimeout: Duration
  public var totalTimeout: Duration

  public init(
    baseURL: String, keyVariable: String? = nil, connectTimeout: Duration = .seconds(10),
    totalTimeout: Duration = .seconds(120)
  ) {
    self.baseURL = baseURL
    self.keyVariable = keyVariable
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }
}

/// Sends chat requests to one endpoint, asking again where that may help.
public struct ChatClient: Sendable {
  private let pool: HTTPPool
  private let endpoint: Endpoint
  private let retries: RetryPolicy
  /// The whole header, key included; it goes to libcurl and nowhere else.
  private let authorization: String?

  /// - Throws: ``ChatFailure/noKey(variable:)`` where the endpoint names a variable that is not set.
  public init(
    pool: HTTPPool, endpoint: Endpoint, retries: RetryPolicy = RetryPolicy(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ChatFailure) {
    self.pool = pool
    self.endpoint = endpoint
    self.retries = retries
    if let variable = endpoint.keyVariable {
      guard let key = environment[variable], !key.isEmpty else { throw ChatFailure.noKey(variable: variable) }
      authorization = "Authorization: Bearer \(key)"
    } else {
      authorization = nil
    }
  }

  /// One answer, after as many tries as the policy allows.
  ///
  /// - Parameter onRetry: Told of each failure that is tried again.
  /// - Throws: ``ChatFailure``, or `CancellationError`.
  public func complete(
    _ request: ChatRequest, onRetry: @Sendable (ChatFailure) -> Void = { _ in }
  ) async throws -> ChatAnswer {
    let bytes = request.bytes
    var failed = 0
    while true {
      try Task.checkCancellation()
      do {
        return try await attempt(bytes)
      } catch let failure as ChatFailure {
        failed += 1
        let jitter = Double.random(in: 0..<1)
        guard let delay = retries.delay(after: failure, failed: failed, jitter: jitter, now: Date()) else {
          throw failure
        }
        onRetry(failure)
        try await Task.sleep(for: delay)
      }
    }
  }

  private func attempt(_ bytes: [UInt8]) async throws -> ChatAnswer {
    var headers = ["Content-Type: application/json", "Accept: application/json"]
    if let authorization { headers.append(authorization) }
    let request = HTTPRequest(
      url: endpoint.baseURL + "/chat/completions", headers: headers, body: bytes,
      connectTimeout: endpoint.connectTimeout, totalTimeout: endpoint.totalTimeout)
    let response: HTTPResponse
    do {
      response = try await pool.send(request)
    } catch let failure as HTTPFailure {
      throw ChatFailure.transport(failure)
    }
    guard response.status == 200 else { throw ChatFailure.reading(response) }
    return try ChatAnswer(completion: response.body)
  }
}
