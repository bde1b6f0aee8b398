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

/// Where a caller has a say in the tries of a request.
public struct ChatHooks: Sendable {
  /// Told how a try ended, `nil` for an answer.
  ///
  /// Returns whether the caller has taken the failure upon itself: the request is then sent again as soon as it is
  /// admitted. May throw to end the trying.
  public typealias Ended = @Sendable (ChatFailure?) throws -> Bool

  /// Called before each try is sent: may wait for its turn, or throw to send nothing more.
  public var admit: @Sendable () async throws -> Ended
  /// Waits between two tries; may throw to end the waiting.
  public var wait: @Sendable (Duration) async throws -> Void
  /// Told of each failure that is tried again.
  public var onRetry: @Sendable (ChatFailure) -> Void

  public init(
    admit: @escaping @Sendable () async throws -> Ended = { { _ in false } },
    wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    onRetry: @escaping @Sendable (ChatFailure) -> Void = { _ in }
  ) {
    self.admit = admit
    self.wait = wait
    self.onRetry = onRetry
  }
}

/// Sends chat requests to one endpoint, asking again where that may help.
public struct ChatClient: Sendable {
  private let pool: HTTPPool
  private let endpoint: Endpoint
  private let retries: RetryPolicy
  /// The whole header, key included; it goes to libcurl and nowhere else.
  private let authorization: String?
  private let secret: Secret?

  /// - Throws: ``ChatFailure/noKey(variable:)`` where the endpoint names a variable that is not set, or that holds what
  ///   can be no key.
  public init(
    pool: HTTPPool, endpoint: Endpoint, retries: RetryPolicy = RetryPolicy(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ChatFailure) {
    self.pool = pool
    self.endpoint = endpoint
    self.retries = retries
    if let variable = endpoint.keyVariable {
      let key = (environment[variable] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      guard !key.isEmpty, key.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 }) else {
        throw ChatFailure.noKey(variable: variable)
      }
      authorization = "Authorization: Bearer \(key)"
      secret = Secret(key)
    } else {
      authorization = nil
      secret = nil
    }
  }

  /// One answer, after as many tries as the policy allows.
  ///
  /// - Throws: ``ChatFailure``, `CancellationError`, or what a hook threw.
  public func complete(_ request: ChatRequest, hooks: ChatHooks = ChatHooks()) async throws -> ChatAnswer {
    try await complete(bytes: request.bytes, hooks: hooks)
  }

  /// The same for a request that is written already.
  public func complete(bytes: [UInt8], hooks: ChatHooks = ChatHooks()) async throws -> ChatAnswer {
    var failed = 0
    while true {
      try Task.checkCancellation()
      let ended = try await hooks.admit()
      do {
        let answer = try await attempt(bytes)
        _ = try ended(nil)
        return answer
      } catch let failure as ChatFailure {
        if try ended(failure) {
          hooks.onRetry(failure)
          continue
        }
        failed += 1
        let jitter = Double.random(in: 0..<1)
        guard let delay = retries.delay(after: failure, failed: failed, jitter: jitter, now: Date()) else {
          throw failure
        }
        hooks.onRetry(failure)
        try await hooks.wait(delay)
      }
    }
  }

  private func attempt(_ bytes: [UInt8]) async throws -> ChatAnswer {
    var headers = ["Content-Type: application/json", "Accept: application/json"]
    if let authorization { headers.append(authorization) }
    let request = HTTPRequest(
      url: endpoint.baseURL + "/chat/completions", headers: headers, body: bytes,
      connectTimeout: endpoint.connectTimeout, totalTimeout: endpoint.totalTimeout)
    var response: HTTPResponse
    do {
      response = try await pool.send(request)
    } catch let failure as HTTPFailure {
      throw ChatFailure.transport(failure)
    }
    // Some servers repeat the headers of a request in their answers.
    secret?.blot(&response.body)
    guard response.status == 200 else { throw ChatFailure.reading(response) }
    return try ChatAnswer(completion: response.body)
  }
}
