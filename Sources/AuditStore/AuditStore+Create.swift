internal import Files
internal import Foundation
internal import GRDB

extension AuditStore {
  /// Makes a new store at `path` of what `body` hands to the writer.
  ///
  /// The file is made under another name beside it and takes its place when it is whole: after a crash, a full disk or
  /// an error there is no store, and one that was made in the meantime is not touched.
  ///
  /// - Parameters:
  ///   - source: Where the records come from, for people.
  ///   - digest: The digest of the bundle, so that it is known again.
  ///   - describe: The report as text, kept in the store.
  public static func create<Report>(
    at path: String, source: String?, digest: String?, describe: (Report) -> String?,
    _ body: (StoreWriter) throws -> Report
  ) throws -> Report {
    let file = PartialFile(for: path)
    if FileManager.default.fileExists(atPath: path) { throw StoreError.alreadyExists(path: path) }
    try file.prepare()
    do {
      let report = try fill(file.path, for: path, source: source, digest: digest, describe: describe, body)
      try file.finish()
      return report
    } catch {
      file.remove()
      throw StoreError(ofStore: error, path: path) ?? error
    }
  }

  private static func fill<Report>(
    _ partial: String, for path: String, source: String?, digest: String?, describe: (Report) -> String?,
    _ body: (StoreWriter) throws -> Report
  ) throws -> Report {
    var configuration = StoreFile.configuration
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768
          """)
    }
    // A name that begins with "file:" would mean something else to SQLite.
    let queue = try DatabaseQueue(path: partial.hasPrefix("/") ? partial : "./" + partial, configuration: configuration)
    try StoreSchema.migrator.migrate(queue)
    let report = try queue.inDatabase { db in
      var result: Report?
      try db.inTransaction {
        let writer = StoreWriter(db, path: path, source: source)
        let report = try body(writer)
        try writer.finish(report: describe(report), digest: digest)
        result = report
        return .commit
      }
      try db.execute(sql: "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL")
      return result
    }
    try queue.close()
    guard let report else { throw StoreError.unusable(path: path, explanation: "the import did not end") }
    return report
  }
}

/// A store that is made under another name and takes its own when it is whole. Unlike an ``OutputFile``, SQLite writes
/// it, under several names, and it never takes the place of another.
struct PartialFile {
  let final: String
  let path: String

  private static let suffix = ".importing"

  init(for final: String) {
    self.final = final
    let (folder, name) = OutputFile.parts(of: final)
    let unique = "\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0...UInt32.max))"
    path = "\(folder)/\(PartialFile.stem(name))\(unique)\(PartialFile.suffix)"
  }

  /// As much of the store's name as leaves room for what comes behind it: file systems count bytes, up to 255.
  private static func stem(_ name: String) -> String {
    var length = 0
    return name.prefix { character in
      length += character.utf8.count
      return length <= 200
    } + "."
  }

  /// Makes the folder and clears what was left there.
  func prepare() throws(StoreError) {
    let (place, _) = OutputFile.parts(of: final)
    do {
      try PrivateFolders.make(place)
    } catch {
      throw .inaccessible(path: place, explanation: "the folder cannot be made")
    }
    guard FileManager.default.isWritableFile(atPath: place) else {
      throw .inaccessible(path: place, explanation: "nothing may be written there; name another folder")
    }
    clear()
    // With the mode of its place, which SQLite gives to the files beside it too.
    do { try Temporaries.makeFile(path) } catch { throw .inaccessible(path: final, explanation: error.explanation) }
    for name in PartialFile.companions(of: path) { Temporaries.note(name) }
  }

  /// Clears what processes that no longer run left of imports into this store.
  func clear() {
    let (place, name) = OutputFile.parts(of: final)
    let stem = PartialFile.stem(name)
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
      guard entry.hasPrefix(stem), entry.contains(PartialFile.suffix) else { continue }
      let process = entry.dropFirst(stem.count).prefix { $0 != "." }
      if let number = Int32(process), Temporaries.isOver(number) {
        try? FileManager.default.removeItem(atPath: (place as NSString).appendingPathComponent(entry))
      }
    }
  }

  /// Puts the file on the disk and in its place, unless something is there by now.
  func finish() throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inaccessible(path: path, explanation: String(cString: strerror(errno))) }
    let synced = fsync(descriptor)
    Glibc.close(descriptor)
    guard synced == 0 else {
      throw errno == ENOSPC
        ? .diskFull(path: final) : .inaccessible(path: final, explanation: String(cString: strerror(errno)))
    }
    try takePlace()
    remove()
    OutputFile.syncFolder(of: final)
  }

  /// What SQLite kept beside an earlier store of this name would be replayed into the new one: it goes first.
  ///
  /// The folder is locked meanwhile, so that nothing of a store is taken away that another import makes just now.
  private func takePlace() throws(StoreError) {
    let folder = Glibc.open(OutputFile.parts(of: final).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if folder >= 0 { close(folder) } }
    if folder >= 0 { flock(folder, LOCK_EX) }
    var status = stat()
    guard lstat(final, &status) != 0 else { throw .alreadyExists(path: final) }
    for name in PartialFile.companions(of: final) { unlink(name) }
    guard link(path, final) == 0 || (errno != EEXIST && rename(path, final) == 0) else {
      throw errno == EEXIST
        ? .alreadyExists(path: final) : .inaccessible(path: final, explanation: String(cString: strerror(errno)))
    }
  }

  /// The files that SQLite keeps beside one.
  private static func companions(of path: String) -> [String] { [path + "-wal", path + "-shm", path + "-journal"] }

  func remove() {
    for name in [path] + PartialFile.companions(of: path) {
      unlink(name)
      Temporaries.forget(name)
    }
  }
}
