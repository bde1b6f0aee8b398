internal import AuditStore
public import Cases
internal import Foundation
public import Interchange

/// Takes a bundle into a store.
public enum BundleImport {
  /// Imports the bundle folder into the store at `path`, which is made where it is not there.
  ///
  /// - Parameters:
  ///   - isStrict: Whether the first refused row ends the import.
  ///   - choice: What becomes of what the store holds otherwise.
  ///   - progress: Told how far it is; what it throws ends the import, and nothing is changed.
  /// - Throws: ``BundleContradiction`` where somebody has to choose, ``NothingTaken``.
  public static func take(
    _ folder: String, into path: String, isStrict: Bool = false, choice: ContradictionChoice = .ask,
    progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    var options = ImportOptions(isStrict: isStrict)
    options.choice = choice
    let reader = try BundleReader(folder: folder, options: options)
    return try take(reader, digest: BundleDigest.hexadecimal(of: reader.files), into: path, progress: progress)
  }

  private static func take(
    _ reader: BundleReader, digest: String, into path: String, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    if !FileManager.default.fileExists(atPath: path) {
      do {
        return try create(reader, digest: digest, at: path, progress: progress)
      } catch StoreError.alreadyExists {
        // Somebody else was as quick: their store takes the bundle.
      }
    }
    return try add(reader, digest: digest, to: AuditStore.open(at: path), progress: progress)
  }

  /// Makes the store at `path`.
  ///
  /// - Throws: ``StoreError/alreadyExists(path:)`` where there is one by now.
  static func create(
    _ reader: BundleReader, digest: String, at path: String, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    try AuditStore.create(
      at: path, source: StoreLocation.resolved(reader.files.folder), digest: digest,
      describe: { (report: ImportReport) in report.json },
      { writer in
        let report = try reader.read(into: writer, progress: progress)
        if report.conversations.stored == 0 {
          throw NothingTaken(folder: reader.files.folder, report: report, isNew: true)
        }
        return report
      })
  }

  /// Takes what is new, or what was chosen, into a store that is there.
  static func add(
    _ reader: BundleReader, digest: String, to store: AuditStore, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    let folder = reader.files.folder
    do {
      return try store.importing(
        source: StoreLocation.resolved(folder), digest: digest, describe: { (report: ImportReport) in report.json },
        { writer in
          let report = try reader.read(into: writer, progress: progress)
          if report.isAllRefused { throw NothingTaken(folder: folder, report: report, isNew: false) }
          return report
        })
    } catch ImportError.contradicts(let report) {
      throw BundleContradiction(folder: folder, store: store.path, report: report)
    }
  }
}

/// A bundle of which not a single row, or no conversation, could be taken.
public struct NothingTaken: Error, Sendable {
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
}
