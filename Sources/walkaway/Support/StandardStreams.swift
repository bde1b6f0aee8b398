import Foundation

/// Standard error, unbuffered.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Standard output, in large pieces; a reader that went away ends the program quietly, as in any pipe.
struct StandardOutput {
  private var pending: [UInt8] = []

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  mutating func write(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    if pending.count >= 1 << 16 { try flush() }
  }

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
          ExitStatus.inputOutput, "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
      sent += wrote
    }
  }
}
