internal import AuditStore
internal import Foundation
public import Interchange

/// Takes a bundle into a store.
public enum BundleImport {
  /// Imports the bundle folder into the store at `path`, which is made where it is not there.
  ///
  /// - Parameters:
  ///   - options: How strictly rows are taken.
  ///   - progress: Told how far it is; what it throws ends the import, and nothing is changed.
  public static func take(
    _ folder: String, into path: String, options: ImportOptions, progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    let reader = try BundleReader(folder: folder, options: options)
    if FileManager.default.fileExists(atPath: path) {
      let store = try AuditStore.open(at: path)
      return try store.importing(
        source: folder, digest: nil, describe: { (report: ImportReport) in report.json },
        { writer in try reader.read(into: writer, progress: progress) })
    }
    return try AuditStore.create(
      at: path, source: folder, digest: nil, describe: { (report: ImportReport) in report.json },
      { writer in try reader.read(into: writer, progress: progress) })
  }
}
