public import AuditStore
internal import Foundation

/// A bundle folder in a store that nobody else sees and that goes with the value: for looking at the folder as it is,
/// where its own store says something else.
public final class PassingStore {
  public let store: AuditStore
  private let folder: String

  public init(of bundle: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("walkaway-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    do {
      _ = try BundleImport.take(bundle, into: "\(folder)/audit.walkaway") { _ in }
      store = try AuditStore.open(at: "\(folder)/audit.walkaway")
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
