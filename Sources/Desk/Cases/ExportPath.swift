internal import Cases
internal import Explorer
internal import Foundation

/// Where the explorer's export goes: the path that was typed, or one like the proposed path that nothing has yet.
struct ExportPath {
  let path: String

  /// - Throws: ``CommandFailure`` where the path was typed and is that of a file that Walkaway did not write.
  init(_ request: ExportRequest, home: String = NSHomeDirectory()) throws {
    let typed = request.path
    let path = typed == "~" || typed.hasPrefix("~/") ? home + typed.dropFirst() : typed
    guard request.isProposal else {
      if !request.format.isFolder, let doubt = try OwnFile.doubt(about: path) {
        throw CommandFailure(.usage, "\(path): \(doubt); name another file")
      }
      self.path = path
      return
    }
    let ending = request.format.pathEnding
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    var candidate = path
    var number = 2
    while ExportPath.isTaken(candidate) {
      candidate = "\(stem)-\(number)\(ending)"
      number += 1
    }
    self.path = candidate
  }

  /// A link that leads nowhere has the name as well.
  private static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
