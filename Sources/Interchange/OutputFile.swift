internal import Foundation

/// Why nothing could be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  public var explanation: String

  public init(path: String, explanation: String) {
    self.path = path
    self.explanation = explanation
  }

  public var description: String { "\(path): cannot be written: \(explanation)" }
}

/// A file that appears whole or not at all.
public enum OutputFile {
  /// Writes to a file beside `path` and gives it the name when it is whole and on the disk; a file that was there is
  /// replaced.
  ///
  /// - Parameter body: Writes pieces of the content; if it throws, nothing appears and `path` is as it was.
  public static func write<Result>(
    to path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let partial = partialPath(of: path)
    let descriptor = Glibc.open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, explanation: systemError()) }
    do {
      let result = try body { try write($0, to: descriptor, path: path) }
      guard fsync(descriptor) == 0 else { throw OutputError(path: path, explanation: systemError()) }
      Glibc.close(descriptor)
      guard rename(partial, path) == 0 else { throw OutputError(path: path, explanation: systemError()) }
      syncFolder(of: path)
      return result
    } catch {
      Glibc.close(descriptor)
      unlink(partial)
      throw error
    }
  }

  static func partialPath(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
    return (folder.isEmpty ? "." : folder) + "/.\(name.prefix(100)).\(unique).partial"
  }

  static func syncFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = Glibc.open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0, errno != EINTR { throw OutputError(path: path, explanation: systemError()) }
      done += max(0, count)
    }
  }
}
