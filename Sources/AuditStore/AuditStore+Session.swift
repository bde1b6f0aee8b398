internal import GRDB

extension AuditStore {
  /// A text that was kept under `name`, such as the place where the explorer was left.
  public func sessionValue(_ name: String) throws(StoreError) -> String? {
    try reading { db in
      try Row.fetchOne(db, sql: "SELECT value FROM session WHERE name = ?", arguments: [name])?
        .optionalText(0, of: "session")
    }
  }

  /// Keeps a text under `name`; `nil` forgets it.
  public func setSessionValue(_ value: String?, for name: String) throws(StoreError) {
    try writing { db in
      if let value {
        try db.execute(sql: "INSERT OR REPLACE INTO session (name, value) VALUES (?, ?)", arguments: [name, value])
      } else {
        try db.execute(sql: "DELETE FROM session WHERE name = ?", arguments: [name])
      }
    }
  }
}
