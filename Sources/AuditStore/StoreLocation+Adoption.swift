internal import Cases
internal import Foundation
internal import GRDB

extension StoreLocation {
  /// The store of the audit `name` in a bundle folder: the one that is there, or the path where it is to be made.
  ///
  /// A store that an earlier version named by the content is moved there; so is the store of a folder that was renamed.
  /// Where it is another folder's, which is still there, that one keeps it and this one gets a copy.
  ///
  /// - Parameters:
  ///   - bundle: The folder, as ``resolved(_:)`` gives it.
  ///   - digest: The digest of what is in it.
  public func store(name: String, bundle: String, digest: String) throws(StoreError) -> String {
    let own = path(name: name, bundle: bundle)
    if FileManager.default.fileExists(atPath: own) { return own }
    guard let found = candidate(name: name, bundle: bundle, digest: digest) else { return own }
    do {
      return try found.isAnothers
        ? copy(found, to: own, of: bundle) : move(found, to: own, of: bundle)
    } catch {
      throw StoreError(error, path: found.path)
    }
  }

  private struct Candidate {
    var path: String
    /// The folder that it came from, as the store has it.
    var folder: String?
    /// Whether the store is of another folder, which is still there.
    var isAnothers: Bool
    var rank: (Int, String)
  }

  private func candidate(name: String, bundle: String, digest: String) -> Candidate? {
    let earlier = earlierPath(name: name, digest: digest)
    let candidates = paths.compactMap { path -> Candidate? in
      guard let store = try? AuditStore.open(at: path, patience: 1), store.description.name == name,
        let origin = try? store.origin
      else { return nil }
      let isOwn = origin.folder.map { StoreLocation.resolved($0) == bundle } ?? false
      let isThere = origin.folder.map { FileManager.default.fileExists(atPath: $0) } ?? false
      let hasContent = origin.digest == digest || path == earlier
      guard isOwn || hasContent && (!isThere || path == earlier) else { return nil }
      return Candidate(
        path: path, folder: origin.folder, isAnothers: !isOwn && isThere,
        rank: (isOwn ? hasContent ? 3 : 2 : isThere ? 0 : 1, origin.at))
    }
    return candidates.max { $0.rank < $1.rank }
  }

  /// Gives the store its new name, unless somebody has it open or it cannot be written: then it stays where it is, this
  /// time.
  private func move(_ store: Candidate, to new: String, of bundle: String) throws -> String {
    let old = store.path
    do {
      let queue = try StoreFile(old).queue(patience: 0)
      // Out of its log, and nobody else's: what SQLite keeps beside a store goes by the store's name.
      let mode = try queue.inDatabase { db in
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        if mode == "delete" { try StoreLocation.rename(store.folder, to: bundle, in: db) }
        return mode
      }
      try queue.close()
      guard mode == "delete" else { return old }
      if link(old, new) != 0 {
        guard errno == EEXIST else { return old }
        // Somebody else was as quick; what SQLite has just made in the place of the store that went is empty.
        if (try? FileManager.default.attributesOfItem(atPath: old)[.size] as? Int) == 0 { unlink(old) }
        return new
      }
    } catch is DatabaseError {
      return old
    }
    unlink(old)
    return new
  }

  /// What came from the folder by its earlier name came from this one.
  private static func rename(_ folder: String?, to bundle: String, in db: Database) throws {
    try db.execute(sql: "UPDATE import SET source = ? WHERE source IS ?", arguments: [bundle, folder])
  }

  private func copy(_ store: Candidate, to new: String, of bundle: String) throws -> String {
    let file = PartialFile(for: new)
    try file.prepare()
    do {
      let queue = try StoreFile(store.path).queue(patience: 5)
      try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [file.path]) }
      try queue.close()
      let copy = try DatabaseQueue(path: file.path, configuration: StoreFile.configuration)
      try copy.write { try StoreLocation.rename(store.folder, to: bundle, in: $0) }
      try copy.close()
      try file.finish()
    } catch {
      file.remove()
      // Somebody else was as quick.
      if case StoreError.alreadyExists = error { return new }
      throw error
    }
    return new
  }
}
