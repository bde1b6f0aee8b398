internal import Digest
internal import Foundation

/// Where the stores of bundle folders lie, and under which names.
public struct StoreLocation: Sendable {
  /// `$XDG_DATA_HOME/walkaway`
  public let folder: String

  public init(environment: [String: String]) {
    folder = StoreLocation.folder(environment["XDG_DATA_HOME"], fallback: ".local/share", environment) + "/walkaway"
  }

  /// The store of the audit `name` in a bundle folder. Two copies of a bundle have two stores; what is in the folder may
  /// change.
  ///
  /// - Parameters:
  ///   - name: The name in `audit.json`; characters that do not belong into a file's name become hyphens.
  ///   - bundle: The folder, as ``resolved(_:)`` gives it.
  public func path(name: String, bundle: String) -> String {
    path(StoreLocation.safe(name), SHA256.hexadecimal(of: "\(bundle)\n\(name)".utf8))
  }

  /// Where earlier versions kept the store of a bundle with the content of `digest`, wherever its folder was.
  func earlierPath(name: String, digest: String) -> String {
    var safe = String(name.unicodeScalars.map { StoreLocation.isSafe($0) ? Character($0) : "-" }.prefix(60))
    while safe.hasPrefix(".") || safe.hasPrefix("-") { safe.removeFirst() }
    return path(safe.isEmpty ? "audit" : safe, digest)
  }

  private func path(_ name: String, _ digits: String) -> String { "\(folder)/\(name)-\(digits.prefix(12)).walkaway" }

  /// The stores that lie there, by name.
  public var paths: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".walkaway") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
  }

  /// A folder by its one true name: absolute, without links.
  public static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else {
      return URL(fileURLWithPath: path).standardizedFileURL.path
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// A new folder for reviews that no store took: `$XDG_STATE_HOME/walkaway/reviews-<name>-<time>-<process>`.
  public static func reviews(of name: String, at time: String, environment: [String: String]) -> String {
    let base = folder(environment["XDG_STATE_HOME"], fallback: ".local/state", environment)
    let process = ProcessInfo.processInfo.processIdentifier
    return "\(base)/walkaway/reviews-\(safe(name))-\(time.filter { $0.isNumber || $0.isLetter })-\(process)"
  }

  /// An XDG folder: what the variable says if it is an absolute path, else its default in the home folder.
  public static func folder(_ variable: String?, fallback: String, _ environment: [String: String]) -> String {
    if let variable, variable.hasPrefix("/") { return variable }
    return "\(environment["HOME"] ?? NSHomeDirectory())/\(fallback)"
  }

  /// A part of a file's name: at most so many bytes that digits, endings and what SQLite puts beside still fit.
  private static func safe(_ name: String) -> String {
    let limit = 100
    var safe = String(name.unicodeScalars.map { isSafe($0) ? Character($0) : "-" })
    while safe.hasPrefix(".") || safe.hasPrefix("-") { safe.removeFirst() }
    if safe.utf8.count > limit {
      var length = 0
      safe = String(
        safe.prefix { character in
          length += character.utf8.count
          return length <= limit
        })
    }
    return safe.isEmpty ? "audit" : safe
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_.".unicodeScalars.contains(scalar)
  }
}
