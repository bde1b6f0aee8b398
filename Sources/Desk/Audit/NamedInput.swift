internal import AuditStore
internal import Foundation
internal import Interchange

/// What a person named, by what lies there.
public enum NamedInput: Sendable, Hashable {
  /// Nothing is there.
  case nothing
  case store
  /// A folder with `audit.json`.
  case bundle
  /// Any other file or folder: another program's, or one that cannot be read.
  case log

  public init(_ path: String) throws {
    if path == "-" {
      self = .log
      return
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      // A link to nothing is told for what it is.
      _ = try RegularFile.size(of: path)
      self = .nothing
      return
    }
    if isFolder.boolValue {
      let isThere = { (name: String) throws in try RegularFile.size(of: "\(path)/\(name)") != nil }
      // An audit.json beside other files says what these are.
      let hasAudit = try isThere("audit.json")
      let hasRows = try BundleFiles.Kind.allCases.contains {
        try isThere("\($0.rawValue).jsonl") || isThere("\($0.rawValue).jsonl.gz")
      }
      let isEmpty = try FileManager.default.contentsOfDirectory(atPath: path).allSatisfy { $0 == "audit.json" }
      let isBundle = hasAudit && (hasRows || isEmpty) && !BundleFiles.holdOtherRows(in: path)
      self = isBundle ? .bundle : .log
    } else {
      self = path.hasSuffix(".walkaway") || AuditStore.isStore(at: path) ? .store : .log
    }
  }
}
