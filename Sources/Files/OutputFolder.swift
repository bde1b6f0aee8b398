internal import Foundation

/// A folder that appears whole or not at all.
public enum OutputFolder {
  /// Fills a folder beside `path` and gives it the name when it is full; `path` must not be there yet, or be empty.
  ///
  /// - Parameter body: Writes the files into the folder that it is told; if it throws, nothing appears.
  /// - Throws: ``OutputError``; what `body` throws.
  public static func write(to path: String, _ body: (_ folder: String) throws -> Void) throws {
    let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
    if contents.map({ !$0.isEmpty }) ?? FileManager.default.fileExists(atPath: path) {
      throw OutputError(path: path, explanation: "it is there already; name a new folder")
    }
    let folder = OutputFile.partialPath(of: (path as NSString).standardizingPath)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: path, explanation: "the folder cannot be made")
    }
    do {
      try body(folder)
      guard rename(folder, path) == 0 else { throw OutputError(errnoAt: path) }
      OutputFile.syncFolder(of: path)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }
}
