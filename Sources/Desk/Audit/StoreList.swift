internal import AuditStore
internal import Foundation
internal import JSON
internal import Text

/// The stores of bundle folders: what they hold, and where it came from.
public struct StoreList {
  private struct Entry {
    var path: String
    var size: Int
    /// Why it cannot be read is in words.
    var summary: Result<StoreSummary, CommandFailure>

    var isFolderGone: Bool? {
      guard case .success(let summary) = summary, let folder = summary.origin?.folder else { return nil }
      return !FileManager.default.fileExists(atPath: folder)
    }
  }

  private let folder: String
  private let entries: [Entry]

  public init(environment: [String: String]) {
    let location = StoreLocation(environment: environment)
    folder = location.folder
    entries = location.paths.map { path in
      let size = [path, path + "-wal"].reduce(0) { sum, path in
        sum + ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0)
      }
      let summary = Result { try AuditStore.open(at: path, patience: 1).summary() }.mapError { CommandFailure($0) }
      return Entry(path: path, size: size, summary: summary)
    }
  }

  /// The list for people.
  public var text: String {
    if entries.isEmpty { return "no store in \(shown(folder))\n" }
    return entries.map(StoreList.text).joined(separator: "\n")
  }

  private static func text(of entry: Entry) -> String {
    let size = "\(entry.size / 1_000_000).\(entry.size / 100_000 % 10) MB"
    guard case .success(let summary) = entry.summary else {
      guard case .failure(let failure) = entry.summary else { return "" }
      return "\(shown(entry.path))\n  \(size); \(shown(failure.message))\n"
    }
    var lines = [summary.name + (summary.title.map { ": \($0)" } ?? "")]
    let simulated =
      summary.simulatedConversations > 0
      ? [NumberText.counted(summary.simulatedConversations, "simulated conversation")] : []
    let counts =
      [NumberText.counted(summary.conversations, "conversation")] + simulated + [
        summary.cases.map { NumberText.counted($0, "case") } ?? "cases not counted",
        NumberText.counted(summary.reviews, "review"), NumberText.counted(summary.answers, "answer") + " asked for",
      ]
    lines.append("  \(counts.joined(separator: ", ")); \(size)")
    if let origin = summary.origin {
      let place = origin.folder ?? "an unknown folder"
      lines.append("  from \(place)\(entry.isFolderGone == true ? " (gone)" : ""), \(origin.at)")
    }
    lines.append("  in \(entry.path)")
    return lines.map { shown($0) + "\n" }.joined()
  }

  /// The list as one JSON array.
  public var json: String {
    let values = entries.map { entry -> JSONValue in
      var value: JSONValue = ["path": .string(entry.path), "bytes": .integer(entry.size)]
      switch entry.summary {
      case .failure(let failure): value["problem"] = .string(failure.message)
      case .success(let summary):
        value["name"] = .string(summary.name)
        value["title"] = summary.title.map { .string($0) }
        value["conversations"] = .integer(summary.conversations)
        if summary.simulatedConversations > 0 {
          value["simulated_conversations"] = .integer(summary.simulatedConversations)
        }
        value["cases"] = summary.cases.map { .integer($0) } ?? .null
        value["reviews"] = .integer(summary.reviews)
        value["answers"] = .integer(summary.answers)
        value["folder"] = summary.origin?.folder.map { .string($0) } ?? .null
        value["folder_is_gone"] = entry.isFolderGone.map { .bool($0) } ?? .null
        value["imported_at"] = summary.origin.map { .string($0.at) } ?? .null
      }
      return value
    }
    return JSONValue.array(values).json() + "\n"
  }
}
