internal import Files
internal import Foundation

/// A store and the changes that wait beside it, copied to where they can be put together.
///
/// SQLite cannot read changes beside a store where it may make no files. The copy is its owner's alone, and goes with the
/// value.
final class StoreCopy: Sendable {
  let path: String
  private let folder: String

  /// - Parameter store: Without links.
  init(of store: String, named path: String) throws(StoreError) {
    let remedy = "copy it, with the file of changes beside it, to a folder that you may write to"
    var made = ""
    do {
      made = try Temporaries.makeFolder()
      for end in [""] + StoreCopy.changes where FileManager.default.fileExists(atPath: store + end) {
        try FileManager.default.copyItem(atPath: store + end, toPath: "\(made)/\(StoreCopy.name)" + end)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: "\(made)/\(StoreCopy.name)" + end)
      }
    } catch {
      Temporaries.remove(made)
      throw .inaccessible(
        path: path, explanation: "changes wait beside it, and there is no room or right to put them together; \(remedy)"
      )
    }
    folder = made
    self.path = "\(made)/\(StoreCopy.name)"
  }

  private static let name = "store.walkaway"

  deinit { Temporaries.remove(folder) }

  /// What stands behind a store's name in those of the files that hold its changes.
  static let changes = ["-wal", "-journal"]
}
