/// Why a store cannot be opened, read or written.
public enum StoreError: Error, Sendable, Hashable {
  case noSuchFile(path: String)
  case alreadyExists(path: String)
  /// The file is no SQLite file, or one of another program.
  case notAStore(path: String)
  /// Made by a newer version of the program.
  case newerVersion(path: String, found: Int, known: Int)
  /// Made by an older version, and cannot be brought up to date where it lies.
  case olderVersion(path: String)
  /// Shorter than it says it is.
  case truncated(path: String)
  case damaged(path: String, explanation: String)
  /// It holds what no store of this program does.
  case foreignSchema(path: String, difference: String)
  /// Another process writes.
  case busy(path: String)
  case readOnly(path: String)
  /// Deleted or moved while it was open.
  case gone(path: String)
  /// While it was open another file took its name.
  case replaced(path: String)
  case diskFull(path: String)
  case inaccessible(path: String, explanation: String)
  /// An import of one audit into the store of another.
  case otherAudit(path: String, held: String, given: String)
  case noSuchCase(explanation: String)
  case unusable(path: String, explanation: String)
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchFile(let path): "\(path): no such file; name a store, or a bundle folder to import"
    case .alreadyExists(let path): "\(path): is there already; choose another name, or open it"
    case .notAStore(let path): "\(path): is no audit store; name a store, or a bundle folder to import"
    case .newerVersion(let path, let found, let known):
      "\(path): was made by a newer version (\(found)) than this program knows (\(known)); update the program"
    case .olderVersion(let path):
      "\(path): was made by an older version and cannot be brought up to date here; copy it to a folder that you may "
        + "write to"
    case .truncated(let path):
      "\(path): the end of the file is missing; copy it again, or import the bundle again"
    case .damaged(let path, let explanation):
      "\(path): the store is damaged (\(explanation)); copy it again, or import the bundle again"
    case .foreignSchema(let path, let difference):
      "\(path): is refused: \(difference); have it exported as a bundle where it was made, and import that"
    case .busy(let path): "\(path): another process is writing to it; try again when it has finished"
    case .readOnly(let path):
      "\(path): can only be read, so nothing is kept in it; copy the store to a folder that you may write to"
    case .gone(let path): "\(path): was deleted or moved while it was open; put it back, or open another store"
    case .replaced(let path): "\(path): another file took its place while it was open; open it anew"
    case .diskFull(let path): "\(path): the disk is full; nothing was changed; make room on it and try again"
    case .inaccessible(let path, let explanation): "\(path): cannot be read or written: \(explanation)"
    case .otherAudit(let path, let held, let given):
      "\(path): holds the audit “\(held)”, not “\(given)”; import that into a new store"
    case .noSuchCase(let explanation): explanation
    case .unusable(let path, let explanation): "\(path): \(explanation)"
    }
  }
}
