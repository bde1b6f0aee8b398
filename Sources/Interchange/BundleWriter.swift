public import Cases
internal import Files
internal import JSON

/// Writes the records of an audit as a bundle folder.
public struct BundleWriter {
  public let source: any RecordSource

  public init(source: any RecordSource) { self.source = source }

  /// Writes the bundle to the folder `path`, which must not be there yet or be empty. It appears whole or not at all.
  ///
  /// - Parameter keys: The store's keys of the conversations that are meant, ascending; all where it is `nil`.
  /// - Throws: ``OutputError``; what the source throws.
  public func write(to path: String, conversations keys: [UInt32]? = nil) throws {
    try OutputFolder.write(to: path) { folder in
      try OutputFile.write(to: "\(folder)/audit.json") { write in
        try write(Array(source.auditJSON.withoutCredentials.utf8))
      }
      let writer = try BundleLines(folder: folder, description: source.description)
      try source.forEachRecord(ofConversations: keys, writer)
      try writer.finish()
    }
  }
}
