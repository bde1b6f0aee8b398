import Desk
import Files
import Glibc
import Text

/// The three streams that every program has.
enum StandardStreams {
  /// Takes the numbers of streams that the program was started without, so that no file gets one of them and with it
  /// what is meant for the stream. Reading and writing fail as before.
  static func holdPlaces() {
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(number, F_GETFD) < 0 { _ = open("/dev/null", mode) }
  }

  /// How wide the terminal behind standard output is; `nil` where there is none.
  static var columns: Int? {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}

/// Standard error, unbuffered. Whatever is written is made visible: it may name what a stranger named. Where nobody can
/// be told, nothing is.
enum StandardError {
  static func write(_ text: String) { send(VisibleText.forTerminal(text)) }

  /// Shows a line in the place of the one that was shown before, on a terminal.
  static func show(_ line: String) { send("\r\u{1B}[K" + VisibleText.line(line)) }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func send(_ text: String) {
    withoutBrokenPipes {
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// A reader of messages that went away is no reason to end: the signal that would is taken off this thread.
  private static func withoutBrokenPipes(_ body: () -> Void) {
    var (broken, pending, before) = (sigset_t(), sigset_t(), sigset_t())
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    pthread_sigmask(SIG_BLOCK, &broken, &before)
    body()
    var now = timespec()
    if !wasPending { while sigtimedwait(&broken, nil, &now) < 0, errno == EINTR {} }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}

/// Standard output, in large pieces; a reader that went away ends the program quietly, as in any pipe.
private struct StandardOutput {
  private var pending: [UInt8] = []
  private let isTerminal = isatty(STDOUT_FILENO) == 1

  mutating func write(_ bytes: [UInt8]) throws {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Everything written so far leaves the program; throws a ``CommandFailure`` where the device refuses it.
  mutating func flush(isEnd: Bool = false) throws {
    let bytes = isTerminal ? TerminalText.take(from: &pending, isEnd: isEnd) : pending
    if !isTerminal { pending.removeAll(keepingCapacity: true) }
    var sent = 0
    while sent < bytes.count {
      let wrote = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + sent, $0.count - sent) }
      if wrote < 0 {
        if errno == EINTR { continue }
        throw CommandFailure(
          .inputOutput, "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
      sent += wrote
    }
  }
}

/// Bytes on their way to a terminal: whole lines, in which nothing acts.
private enum TerminalText {
  /// Takes what may be shown by now; half a line waits for its end.
  static func take(from pending: inout [UInt8], isEnd: Bool) -> [UInt8] {
    let end = isEnd ? pending.count : (pending.lastIndex(of: 10).map { $0 + 1 } ?? 0)
    defer { pending.removeFirst(end) }
    return Array(VisibleText.forTerminal(String(decoding: pending[..<end], as: UTF8.self)).utf8)
  }
}

/// Where a command's result goes: the file that was named, which appears whole or not at all, else standard output.
///
/// Files and pipes get every byte; a terminal gets nothing that it would obey.
struct FileOrStandardOutput {
  private let path: String?

  /// Standard output.
  init() { path = nil }

  /// The file at `path`, where there is one.
  ///
  /// - Throws: ``CommandFailure`` where it may not be replaced; on a terminal that is asked.
  init(_ path: String?, isForced: Bool) throws {
    self.path = path
    guard let path, let doubt = try OwnFile.doubt(about: path), !isForced else { return }
    guard Question.canBeAsked else {
      throw CommandFailure(.usage, "\(path): \(doubt)", remedy: "name another file, or replace it with --force")
    }
    guard ["y", "yes"].contains(Question.ask("\(path): \(doubt). Replace it? [y/N] ").lowercased()) else {
      throw CommandFailure(.usage, "\(path): left as it is")
    }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// - Parameter body: Writes pieces of the result.
  func write<Result>(_ body: (_ write: ([UInt8]) throws -> Void) throws -> Result) throws -> Result {
    if let path { return try FileOrStandardOutput.write(to: path, body) }
    var output = StandardOutput()
    let result = try body { try output.write($0) }
    try output.flush(isEnd: true)
    return result
  }

  func write(_ text: String) throws {
    try write { write in try write(Array(text.utf8)) }
  }

  private static func write<Result>(
    to path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let file = try OutputFile(path)
    defer { file.discard() }
    var pending: [UInt8] = []
    let result = try body { bytes in
      guard file.isTerminal else { return try file.write(bytes) }
      pending += bytes
      try file.write(TerminalText.take(from: &pending, isEnd: false))
    }
    try file.write(TerminalText.take(from: &pending, isEnd: true))
    try file.finish()
    return result
  }
}
