internal import Cases
internal import Foundation
internal import GRDB
internal import JSON

extension StoreError {
  /// What an error means for the store at `path`; an error that is a sentence already stays as it is. SQLite's own words
  /// never reach a person: they speak of what only this program knows.
  init(_ error: any Error, path: String) {
    self = StoreError(ofStore: error, path: path) ?? .unusable(path: path, explanation: "it cannot be used as it is")
  }

  /// The same for errors that a store causes; `nil` for those of somebody who was called.
  init?(ofStore error: any Error, path: String) {
    switch error {
    case let known as StoreError: self = known
    case let damage as StoreDamage: self = .damaged(path: path, explanation: damage.explanation)
    case let error as DatabaseError: self = StoreError(error, path: path)
    case let error as CaseTableError: self = .unusable(path: path, explanation: error.description)
    case is BrokenColumn: self = .damaged(path: path, explanation: "a column of its cases is not as it was written")
    case is JSONProblem, is DecodingError:
      self = .damaged(path: path, explanation: "a text of JSON in it cannot be read")
    case is RowDecodingError: self = .damaged(path: path, explanation: "a value in it is of the wrong kind")
    default: return nil
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notAStore(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_IOERR where StoreError.isDiskFull(at: path): self = .diskFull(path: path)
    case .SQLITE_CANTOPEN where StoreError.isDiskFull(at: path): self = .diskFull(path: path)
    case .SQLITE_IOERR: self = .inaccessible(path: path, explanation: "the disk, or the way to it, fails")
    case .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self = .inaccessible(path: path, explanation: "it, or the files “-wal” and “-shm” beside it, cannot be opened")
    case .SQLITE_NOMEM: self = .unusable(path: path, explanation: "memory is short; close other programs")
    case .SQLITE_TOOBIG: self = .unusable(path: path, explanation: "a text is too long for a store")
    case .SQLITE_CORRUPT: self = .damaged(path: path, explanation: "its pages do not fit together")
    // The schema was compared: what a statement does not find or may not do now is damage.
    default: self = .damaged(path: path, explanation: "its tables do not hold what they should")
    }
  }

  /// Whether the disk has no room for one more page.
  ///
  /// Where SQLite cannot make the file beside a store that it shares with other processes, it only says that this failed.
  private static func isDiskFull(at path: String) -> Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return false }
    let isRoot = geteuid() == 0
    return UInt64(isRoot ? status.f_bfree : status.f_bavail) * UInt64(status.f_frsize) < 65_536 || status.f_ffree == 0
  }
}
