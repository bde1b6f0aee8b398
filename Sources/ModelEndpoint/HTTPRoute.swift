/// Where HTTP requests go, and how: all that requests have in common which differ in their bodies alone.
///
/// It is told from others by being itself, so that a pool makes it ready once.
public final class HTTPRoute: Sendable {
  let url: String
  /// "Name: value" lines. They may hold a key: they are never part of an error.
  let headers: [String]
  let trust: Trust
  /// In the place of what the environment says.
  let proxy: String?
  let connectTimeout: Duration
  let totalTimeout: Duration
  /// Bytes of body at which an answer is given up.
  let largestResponse: Int

  init(
    url: String, headers: [String] = [], trust: Trust = .system, proxy: String? = nil,
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(120), largestResponse: Int = 32 << 20
  ) {
    self.url = url
    self.headers = headers
    self.trust = trust
    self.proxy = proxy
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.largestResponse = largestResponse
  }
}

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
