public import Cases
internal import Foundation

/// Writes the records of an audit as a bundle folder.
public struct BundleWriter {
  public let source: any RecordSource

  public init(source: any RecordSource) { self.source = source }

  /// Writes the bundle to the folder `path`, which must not be there yet or be empty. It appears whole or not at all.
  ///
  /// - Parameter keys: The store's keys of the conversations that are meant, ascending; all where it is `nil`.
  /// - Throws: ``OutputError``; what the source throws.
  public func write(to path: String, conversations keys: [UInt32]? = nil) throws {
    let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
    if contents.map({ !$0.isEmpty }) ?? FileManager.default.fileExists(atPath: path) {
      throw OutputError(path: path, explanation: "it is there already; name a new folder")
    }
    let folder = OutputFile.partialPath(of: (path as NSString).standardizingPath)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: path, explanation: "the folder cannot be made")
    }
    do {
      try fill(folder, conversations: keys)
      guard rename(folder, path) == 0 else { throw OutputError(path: path, explanation: systemError()) }
      OutputFile.syncFolder(of: path)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  private func fill(_ folder: String, conversations keys: [UInt32]?) throws {
    _ = try OutputFile.write(to: "\(folder)/audit.json") { write in try write(Array(source.auditJSON.utf8)) }
    let writer = try BundleLines(folder: folder, description: source.description)
    try source.forEachRecord(ofConversations: keys, writer)
    try writer.finish()
  }
}
