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
  public init(folder: String) throws(ImportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noSuchFolder(path: folder)
    }
    self.folder = folder
    audit = (folder as NSString).appendingPathComponent("audit.json")
    guard FileManager.default.fileExists(atPath: audit) else { throw .missingFile(path: audit) }
    var files: [File] = []
    for kind in Kind.allCases {
      let plain = (folder as NSString).appendingPathComponent("\(kind.rawValue).jsonl")
      let found = [plain, plain + ".gz"].filter { FileManager.default.fileExists(atPath: $0) }
      if found.count > 1 { throw .ambiguousFile(path: plain) }
      if let path = found.first {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        files.append(File(kind: kind, path: path, size: (attributes?[.size] as? Int) ?? 0))
      } else if kind == .conversations {
        throw .missingFile(path: plain)
      }
    }
    self.files = files
  }
}
