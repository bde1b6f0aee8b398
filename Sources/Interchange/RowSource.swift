/// Makes the rows of a bundle out of files that are none.
public protocol RowSource: Sendable {
  /// Makes the rows of one kind, one after the other, on the thread that reads.
  ///
  /// - Parameters:
  ///   - file: One of ``BundleFiles/files``, whose kind is meant.
  ///   - watch: Told the bytes read so far, every few megabytes; what it throws ends the reading.
  ///   - body: Takes a row; where it says false no more are wanted.
  /// - Returns: What was left out on purpose, by what it is.
  func forEachRow(
    of file: BundleFiles.File, watch: @escaping (Int) throws(ImportError) -> Void,
    _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int]
}

/// A row on its way in: a line of a bundle, or why there is none.
public struct SourceRow {
  public enum Content {
    /// A JSON object; `JSONParser.padding` more bytes can be read behind it. Lives as long as the call.
    case json(UnsafeBufferPointer<UInt8>)
    case refused(Refusal.Reason, key: String, explanation: String)
  }

  /// The file that it was read from, where that is not the only one.
  public var file: String?
  /// One-based: the line, or the number of the record where lines say nothing.
  public var line: Int
  public var content: Content

  public init(file: String?, line: Int, content: Content) {
    self.file = file
    self.line = line
    self.content = content
  }
}
