internal import AuditStore
internal import Files
internal import Foundation
public import Interchange

/// Takes a bundle into a store.
public enum BundleImport {
  /// Imports the bundle folder into the store at `path`, which is made where it is not there.
  ///
  /// - Parameters:
  ///   - options: How strictly rows are taken, and what becomes of what the store holds otherwise.
  ///   - patience: How many seconds to wait at once for another process that writes.
  ///   - progress: Told how far it is; what it throws ends the import, and nothing is changed.
  /// - Throws: ``BundleContradiction`` where somebody has to choose, ``NothingTaken``.
  public static func take(
    _ folder: String, into path: String, options: ImportOptions = ImportOptions(), patience: Double = 5,
    progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    try take(try BundleReader(folder: folder, options: options), into: path, patience: patience, progress: progress)
  }

  /// The same for what is read otherwise.
  public static func take(
    _ reader: BundleReader, into path: String, patience: Double = 5, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    let digest = try BundleDigest.hexadecimal(of: reader.files)
    if !FileManager.default.fileExists(atPath: path) {
      do {
        return try create(reader, digest: digest, at: path, progress: progress)
      } catch StoreError.alreadyExists {
        // Somebody else was as quick: their store takes the bundle.
      }
    }
    let store = try AuditStore.open(at: path, patience: patience)
    if let report = try add(reader, digest: digest, to: store, progress: progress) { return report }
    throw StoreError.busy(path: path)
  }

  /// Makes the store at `path`.
  ///
  /// - Throws: ``StoreError/alreadyExists(path:)`` where there is one by now, ``CommandFailure`` where the disk is too small.
  static func create(
    _ reader: BundleReader, digest: String, at path: String, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    // Of a log hardly anything may be a conversation: nobody knows what it takes.
    if !reader.isLog,
      let shortage = RoomNeeded.shortage(
        ofBundle: reader.files.totalSize, at: path, free: Room.onDisk(at: path))
    {
      throw shortage
    }
    return try AuditStore.create(
      at: path, source: StoreLocation.resolved(reader.files.folder), digest: digest,
      describe: { (report: ImportReport) in report.json },
      { writer in
        let report = try read(reader, into: writer, isNew: true, progress: progress)
        if report.conversations.stored + (report.simulatedConversations?.stored ?? 0) == 0 {
          throw NothingTaken(folder: reader.files.folder, report: report, isNew: true)
        }
        return report
      })
  }

  private static func read(
    _ reader: BundleReader, into writer: StoreWriter, isNew: Bool, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    do {
      return try reader.read(into: writer, progress: progress)
    } catch ImportError.nothingTaken(let path, let report) {
      throw NothingTaken(folder: path, report: report, isNew: isNew)
    }
  }

  /// How often a store is tried to which others write: ten minutes of five seconds each, longer than any import took.
  private static let mostTries = 120

  /// Takes what is new, or what was chosen, into a store that is there, as soon as nobody else writes to it.
  ///
  /// - Parameter isKnown: Whether the store has the bundle by now, because the process that wrote took it in.
  /// - Returns: `nil` where that is so.
  static func add(
    _ reader: BundleReader, digest: String, to store: AuditStore, isKnown: () throws -> Bool = { false },
    progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport? {
    for attempt in 1... {
      do {
        return try addOnce(reader, digest: digest, to: store, progress: progress)
      } catch StoreError.busy where attempt < mostTries {
        try progress(ImportProgress(phase: .waiting, bytesDone: 0, bytesTotal: reader.files.totalSize, rows: 0))
        if try isKnown() { return nil }
      }
    }
    return nil
  }

  private static func addOnce(
    _ reader: BundleReader, digest: String, to store: AuditStore, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    let folder = reader.files.folder
    do {
      return try store.importing(
        source: StoreLocation.resolved(folder), digest: digest, describe: { (report: ImportReport) in report.json },
        { try read(reader, into: $0, isNew: false, progress: progress) })
    } catch ImportError.contradicts(let report) {
      throw BundleContradiction(folder: folder, store: store.path, report: report, isLog: reader.isLog)
    }
  }
}

/// A bundle, or one of its files, of which not a single row, or no conversation, could be taken.
public struct NothingTaken: Error, Sendable {
  /// The folder, or the file.
  public let folder: String
  public let report: ImportReport
  /// Whether a store would have been made.
  let isNew: Bool
}

/// A bundle that contradicts what a store holds from before.
public struct BundleContradiction: Error, Sendable {
  public let folder: String
  public let store: String
  /// What taking the bundle's would do.
  public let report: ImportReport
  /// Whether it is no bundle but another program's log.
  let isLog: Bool
}
