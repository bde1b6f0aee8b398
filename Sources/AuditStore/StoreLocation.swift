internal import Foundation

/// Where the stores of bundle folders lie.
public enum StoreLocation {
  /// The store of the bundle named `name` with the content of `digest`:
  /// `$XDG_DATA_HOME/walkaway/<name>-<first 12 of the digest>.walkaway`.
  ///
  /// - Parameters:
  ///   - name: The name in `audit.json`; characters that do not belong into a file's name become hyphens.
  ///   - digest: Hexadecimal.
  public static func path(name: String, digest: String, environment: [String: String]) -> String {
    let base = folder(environment["XDG_DATA_HOME"], fallback: ".local/share", environment: environment)
    return "\(base)/walkaway/\(safe(name))-\(digest.prefix(12)).walkaway"
  }

  /// A new folder for reviews that no store took: `$XDG_STATE_HOME/walkaway/reviews-<name>-<time>-<process>`.
  public static func reviews(of name: String, at time: String, environment: [String: String]) -> String {
    let base = folder(environment["XDG_STATE_HOME"], fallback: ".local/state", environment: environment)
    let process = ProcessInfo.processInfo.processIdentifier
    return "\(base)/walkaway/reviews-\(safe(name))-\(time.filter { $0.isNumber || $0.isLetter })-\(process)"
  }

  private static func safe(_ name: String) -> String {
    var safe = String(name.unicodeScalars.map { isSafe($0) ? Character($0) : "-" }.prefix(60))
    while safe.hasPrefix(".") || safe.hasPrefix("-") { safe.removeFirst() }
    return safe.isEmpty ? "audit" : safe
  }

  /// An XDG folder: what the variable says if it is an absolute path, else its default in the home folder.
  static func folder(_ variable: String?, fallback: String, environment: [String: String]) -> String {
    if let variable, variable.hasPrefix("/") { return variable }
    return "\(environment["HOME"] ?? NSHomeDirectory())/\(fallback)"
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_.".unicodeScalars.contains(scalar)
  }
}
