internal import Foundation

/// A folder that appears whole or not at all.
public enum OutputFolder {
  /// Fills a folder beside `path` and gives it the name when it is full; `path` must not be there yet, or be empty. An
  /// empty one stays and takes what the full one holds, with its mode, links to it and whoever stands in it.
  ///
  /// - Parameter body: Writes the files into the folder that it is told; if it throws, nothing appears.
  /// - Throws: ``OutputError``; what `body` throws.
  public static func write(to path: String, _ body: (_ folder: String) throws -> Void) throws {
    let (place, isThere) = try place(of: path)
    let outside = isThere ? place : OutputFile.parts(of: place).folder
    if !isThere { try PrivateFolders.make(outside) }
    Temporaries.clear(outside)
    if isThere { try checkEmpty(place, said: path) }
    let folder = Temporaries.path(in: outside)
    let made = Temporaries.make(folder) { mkdir(folder, PrivateFolders.hold(place) ? 0o700 : 0o777) == 0 }
    guard made else { throw OutputError(errnoAt: path) }
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    flock(lock, LOCK_EX | LOCK_NB)
    defer {
      Glibc.close(lock)
      Temporaries.remove(folder)
    }
    do {
      try body(folder)
    } catch let error as OutputError where error.path.hasPrefix(folder) {
      // Nobody knows the folder by the name that it has until it is full.
      throw OutputError(path: path + error.path.dropFirst(folder.count), explanation: error.explanation)
    }
    if isThere {
      try move(from: folder, to: place, said: path)
    } else {
      guard Temporaries.name(folder, { rename(folder, place) == 0 }) else {
        let error = OutputError(errnoAt: path)
        try? FileManager.default.removeItem(atPath: folder)
        throw error
      }
      OutputFile.syncFolder(of: place)
    }
  }

  /// Where the folder is to be, links followed, and whether a folder stands there.
  private static func place(of name: String) throws -> (path: String, isThere: Bool) {
    guard !name.isEmpty else { throw OutputError(path: name, explanation: "it is no name") }
    var path = name
    for _ in 0..<40 {
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      var status = stat()
      guard lstat(path, &status) == 0 else {
        guard errno == ENOENT else { throw OutputError(errnoAt: name) }
        return (path, false)
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: path = try OutputPlace.target(of: path, said: name)
      case S_IFDIR: return (path, true)
      default: throw OutputError(path: name, explanation: "it is there already and no folder; name a new folder")
      }
    }
    throw OutputError(path: name, explanation: "its links lead in a circle")
  }

  private static func checkEmpty(_ folder: String, said name: String) throws {
    guard let contents = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw OutputError(path: name, explanation: "the folder cannot be read")
    }
    guard contents.isEmpty else {
      throw OutputError(path: name, explanation: "it is there already; name a new folder")
    }
  }

  /// Moves every file; where one cannot be moved, all go.
  private static func move(from folder: String, to place: String, said name: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let problem: OutputError? = Temporaries.name(nil) {
      for (number, file) in names.enumerated() where rename("\(folder)/\(file)", "\(place)/\(file)") != 0 {
        let problem = OutputError(errnoAt: name)
        for moved in names[..<number] { unlink("\(place)/\(moved)") }
        return problem
      }
      return nil
    }
    if let problem { throw problem }
    OutputFile.syncFolder(of: "\(place)/.")
  }
}
