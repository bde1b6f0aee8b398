public import AuditStore
public import Cases
internal import Foundation
public import Interchange

/// An audit on the way from its path to its store.
public struct OpenAudit: Sendable {
  public let store: AuditStore
  /// Where the bundle was imported from just now, with what became of it; `nil` where the store had it.
  public private(set) var imported: (folder: String, report: ImportReport)?

  /// Opens the store at `path`, or the store of the bundle folder at `path`, which takes in what has changed there.
  ///
  /// - Parameters:
  ///   - choice: What becomes of what the store holds otherwise.
  ///   - environment: Says where stores are kept.
  ///   - progress: Told of a running import.
  /// - Throws: ``BundleContradiction`` where somebody has to choose, ``NothingTaken``.
  public static func open(
    _ path: String, choice: ContradictionChoice = .ask, environment: [String: String],
    progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> OpenAudit {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw missing(path)
    }
    guard isFolder.boolValue else { return OpenAudit(store: try AuditStore.open(at: path)) }
    return try openBundle(path, choice: choice, environment: environment, progress: progress)
  }

  public static func missing(_ path: String) -> CommandFailure {
    CommandFailure(
      .noInput, "\(path): no such file or folder", remedy: "name a store file or a bundle folder")
  }

  private static func openBundle(
    _ folder: String, choice: ContradictionChoice, environment: [String: String],
    progress: (ImportProgress) throws -> Void
  ) throws -> OpenAudit {
    var options = ImportOptions()
    options.choice = choice
    let reader = try BundleReader(folder: folder, options: options)
    let digest = try BundleDigest.hexadecimal(of: reader.files, environment: environment)
    let bundle = StoreLocation.resolved(folder)
    let path = try StoreLocation(environment: environment)
      .store(name: reader.audit.description.name, bundle: bundle, digest: digest)
    if !FileManager.default.fileExists(atPath: path) {
      do {
        let report = try BundleImport.create(reader, digest: digest, at: path, progress: progress)
        return OpenAudit(store: try AuditStore.open(at: path), imported: (folder, report))
      } catch StoreError.alreadyExists {
        // Somebody else was as quick, and made the same.
      }
    }
    let store = try AuditStore.open(at: path)
    if choice == .ask, try store.lastDigest(ofFolder: bundle) == digest { return OpenAudit(store: store) }
    let report = try BundleImport.add(reader, digest: digest, to: store, progress: progress)
    return OpenAudit(store: store, imported: (folder, report))
  }
}
