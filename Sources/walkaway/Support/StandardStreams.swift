import Desk
import Files
import Foundation

/// Standard error, unbuffered.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Standard output, in large pieces; a reader that went away ends the program quietly, as in any pipe.
private struct StandardOutput {
  private var pending: [UInt8] = []

  mutating func write(_ bytes: [UInt8]) throws {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Everything written so far leaves the program; throws a ``CommandFailure`` where the device refuses it.
  mutating func flush() throws {
    defer { pending.removeAll(keepingCapacity: true) }
    var sent = 0
    while sent < pending.count {
      let wrote = pending.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + sent, $0.count - sent) }
      if wrote < 0 {
        if errno == EINTR { continue }
        throw CommandFailure(
          .inputOutput, "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
      sent += wrote
    }
  }
}

/// Where a command's result goes: the file that was named, which appears whole or not at all, else standard output.
struct FileOrStandardOutput {
  var path: String?

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// - Parameter body: Writes pieces of the result.
  func write(_ body: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws {
    if let path { return try OutputFile.write(to: path, body) }
    var output = StandardOutput()
    try body { try output.write($0) }
    try output.flush()
  }

  func write(_ text: String) throws {
    try write { write in try write(Array(text.utf8)) }
  }
}
