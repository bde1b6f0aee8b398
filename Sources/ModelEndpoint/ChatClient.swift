public import Foundation

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

/// Sends requests to one endpoint or program, asking again where that may help.
public struct ChatClient: Sendable {
  private let retries: RetryPolicy
  /// One try.
  private let attempt: @Sendable ([UInt8]) async throws -> ChatAnswer

  /// - Throws: ``ChatFailure`` where the endpoint names a variable that is not set, or that holds what can be no value,
  ///   or certificates that cannot be read.
  public init(
    pool: HTTPPool, endpoint: Endpoint, retries: RetryPolicy = RetryPolicy(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ChatFailure) {
    self.retries = retries
    let headers = try EndpointHeaders(of: endpoint, environment: environment)
    // Whoever speaks without a cloak needs no certificates, whatever the environment names.
    let trust =
      endpoint.baseURL.lowercased().hasPrefix("https:")
      ? try Trust.of(file: endpoint.caFile, environment: environment) : .system
    let route = HTTPRoute(
      url: endpoint.url, headers: headers.lines, trust: trust, proxy: endpoint.proxy,
      connectTimeout: endpoint.connectTimeout, totalTimeout: endpoint.totalTimeout)
    let (shape, secrets) = (endpoint.shape, headers.secrets)
    attempt = { try await ChatClient.send($0, along: route, over: pool, answered: shape, hiding: secrets) }
  }

  /// Answers of a program in the place of an endpoint.
  public init(program: ProgramPool, retries: RetryPolicy = RetryPolicy()) {
    self.retries = retries
    attempt = { try await program.answer(to: $0) }
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

  private static func send(
    _ bytes: [UInt8], along route: HTTPRoute, over pool: HTTPPool, answered shape: AnswerShape, hiding secrets: [Secret]
  ) async throws -> ChatAnswer {
    var response: HTTPResponse
    do {
      response = try await pool.post(bytes, along: route)
    } catch let failure as HTTPFailure {
      throw ChatFailure.transport(failure)
    }
    do throws(ChatFailure) {
      guard (200..<300).contains(response.status) else { throw ChatFailure.reading(response) }
      var answer = try shape.read(response.body)
      if secrets.contains(where: { answer.mentions($0, in: response.body) }) { answer.dropWords() }
      return answer
    } catch {
      // Some servers repeat the headers of a request in their errors, which are shown.
      guard !secrets.isEmpty else { throw error }
      for secret in secrets { secret.blot(&response.body) }
      guard (200..<300).contains(response.status) else { throw ChatFailure.reading(response) }
      return try shape.read(response.body)
    }
  }
}

extension ChatAnswer {
  fileprivate func mentions(_ secret: Secret, in body: [UInt8]) -> Bool {
    secret.isHeld(in: body)
      || [text, refusal, finishReason, problem, model].contains {
        $0.map { secret.isHeld(in: Array($0.utf8)) } ?? false
      }
  }

  /// Leaves nothing that was said: neither is the key to be stored, nor are words to be changed.
  fileprivate mutating func dropWords() {
    (text, refusal, finishReason, problem, model, toolCalls) = (nil, nil, nil, nil, nil, [])
    (isSilence, reason) = (false, nil)
    heldKey = true
  }
}
