import AuditStore
import Cases
import Fidelity
import Foundation
import Interchange

/// An audit on the way from its path to its store.
struct OpenAudit {
  let store: AuditStore
  /// Where the bundle was imported from just now, with what became of it; `nil` where the store was there.
  var imported: (folder: String, report: ImportReport)?

  /// Opens the store at `path`, or the store of the bundle folder at `path`, importing it where that was not done before.
  ///
  /// - Parameter progress: Told of a running import.
  static func open(_ path: String, progress: (ImportProgress) throws -> Void = { _ in }) throws -> OpenAudit {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw missing(path)
    }
    guard isFolder.boolValue else { return OpenAudit(store: try AuditStore.open(at: path)) }
    return try openBundle(path, progress: progress)
  }

  static func missing(_ path: String) -> CommandFailure {
    CommandFailure(
      ExitStatus.noInput, "\(path): no such file or folder", remedy: "name a store file or a bundle folder")
  }

  private static func openBundle(_ folder: String, progress: (ImportProgress) throws -> Void) throws -> OpenAudit {
    let reader = try BundleReader(folder: folder)
    let digest = try BundleDigest.hexadecimal(of: reader.files)
    let environment = ProcessInfo.processInfo.environment
    let path = StoreLocation.path(name: reader.audit.description.name, digest: digest, environment: environment)
    if FileManager.default.fileExists(atPath: path) { return OpenAudit(store: try AuditStore.open(at: path)) }
    let report = try AuditStore.create(
      at: path, source: folder, digest: digest, describe: { (report: ImportReport) in report.json },
      { writer in try reader.read(into: writer, progress: progress) })
    return OpenAudit(store: try AuditStore.open(at: path), imported: (folder, report))
  }
}
