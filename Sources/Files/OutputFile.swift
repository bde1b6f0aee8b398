internal import Foundation

/// A file that appears whole or not at all.
///
/// It is written beside its path under another name and takes its own, in the place of what was there, when it is whole
/// and on the disk. One that is never finished leaves nothing.
public final class OutputFile {
  private let path: String
  private let partial: String
  /// −1 once it is closed: the number may be another file's by then.
  private var descriptor: Int32
  private var pending: [UInt8] = []

  private static let pieceSize = 1 << 18

  public init(_ path: String) throws(OutputError) {
    self.path = path
    partial = OutputFile.partialPath(of: path)
    descriptor = Glibc.open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(errnoAt: path) }
  }

  deinit { discard() }

  public func write(_ bytes: [UInt8]) throws(OutputError) {
    pending.append(contentsOf: bytes)
    if pending.count >= OutputFile.pieceSize { try flush() }
  }

  /// Puts the file on the disk and in its place.
  public func finish() throws(OutputError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw OutputError(errnoAt: path) }
    close()
    guard rename(partial, path) == 0 else {
      let error = OutputError(errnoAt: path)
      unlink(partial)
      throw error
    }
    OutputFile.syncFolder(of: path)
  }

  /// Takes away what was written, unless it is finished.
  public func discard() {
    guard descriptor >= 0 else { return }
    close()
    unlink(partial)
  }

  /// Writes a whole file.
  ///
  /// - Parameter body: Writes pieces of the content; if it throws, nothing appears and `path` is as it was.
  public static func write<Result>(
    to path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let file = try OutputFile(path)
    do {
      let result = try body { try file.write($0) }
      try file.finish()
      return result
    } catch {
      file.discard()
      throw error
    }
  }

  private func close() {
    Glibc.close(descriptor)
    descriptor = -1
  }

  private func flush() throws(OutputError) {
    var done = 0
    while done < pending.count {
      let count = pending.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno != EINTR { throw OutputError(errnoAt: path) }
      done += max(0, count)
    }
    pending.removeAll(keepingCapacity: true)
  }

  static func partialPath(of path: String) -> String {
    let (folder, name) = parts(of: path)
    let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
    return "\(folder)/.\(name.prefix(100)).\(unique).partial"
  }

  /// The folder of a path, and its name there. Foundation's own functions crash where a path is one letter.
  public static func parts(of path: String) -> (folder: String, name: String) {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// Puts on the disk that a name in the folder of `path` has changed.
  public static func syncFolder(of path: String) {
    let descriptor = Glibc.open(parts(of: path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }
}
