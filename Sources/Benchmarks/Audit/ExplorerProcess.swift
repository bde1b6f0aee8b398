import Foundation
import Glibc

/// The built explorer on a store, in a pseudo-terminal of its own, as a stopwatch sees it.
final class ExplorerProcess {
  private let process = Process()
  private let terminal: Int32
  private let start = ContinuousClock.now
  private var shown: [UInt8] = []

  /// The program beside this one: `swift build -c release` makes both.
  static let program = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("walkaway")

  /// - Returns: nil where the program is not built or there is no pseudo-terminal.
  init?(store: String, rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var (master, side): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &side, nil, nil, &size) == 0 else { return nil }
    terminal = master
    guard let program = ExplorerProcess.program, FileManager.default.isExecutableFile(atPath: program.path) else {
      return nil
    }
    let handle = FileHandle(fileDescriptor: side, closeOnDealloc: true)
    process.executableURL = program
    process.arguments = [store]
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]) {
      $1
    }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    close(terminal)
  }

  func send(_ keys: String) { _ = Array(keys.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) } }

  /// Milliseconds since the start until `text` was written, or nil after half a minute without it.
  func milliseconds(until text: String) -> Double? {
    let wanted = Array(text.utf8)
    let from = ContinuousClock.now
    if let found = shown.firstRange(of: wanted) {
      shown.removeSubrange(..<found.upperBound)
      return (from - start) / .milliseconds(1)
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while ContinuousClock.now - from < .seconds(30) {
      var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 1000) >= 0 else { return nil }
      guard waiting.revents & Int16(POLLIN) != 0 else { continue }
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { return nil }
      let now = ContinuousClock.now
      shown += buffer[0..<count]
      if let found = shown.firstRange(of: wanted) {
        // What was drawn behind it in one go was there at the same time.
        shown.removeSubrange(..<found.upperBound)
        return (now - start) / .milliseconds(1)
      }
    }
    return nil
  }

  /// Bytes of memory that the program holds: all, and without what is a copy of files.
  var memory: (resident: Int, own: Int)? {
    let path = "/proc/\(process.processIdentifier)/status"
    guard let status = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    func line(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      return 1024 * (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
    }
    return (line("VmRSS"), line("RssAnon"))
  }
}
