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
      return try found.isAnothers ? copy(found.path, to: own) : move(found.path, to: own)
    } catch {
      throw StoreError(error, path: found.path)
    }
  }

  private struct Candidate {
    var path: String
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
      if isOwn { return Candidate(path: path, isAnothers: false, rank: (hasContent ? 3 : 2, origin.at)) }
      guard hasContent, !isThere || path == earlier else { return nil }
      return Candidate(path: path, isAnothers: isThere, rank: (isThere ? 0 : 1, origin.at))
    }
    return candidates.max { $0.rank < $1.rank }
  }

  /// Gives the store its new name, unless somebody has it open or it cannot be written: then it stays where it is, this
  /// time.
  private func move(_ old: String, to new: String) throws -> String {
    do {
      let queue = try DatabaseQueue(path: old, configuration: StoreFile.configuration(patience: 0))
      // Out of its log, and nobody else's: what SQLite keeps beside a store goes by the store's name.
      let mode = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
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

  private func copy(_ old: String, to new: String) throws -> String {
    let file = PartialFile(for: new)
    try file.prepare()
    do {
      let queue = try DatabaseQueue(path: old, configuration: StoreFile.configuration())
      try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [file.path]) }
      try queue.close()
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
