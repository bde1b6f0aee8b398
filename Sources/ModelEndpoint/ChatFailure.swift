internal import JSON
internal import Text

/// Why a request has no usable answer. Never holds a header, so never a key.
public enum ChatFailure: Error, Sendable, Hashable {
  /// The endpoint answered with an error status.
  case status(Int, message: String, retryAfter: String?)
  /// The endpoint will answer nothing more until somebody pays.
  case quota(Int, message: String)
  case transport(HTTPFailure)
  /// 200, but not a chat completion.
  case malformed(String)
  /// The environment variable that should hold the key is empty.
  case noKey(variable: String)
  /// The environment variable that should hold a header's value is empty.
  case noHeader(name: String, variable: String)
  /// Certificates that are named cannot be read.
  case untrusted(String)
  /// A program gave no usable answer; final where it cannot give any.
  case program(String, isFinal: Bool)

  /// Whether another try may succeed.
  public var isTransient: Bool {
    switch self {
    case .status(let status, _, _): [408, 409, 425, 429].contains(status) || status >= 500
    case .transport(.timeout), .transport(.connect), .transport(.broken): true
    case .transport, .noKey, .noHeader, .untrusted, .program, .quota: false
    case .malformed: true
    }
  }

  /// Whether no request of this run can succeed: the key, the address or the model is wrong.
  public var isFatal: Bool {
    switch self {
    case .status(let status, _, _): [401, 402, 403, 404, 405].contains(status) || (300..<400).contains(status)
    case .transport(.tls), .transport(.usage), .noKey, .noHeader, .untrusted, .quota: true
    case .program(_, let isFinal): isFinal
    case .transport, .malformed: false
    }
  }

  /// How an endpoint holds off every request, and not only the one that failed.
  public enum PushBack: Sendable, Hashable { case busy, unreachable }

  public var pushBack: PushBack? {
    switch self {
    case .status(429, _, _), .status(503, _, _), .status(529, _, _): .busy
    case .status(502, _, _), .status(504, _, _), .transport(.connect): .unreachable
    default: nil
    }
  }

  /// A word or two, for a line of progress.
  public var shortReason: String {
    switch self {
    case .status(let status, _, _), .quota(let status, _): String(status)
    case .transport(.connect): "no connection"
    case .transport(.timeout): "no answer in time"
    default: "an error"
    }
  }

  /// What endpoints call a quota that is used up, as a code or a type of error; a busy endpoint says something else.
  private static let quotaCodes: Set<String> = [
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance", "billing_error",
    "exceeded_current_quota_error", "Arrearage",
  ]

  /// Whether a message says it where the code only says that something is wrong. A bad request may quote what people
  /// wrote: there the message has to begin with it.
  private static func tellsQuota(_ message: String, status: Int) -> Bool {
    let message = message.lowercased()
    return switch status {
    case 400: message.hasPrefix("your credit balance is too low")
    case 403, 429: ["credit balance is too low", "insufficient balance", "余额不足"].contains(where: message.contains)
    default: false
    }
  }

  /// Reads the error of a chat endpoint out of the body of an answer; HTML pages and empty bodies included.
  static func reading(_ response: HTTPResponse) -> ChatFailure {
    if let address = response.redirect, (300..<400).contains(response.status) {
      return .status(response.status, message: moved(to: address), retryAfter: nil)
    }
    let body = try? JSONValue.mending(response.body).value
    let words = body.flatMap(words) ?? excerpt(response.body)
    let codes = [body?["error"]?["code"]?.string, body?["error"]?["type"]?.string].compactMap { $0 }
    if !quotaCodes.isDisjoint(with: codes) || tellsQuota(words, status: response.status) {
      return .quota(response.status, message: words)
    }
    return .status(response.status, message: words, retryAfter: response.retryAfter)
  }

  /// A redirect is not followed: a key would go to whoever it names.
  private static func moved(to address: String) -> String {
    var address = address.prefix { $0 != "?" && $0 != "#" }
    for call in ["/chat/completions", "/completions"] where address.hasSuffix(call) {
      address.removeLast(call.count)
      break
    }
    return excerpt("it leads to \(address); make that the base_url, if you know it")
  }

  /// An error in the place of an answer, with a status that says nothing of it.
  static func answered(_ error: JSONValue) -> ChatFailure {
    let message = words(of: error) ?? excerpt(error.canonical)
    let code = error["code"]?.integer ?? error["status"]?.integer ?? error["code"]?.string.flatMap { Int($0) }
    guard let code, (400...599).contains(code) else { return .malformed("the answer is an error: \(message)") }
    return .status(code, message: message, retryAfter: nil)
  }

  /// What an error object says.
  static func words(of error: JSONValue) -> String? {
    ErrorWords.reading(error).map { excerpt($0) }
  }

  /// What an endpoint says is cut there: nobody reads on.
  static let longestMessage = 300

  /// The first words of a message, on one line.
  static func excerpt(_ message: String) -> String {
    let visible = VisibleText.line(String(message.prefix(longestMessage)))
    return message.count > longestMessage ? visible + "…" : visible
  }

  /// The first words of a body, safe to print.
  static func excerpt(_ body: [UInt8]) -> String {
    let visible = VisibleText.line(String(decoding: body.prefix(200), as: UTF8.self))
    return visible.isEmpty ? "an empty body" : visible
  }
}

extension ChatFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .status(let status, let message, _): "the endpoint answered \(status): \(message)"
    case .quota(let status, let message): "the quota at the endpoint is used up (\(status): \(message))"
    case .transport(.timeout(let words)): "no answer in time (\(words))"
    case .transport(.connect(let words)): "no connection (\(words))"
    case .transport(.tls(let words)):
      "the connection is not secure (\(words)); certificates of an authority of your own are named by ca_file in the "
        + "definition, or by \(Trust.variables[0])"
    case .transport(.tooLarge(let limit)): "the answer is larger than \(limit) bytes"
    case .transport(.broken(let words)): "the connection broke (\(words))"
    case .transport(.usage(let words)): "the address cannot be used (\(words))"
    case .malformed(let words): words
    case .noHeader(let name, let variable):
      "the environment variable \(variable) should hold the header \(name); it is not set, or holds control characters"
    case .untrusted(let words), .program(let words, _): words
    case .noKey(let variable):
      "the environment variable \(variable) should hold the key; it is not set, or holds blanks"
    }
  }
}
