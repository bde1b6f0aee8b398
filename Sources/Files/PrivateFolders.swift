internal import Foundation

/// Walkaway's own folders of data, state and caches: what lies there is for its owner alone. Elsewhere the umask says who
/// may read.
///
/// > XDG Base Directory Specification 0.8
public enum PrivateFolders {
  /// Whether `path` lies in one of them.
  public static func hold(_ path: String) -> Bool {
    let path = parts(of: path)
    return all.contains { path.starts(with: $0) }
  }

  /// Makes the folder `path` with all that lead to it.
  ///
  /// - Throws: ``OutputError``
  public static func make(_ path: String) throws(OutputError) {
    let isPrivate = hold(path)
    if isPrivate, let own = all.first(where: { parts(of: path).starts(with: $0) }) {
      // One that was made before, or by somebody else with another mind.
      chmod("/" + own.joined(separator: "/"), 0o700)
    }
    var place = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      place += "/\(part)"
      guard mkdir(place, isPrivate ? 0o700 : 0o777) != 0 else { continue }
      let error = OutputError(errnoAt: place)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
        throw error
      }
    }
  }

  /// The mode that a new file at `path` asks for.
  static func mode(of path: String) -> mode_t { hold(path) ? 0o600 : 0o666 }

  private static var all: [[Substring]] {
    let home = variable("HOME") ?? NSHomeDirectory()
    return [
      ("XDG_DATA_HOME", ".local/share"), ("XDG_STATE_HOME", ".local/state"), ("XDG_CACHE_HOME", ".cache"),
    ].map { name, fallback in
      let base = variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(fallback)"
      return parts(of: "\(base)/walkaway")
    }
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The names that lead to a path from the root, without `.` and `..`.
  private static func parts(of path: String) -> [Substring] {
    let whole = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    return whole.split(separator: "/").reduce(into: []) { parts, part in
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
  }
}
