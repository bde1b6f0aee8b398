internal import Foundation
internal import JSON

extension BundleFiles {
  /// Whether the rows that lie in a folder under a bundle's name are another program's: its `audit.json` says how they
  /// are read, none of the first has turns, and no other file of a bundle lies there. A bundle whose first row is damaged
  /// is still one.
  public static func holdOtherRows(in folder: String) -> Bool {
    let (audit, rows) = ("\(folder)/audit.json", "\(folder)/conversations.jsonl")
    let others = Kind.allCases.filter { $0 != .conversations }.flatMap {
      ["\(folder)/\($0.rawValue).jsonl", "\(folder)/\($0.rawValue).jsonl.gz"]
    }
    guard !others.contains(where: FileManager.default.fileExists) else { return false }
    // A pipe would be waited for.
    guard (try? RegularFile.size(of: audit)) != nil, (try? RegularFile.size(of: rows)) != nil,
      let text = FileManager.default.contents(atPath: audit),
      (try? JSONValue(parsing: Array(text)))?["imported_with"] != nil, let rows = FileHandle(forReadingAtPath: rows)
    else { return false }
    defer { try? rows.close() }
    let beginning = (try? rows.read(upToCount: 1 << 16)) ?? Data()
    let read = beginning.split(separator: 10).compactMap { try? JSONValue(parsing: Array($0)) }
    return read.contains { $0.members != nil } && read.allSatisfy { $0["turns"] == nil }
  }
}
