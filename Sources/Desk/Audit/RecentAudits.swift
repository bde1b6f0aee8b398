internal import AuditStore
internal import Files
internal import Foundation
internal import JSON

/// The audits that the explorer opened last, in `$XDG_STATE_HOME/walkaway/recent.json`.
///
/// A list that cannot be read or written is done without.
public struct RecentAudits {
  public struct Entry: Sendable, Hashable {
    /// The store or the bundle folder, absolute.
    public var path: String
    /// The audit's title, else its name.
    public var title: String
    /// RFC 3339.
    public var at: String
  }

  private let path: String
  private static let limit = 9

  public init(environment: [String: String]) {
    path =
      StoreLocation.folder(environment["XDG_STATE_HOME"], fallback: ".local/state", environment)
      + "/walkaway/recent.json"
  }

  /// Those that are still there, the last one first.
  public var entries: [Entry] { all.filter { FileManager.default.fileExists(atPath: $0.path) } }

  private var all: [Entry] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let value = try? JSONValue(parsing: text)
    else { return [] }
    return (value.elements ?? []).compactMap { entry in
      guard let path = entry["path"]?.string, let title = entry["title"]?.string, let at = entry["at"]?.string
      else { return nil }
      return Entry(path: path, title: title, at: at)
    }
  }

  /// Puts an audit first.
  public func add(_ audit: String, title: String, at time: String = ClockText.now()) {
    let entry = Entry(path: StoreLocation.resolved(audit), title: title, at: time)
    let entries = ([entry] + all.filter { $0.path != entry.path }).prefix(RecentAudits.limit)
    let values = entries.map { entry -> JSONValue in
      ["path": .string(entry.path), "title": .string(entry.title), "at": .string(entry.at)]
    }
    try? PrivateFolders.make(OutputFile.parts(of: path).folder)
    // What was read and when is nobody else's business: the file is private as the folder is.
    try? OutputFile.write(to: path) { write in
      try write(Array((JSONValue.array(Array(values)).json() + "\n").utf8))
    }
  }

  /// The numbered list for people: a title and a path rarely fit beside each other.
  public static func text(of entries: [Entry]) -> String {
    entries.enumerated().map { "  \($0 + 1)  \(shown($1.title))\n     \(shown($1.path)), \($1.at)\n" }.joined()
  }
}
