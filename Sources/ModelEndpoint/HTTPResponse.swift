/// A complete answer, whatever its status.
public struct HTTPResponse: Sendable, Equatable {
  public var status: Int
  public var body: [UInt8]
  /// The value of `Retry-After`, as it came.
  public var retryAfter: String?
  /// Where it leads, which nobody follows.
  public var redirect: String?
}

/// Why there is no answer.
public enum HTTPFailure: Error, Sendable, Hashable {
  case timeout(String)
  case connect(String)
  case tls(String)
  case tooLarge(limit: Int)
  case broken(String)
  case usage(String)
}
