internal import Foundation
internal import GRDB

/// Why a store cannot be opened, read or written.
public enum StoreError: Error, Sendable, Hashable {
  case noSuchFile(path: String)
  case alreadyExists(path: String)
  /// The file is no SQLite file, or one of another program.
  case notAStore(path: String)
  /// Made by a newer version of the program.
  case newerVersion(path: String, found: Int, known: Int)
  /// Shorter than it says it is.
  case truncated(path: String)
  case damaged(path: String, explanation: String)
  /// Another process writes.
  case busy(path: String)
  case readOnly(path: String)
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
    case .truncated(let path):
      "\(path): the end of the file is missing; copy it again, or import the bundle again"
    case .damaged(let path, let explanation):
      "\(path): the store is damaged (\(explanation)); copy it again, or import the bundle again"
    case .busy(let path): "\(path): another process is writing to it; try again when it has finished"
    case .readOnly(let path): "\(path): cannot be written; copy the store to a folder that you may write to"
    case .diskFull(let path): "\(path): the disk is full; nothing was changed"
    case .inaccessible(let path, let explanation): "\(path): cannot be read or written: \(explanation)"
    case .otherAudit(let path, let held, let given):
      "\(path): holds the audit “\(held)”, not “\(given)”; import that into a new store"
    case .noSuchCase(let explanation): explanation
    case .unusable(let path, let explanation): "\(path): \(explanation)"
    }
  }
}

extension StoreError {
  /// What an error of SQLite means for the store at `path`; an error that is a sentence already stays as it is.
  init(_ error: any Error, path: String) {
    if let known = error as? StoreError {
      self = known
      return
    }
    guard let database = error as? DatabaseError else {
      self = .unusable(path: path, explanation: "\(error)")
      return
    }
    let explanation = database.message ?? "SQLite error \(database.resultCode.rawValue)"
    switch database.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, explanation: explanation)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_AUTH:
      self = .inaccessible(path: path, explanation: explanation)
    default: self = .unusable(path: path, explanation: explanation)
    }
  }
}
