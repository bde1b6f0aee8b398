import Foundation

/// The headers of every request to an endpoint, and what of them must not come back anywhere.
struct EndpointHeaders: Sendable {
  /// "Name: value" lines; they go to libcurl and nowhere else.
  let lines: [String]
  let secrets: [Secret]

  /// - Throws: ``ChatFailure/noKey(variable:)`` or ``ChatFailure/noHeader(name:variable:)`` where the endpoint names a
  ///   variable that is not set, or that holds what can be no value.
  init(of endpoint: Endpoint, environment: [String: String]) throws(ChatFailure) {
    var lines = ["Content-Type: application/json", "Accept: application/json"]
    var secrets: [Secret] = []
    func value(_ variable: String) -> String {
      (environment[variable] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }
    if let variable = endpoint.keyVariable {
      let key = value(variable)
      guard !key.isEmpty, key.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 }) else {
        throw ChatFailure.noKey(variable: variable)
      }
      lines.append("Authorization: Bearer \(key)")
      secrets.append(Secret(key))
    }
    for header in endpoint.headers {
      let text = value(header.variable)
      guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
        throw ChatFailure.noHeader(name: header.name, variable: header.variable)
      }
      lines.append("\(header.name): \(text)")
      secrets.append(Secret(text))
    }
    self.lines = lines
    self.secrets = secrets
  }
}
