public import AuditStore
internal import Cases
internal import Foundation
public import Interchange

/// An audit on the way from its path to its store.
public struct OpenAudit {
  public let store: AuditStore
  /// Where the bundle was imported from just now, with what became of it; `nil` where the store was there.
  public private(set) var imported: (folder: String, report: ImportReport)?

  /// Opens the store at `path`, or the store of the bundle folder at `path`, importing it where that was not done before.
  ///
  /// - Parameters:
  ///   - environment: Says where stores are kept.
  ///   - progress: Told of a running import.
  public static func open(
    _ path: String, environment: [String: String], progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> OpenAudit {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw missing(path)
    }
    guard isFolder.boolValue else { return OpenAudit(store: try AuditStore.open(at: path)) }
    return try openBundle(path, environment: environment, progress: progress)
  }

  public static func missing(_ path: String) -> CommandFailure {
    CommandFailure(
      .noInput, "\(path): no such file or folder", remedy: "name a store file or a bundle folder")
  }

  private static func openBundle(
    _ folder: String, environment: [String: String], progress: (ImportProgress) throws -> Void
  ) throws -> OpenAudit {
    let reader = try BundleReader(folder: folder)
    let digest = try BundleDigest.hexadecimal(of: reader.files)
    let path = StoreLocation.path(name: reader.audit.description.name, digest: digest, environment: environment)
    if FileManager.default.fileExists(atPath: path) { return OpenAudit(store: try AuditStore.open(at: path)) }
    let report = try AuditStore.create(
      at: path, source: folder, digest: digest, describe: { (report: ImportReport) in report.json },
      { writer in try reader.read(into: writer, progress: progress) })
    return OpenAudit(store: try AuditStore.open(at: path), imported: (folder, report))
  }
}
