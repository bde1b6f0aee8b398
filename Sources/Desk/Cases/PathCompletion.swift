internal import Explorer
internal import Foundation

/// How a path that is being typed may go on.
struct PathCompletion {
  /// As it was typed.
  let typed: String
  /// The names in its folder that begin as its last part does; a folder's ends in a slash.
  let names: [String]

  init(of typed: String) {
    self.typed = typed
    let (folder, part) = PathCompletion.parts(of: typed)
    let whole = folder.isEmpty ? "." : folder
    let all = (try? FileManager.default.contentsOfDirectory(atPath: ExportPath.whole(whole))) ?? []
    names = all.filter { $0.hasPrefix(part) && (part.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted().map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: ExportPath.whole(whole + "/" + name), isDirectory: &isFolder)
      return isFolder.boolValue ? name + "/" : name
    }
  }

  /// As far as it goes on without a choice.
  var text: String {
    guard let first = names.first, let last = names.last else { return typed }
    // Among names in order the first and the last differ most.
    let common = first.commonPrefix(with: last)
    let (folder, part) = PathCompletion.parts(of: typed)
    return common.count > part.count ? folder + common : typed
  }

  var action: Action { .pathCompleted(typed, to: text, names: names) }

  private static func parts(of path: String) -> (folder: String, part: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }
}
