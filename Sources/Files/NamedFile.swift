internal import Glibc

/// A short file that a person named: also what a pipe gives, as `/dev/stdin` and a shell's `<(…)` are.
public enum NamedFile {
  /// Why it cannot be read, in words that follow its name.
  public struct Problem: Error, CustomStringConvertible {
    public let description: String
    /// It is not there, or may not be opened; else its content is of the wrong kind.
    public let isClosed: Bool

    fileprivate init(_ description: String, isClosed: Bool) {
      self.description = description
      self.isClosed = isClosed
    }

    fileprivate init(of number: Int32) {
      switch number {
      case ENOENT, ENOTDIR: self.init("no such file", isClosed: true)
      case EACCES, EPERM: self.init("you may not read it", isClosed: true)
      case EISDIR: self.init("a folder, and no file", isClosed: false)
      default: self.init("cannot be read (\(String(cString: strerror(number))))", isClosed: true)
      }
    }
  }

  /// The whole file.
  ///
  /// - Parameter limit: The most bytes that it may have.
  public static func bytes(of path: String, upTo limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem(of: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Problem(of: errno) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else {
        throw Problem("larger than the \(limit >> 20) MB that such a file may have", isClosed: false)
      }
    }
  }

  /// The whole text of a file of at most 1 MB.
  public static func text(of path: String) throws(Problem) -> String {
    guard let text = String(validating: try bytes(of: path, upTo: 1 << 20), as: UTF8.self) else {
      throw Problem("no UTF-8 text", isClosed: false)
    }
    return text
  }
}
