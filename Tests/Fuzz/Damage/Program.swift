import Foundation

/// The program under trial, run under limits of time.
struct Program {
  struct Outcome {
    /// Of a shell: 128 and the signal where one ended it, 124 where it did not end.
    var status: Int32
    var output: Data
    var errors: Data

    var errorText: String { String(decoding: errors, as: UTF8.self) }
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  let path: String

  /// - Parameters:
  ///   - kill: A signal, and after how many seconds it is sent.
  func run(_ arguments: [String], in folder: String, kill: (signal: String, after: Double)? = nil) -> Outcome {
    let limit = kill.map { ["-s", $0.signal, String(format: "%.4f", $0.after)] } ?? ["-k", "5", "120"]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = limit + [path] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_DATA_HOME": "\(folder)/.data", "XDG_CACHE_HOME": "\(folder)/.cache",
      "XDG_STATE_HOME": "\(folder)/.state", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      "ASAN_OPTIONS": "detect_leaks=0",
    ]
    let files = ["output", "errors"].map { URL(fileURLWithPath: "\(folder)/.\($0)") }
    for file in files { try? Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try? FileHandle(forWritingTo: files[0])
    process.standardError = try? FileHandle(forWritingTo: files[1])
    do { try process.run() } catch { fatalError("\(path) cannot be started: \(error)") }
    process.waitUntilExit()
    let status =
      process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    let read = files.map { (try? Data(contentsOf: $0)) ?? Data() }
    for file in files { try? FileManager.default.removeItem(at: file) }
    return Outcome(status: status, output: read[0], errors: read[1])
  }
}
