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
