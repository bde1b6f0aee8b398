internal import Foundation

/// The files of a bundle folder, found but not yet read.
public struct BundleFiles: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case conversations, simulations, labels, reviews

    /// The kind of a bundle's rows that a file of this name holds.
    package init?(file name: String) {
      let name = (name as NSString).lastPathComponent
      guard
        let kind = Kind.allCases.first(where: { ["\($0.rawValue).jsonl", "\($0.rawValue).jsonl.gz"].contains(name) })
      else { return nil }
      self = kind
    }
  }

  public struct File: Sendable, Hashable {
    public let kind: Kind
    public let path: String
    /// The name without its folder; kept, for every row asks for it.
    public let name: String
    /// In bytes, as it lies on the disk.
    public let size: Int

    public init(kind: Kind, path: String, size: Int) {
      self.kind = kind
      self.path = path
      name = (path as NSString).lastPathComponent
      self.size = size
    }
  }

  /// Where the rows come from: the folder, or the file that rows are made of.
  public let folder: String
  /// `audit.json`; `nil` where it is made as well.
  public let audit: String?
  /// In the order in which they are read.
  public let files: [File]

  /// What says beside the content of the files what rows are made of them.
  let making: String?

  public var totalSize: Int { files.reduce(0) { $0 + $1.size } }

  /// A file whose bytes count, by the name under which they count.
  public struct Content: Sendable, Hashable {
    let name: String
    let path: String

    public init(name: String, path: String) {
      self.name = name
      self.path = path
    }
  }

  /// What the digest is made over.
  let contents: [Content]

  /// Files that are no bundle, of which rows are made.
  ///
  /// - Parameters:
  ///   - source: The file or the folder that was named.
  ///   - contents: The files that are read in truth.
  ///   - making: Everything beside their content that says what rows come of them.
  public init(rowsOf files: [File], from source: String, contents: [Content], making: String) {
    folder = source
    audit = nil
    self.files = files
    self.contents = contents
    self.making = making
  }

  /// Finds the files of the bundle in `folder`.
  ///
  /// - Throws: ``ImportError``, also where a file of the bundle is a pipe, a device, a folder or a link to nothing.
  public init(folder: String, named name: String? = nil) throws(ImportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw .noSuchFolder(path: folder)
    }
    guard isFolder.boolValue else { throw .notAFolder(path: folder) }
    self.folder = name ?? folder
    making = nil
    let audit = (folder as NSString).appendingPathComponent("audit.json")
    guard try RegularFile.size(of: audit) != nil else { throw .missingFile(path: audit) }
    self.audit = audit
    var files: [File] = []
    for kind in Kind.allCases {
      let plain = (folder as NSString).appendingPathComponent("\(kind.rawValue).jsonl")
      let plainSize = try RegularFile.size(of: plain)
      let packedSize = try RegularFile.size(of: plain + ".gz")
      if plainSize != nil, packedSize != nil { throw .ambiguousFile(path: plain) }
      if let plainSize {
        files.append(File(kind: kind, path: plain, size: plainSize))
      } else if let packedSize {
        files.append(File(kind: kind, path: plain + ".gz", size: packedSize))
      } else if kind == .conversations {
        throw .missingFile(path: plain)
      }
    }
    self.files = files
    contents = ([audit] + files.map(\.path)).map { Content(name: ($0 as NSString).lastPathComponent, path: $0) }
  }
}
