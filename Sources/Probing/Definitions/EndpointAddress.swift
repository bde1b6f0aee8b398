import Foundation

/// Checks of what a definition says of its endpoint; nothing that could be a secret is ever repeated.
public enum EndpointAddress {
  public struct Problem: Error, Sendable, Hashable {
    public var problem: String
    public var remedy: String
  }

  /// The address without a slash at its end.
  ///
  /// - Throws: ``Problem`` where it is no http or https address, or holds a name, a password, a query or a fragment.
  public static func checked(_ text: String) throws(Problem) -> String {
    var address = try checkedWhole(text)
    while address.hasSuffix("/") { address.removeLast() }
    // People paste the whole address of the call.
    for call in ["/chat/completions", "/completions"] where address.hasSuffix(call) {
      address.removeLast(call.count)
    }
    return address
  }

  /// The address as it is.
  static func checkedWhole(_ text: String) throws(Problem) -> String {
    let remedy = "write it as https://host/v1, or http://127.0.0.1:8000/v1 for a server on this machine"
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", parts.host?.isEmpty == false
    else { throw Problem(problem: "is no http or https address", remedy: remedy) }
    if parts.user != nil || parts.password != nil || parts.query != nil || parts.fragment != nil {
      throw Problem(
        problem: "holds a user, a password, a query or a fragment, which would be stored with the audit",
        remedy: "leave those out; a key belongs into the variable that api_key_env names, the rest under query")
    }
    return text
  }

  /// The address of a proxy.
  ///
  /// - Throws: ``Problem`` where it is none, or holds a name or a password.
  static func checkedProxy(_ text: String) throws(Problem) -> String {
    let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), schemes.contains(scheme),
      parts.host?.isEmpty == false
    else {
      throw Problem(problem: "is no address of a proxy", remedy: "write it as http://host:3128 or socks5://host:1080")
    }
    if parts.user != nil || parts.password != nil || parts.query != nil {
      throw Problem(
        problem: "holds a user, a password or a query, which would be stored with the audit",
        remedy: "leave proxy out and put the whole address into the variable https_proxy")
    }
    return text
  }

  /// Letters, digits and underscores, no digit first.
  public static func isVariableName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(48...57).contains(first), text.utf8.count <= 100 else { return false }
    return text.utf8.allSatisfy { byte in
      (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
    }
  }
}
