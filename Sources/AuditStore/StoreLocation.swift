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
    var safe = String(name.unicodeScalars.map { isSafe($0) ? Character($0) : "-" }.prefix(60))
    while safe.hasPrefix(".") || safe.hasPrefix("-") { safe.removeFirst() }
    return "\(base)/walkaway/\(safe.isEmpty ? "audit" : safe)-\(digest.prefix(12)).walkaway"
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
