internal import Foundation
internal import JSON

extension BundleFiles {
  /// Whether the rows that lie in a folder under a bundle's name are another program's: its `audit.json` says how they
  /// are read, and the first of them has no turns.
  public static func holdOtherRows(in folder: String) -> Bool {
    let (audit, rows) = ("\(folder)/audit.json", "\(folder)/conversations.jsonl")
    // A pipe would be waited for.
    guard (try? RegularFile.size(of: audit)) != nil, (try? RegularFile.size(of: rows)) != nil,
      let text = FileManager.default.contents(atPath: audit),
      (try? JSONValue(parsing: Array(text)))?["imported_with"] != nil, let rows = FileHandle(forReadingAtPath: rows)
    else { return false }
    defer { try? rows.close() }
    let beginning = (try? rows.read(upToCount: 1 << 16)) ?? Data()
    let line = beginning.prefix { $0 != 10 }
    guard let row = try? JSONValue(parsing: Array(line)) else { return false }
    return row.members != nil && row["turns"] == nil
  }
}
