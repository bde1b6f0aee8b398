import CCurl
import Glibc

/// The routes of a pool as libcurl has them. They belong to the pool's thread.
struct HTTPRoutes {
  private let pool: OpaquePointer
  /// Routes are kept, so that no other comes to have the identity of one.
  private var known: [ObjectIdentifier: (route: HTTPRoute, handle: OpaquePointer)] = [:]

  init(_ pool: OpaquePointer) { self.pool = pool }

  /// Begins a transfer; `false` where libcurl does not take it.
  mutating func add(_ submission: HTTPSubmission) -> Bool {
    guard let route = handle(of: submission.route) else { return false }
    return submission.body.withUnsafeBufferPointer {
      ccurl_pool_add(pool, route, submission.id, $0.baseAddress, $0.count)
    }
  }

  private mutating func handle(of route: HTTPRoute) -> OpaquePointer? {
    if let entry = known[ObjectIdentifier(route)] { return entry.handle }
    guard let handle = HTTPRoutes.handle(of: route, in: pool) else { return nil }
    known[ObjectIdentifier(route)] = (route, handle)
    return handle
  }

  private static func handle(of route: HTTPRoute, in pool: OpaquePointer) -> OpaquePointer? {
    var certificates: [UInt8] = []
    var (file, folder): (String?, String?)
    switch route.trust {
    case .system: break
    case .file(let path): file = path
    case .folder(let path): folder = path
    case .certificates(let bytes): certificates = bytes
    }
    let headers = route.headers.map { strdup($0) }
    // libcurl copies all that it gets.
    let texts = [route.url, file, folder, route.proxy].map { $0.flatMap { strdup($0) } }
    defer { for text in headers + texts { free(text) } }
    return headers.map { UnsafePointer($0) }.withUnsafeBufferPointer { lines in
      certificates.withUnsafeBufferPointer { trusted in
        var terms = ccurl_terms()
        terms.url = UnsafePointer(texts[0])
        terms.headers = lines.baseAddress
        terms.header_count = lines.count
        terms.ca_file = UnsafePointer(texts[1])
        terms.ca_folder = UnsafePointer(texts[2])
        terms.ca_bytes = trusted.isEmpty ? nil : trusted.baseAddress
        terms.ca_size = trusted.count
        terms.proxy = UnsafePointer(texts[3])
        terms.connect_timeout_ms = milliseconds(route.connectTimeout)
        terms.total_timeout_ms = milliseconds(route.totalTimeout)
        terms.largest_response = route.largestResponse
        return ccurl_pool_route(pool, &terms)
      }
    }
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    max(1, Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000))
  }
}

extension Result<HTTPResponse, any Error> {
  /// What libcurl says of a transfer.
  init(_ response: ccurl_response, along route: HTTPRoute) {
    if response.failure == CCURL_OK {
      let body = Array(UnsafeBufferPointer(start: response.body, count: response.body_size))
      let retryAfter = response.retry_after.map { String(cString: $0) }
      let redirect = response.redirect.map { String(cString: $0) }
      self = .success(HTTPResponse(status: response.status, body: body, retryAfter: retryAfter, redirect: redirect))
      return
    }
    let message = response.message.map { String(cString: $0) } ?? "no reason given"
    let failure: HTTPFailure =
      switch response.failure {
      case CCURL_TIMEOUT: .timeout(message)
      case CCURL_CONNECT: .connect(message)
      case CCURL_TLS: .tls(message)
      case CCURL_TOO_LARGE: .tooLarge(limit: route.largestResponse)
      case CCURL_USAGE: .usage(message)
      default: .broken(message)
      }
    self = .failure(failure)
  }
}
