internal import Cases
internal import Foundation
internal import GRDB

/// The table of what was imported, and from where.
enum ImportLog {
  /// Whether two sources are one folder. Older stores hold folders as they were named.
  static func isSame(_ held: String, _ folder: String?) -> Bool {
    guard let folder else { return false }
    return held == folder || StoreLocation.resolved(held) == StoreLocation.resolved(folder)
  }

  /// The digest of what came last from a folder.
  static func lastDigest(ofFolder folder: String, before number: Int = .max, in db: Database) throws -> String? {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT source, digest FROM import WHERE number < ? AND source IS NOT NULL ORDER BY number DESC",
      arguments: [number])
    return try rows.first { isSame(try $0.text(0, of: "import"), folder) }?.optionalText(1, of: "import")
  }
}

/// Where the records of a store came from last.
public struct StoreOrigin: Sendable, Hashable {
  /// The bundle folder; `nil` where it is not known.
  public var folder: String?
  /// The digest of what was in it.
  public var digest: String?
  /// RFC 3339.
  public var at: String
}

extension AuditStore {
  /// The last import, of whatever bundle.
  public var origin: StoreOrigin? {
    get throws(StoreError) {
      try reading { db in
        let row = try Row.fetchOne(
          db,
          sql: "SELECT source, digest, at FROM import WHERE source IS NOT ? ORDER BY number DESC LIMIT 1",
          arguments: [ProbingImport.source])
        return try row.map { row in
          StoreOrigin(
            folder: try row.optionalText(0, of: "import"), digest: try row.optionalText(1, of: "import"),
            at: try row.text(2, of: "import"))
        }
      }
    }
  }

  /// The digest of the bundle's content when it was taken in last, `nil` where it never was.
  public func lastDigest(ofFolder folder: String) throws(StoreError) -> String? {
    try reading { try ImportLog.lastDigest(ofFolder: folder, in: $0) }
  }
}
