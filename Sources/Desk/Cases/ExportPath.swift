internal import Cases
internal import Explorer
internal import Foundation

/// Where the explorer's export goes: the path that was typed, or one like the proposed path that nothing has yet.
struct ExportPath {
  let path: String

  /// - Throws: ``CommandFailure`` where the path was typed and is that of a file that Walkaway did not write.
  init(_ request: ExportRequest, home: String = NSHomeDirectory()) throws {
    try self.init(
      request.path, ending: request.format.pathEnding, isFolder: request.format.isFolder,
      isProposal: request.isProposal, home: home)
  }

  /// The same for what is no list of cases.
  ///
  /// - Parameter ending: How a path of its kind ends.
  init(
    _ typed: String, ending: String, isFolder: Bool = false, isProposal: Bool, home: String = NSHomeDirectory()
  ) throws {
    let path = ExportPath.whole(typed, home: home)
    guard isProposal else {
      if !isFolder, let doubt = try OwnFile.doubt(about: path) {
        throw CommandFailure(.usage, "\(path): \(doubt); name another file")
      }
      self.path = path
      return
    }
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    var candidate = path
    var number = 2
    while ExportPath.isTaken(candidate) {
      candidate = "\(stem)-\(number)\(ending)"
      number += 1
    }
    self.path = candidate
  }

  /// From the root of the file system on.
  static func whole(_ typed: String, home: String = NSHomeDirectory()) -> String {
    if typed == "~" || typed.hasPrefix("~/") { return home + typed.dropFirst() }
    return typed.hasPrefix("/") ? typed : "\(FileManager.default.currentDirectoryPath)/\(typed)"
  }

  /// A link that leads nowhere has the name as well.
  private static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
