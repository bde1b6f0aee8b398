internal import Foundation

/// The files of a bundle folder, found but not yet read.
public struct BundleFiles: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case conversations, simulations, labels, reviews
  }

  public struct File: Sendable, Hashable {
    public var kind: Kind
    public var path: String
    /// In bytes, as it lies on the disk.
    public var size: Int

    /// The name without its folder.
    public var name: String { (path as NSString).lastPathComponent }
  }

  public let folder: String
  public let audit: String
  /// In the order in which they are read.
  public let files: [File]

  public var totalSize: Int { files.reduce(0) { $0 + $1.size } }

  /// Finds the files of the bundle in `folder`.
  ///
  /// - Throws: ``ImportError``, also where a file of the bundle is a pipe, a device, a folder or a link to nothing.
  public init(folder: String) throws(ImportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw .noSuchFolder(path: folder)
    }
    guard isFolder.boolValue else { throw .notAFolder(path: folder) }
    self.folder = folder
    audit = (folder as NSString).appendingPathComponent("audit.json")
    guard try RegularFile.size(of: audit) != nil else { throw .missingFile(path: audit) }
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
  }
}
