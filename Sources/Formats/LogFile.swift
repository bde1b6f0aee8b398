public import Interchange

/// A file of another program: where it lies, and the name that people know it by.
public struct LogFile: Sendable, Hashable {
  public var path: String
  /// Its name, or its path inside the folder or archive that was named.
  public var name: String
  /// In bytes, as it lies on the disk.
  public var size: Int
  var origin = Origin.named
  /// What it is at the first look, where it lay in a folder.
  var kind: FileKind?

  /// Where it comes from.
  enum Origin: Sendable, Hashable {
    /// Somebody named it.
    case named
    /// It lies in a folder that was named.
    case folder
    /// It was in an archive of that name.
    case archive(String)
  }

  public init(path: String, name: String, size: Int) {
    self.path = path
    self.name = name
    self.size = size
  }

  /// The parts of its name as a path: what folders are called.
  var parts: [String] { name.split(separator: "/").map(String.init) }

  /// The last part without its endings.
  var stem: String {
    let last = parts.last ?? name
    return last.firstIndex(of: ".").flatMap { $0 == last.startIndex ? nil : String(last[..<$0]) } ?? last
  }
}

/// A file of a folder that is not read.
public struct PassedFile: Sendable, Hashable {
  public var name: String
  /// Why, of several files.
  public var reason: String
}

/// The files that are read as one log, and how far reading may go.
public struct LogInput: Sendable {
  /// In the order in which they are read.
  public var files: [LogFile]
  /// What was named, before anything was unpacked: what is digested.
  public var originals: [LogFile]
  public var options: ImportOptions
  /// Files beside these that are not read.
  public var passedOver: [PassedFile] = []

  /// - Parameter originals: The files themselves where it is `nil`.
  public init(files: [LogFile], originals: [LogFile]? = nil, options: ImportOptions = ImportOptions()) {
    self.files = files
    self.originals = originals ?? files
    self.options = options
  }

  public func file(named name: String) -> LogFile? { files.first { $0.parts.last == name } }
}
