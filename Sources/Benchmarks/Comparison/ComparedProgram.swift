import Foundation

/// A walkaway that is measured: a program that is there, or one that is built of a commit.
struct ComparedProgram {
  /// The commit's number, or the version that the program tells.
  let name: String
  let path: String

  /// - Parameters:
  ///   - text: A program's path, or anything that git takes for a commit.
  ///   - folder: Where commits are checked out and built; what is built already is taken again.
  init(_ text: String, folder: String) throws {
    if FileManager.default.isExecutableFile(atPath: text), text.contains("/") {
      path = text
      name = try Tool.run(text, ["--version"])
      return
    }
    let commit = try Tool.git("rev-parse", "--verify", "--quiet", "\(text)^{commit}")
    name = String(commit.prefix(12))
    let (source, build) = ("\(folder)/\(name)/source", "\(folder)/\(name)/build")
    path = "\(build)/release/walkaway"
    if FileManager.default.isExecutableFile(atPath: path) { return }
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    let archive = "\(folder)/\(name)/source.tar"
    _ = try Tool.git("archive", "--output", archive, commit)
    _ = try Tool.run("/usr/bin/env", ["tar", "-xf", archive, "-C", source])
    _ = try Tool.run(
      "/usr/bin/env",
      [
        "swift", "build", "-c", "release", "--package-path", source, "--scratch-path", build, "--product", "walkaway",
      ])
  }

  /// Seconds that a command takes; `nil` where it ends otherwise than with one of `statuses`.
  func seconds(_ arguments: [String], statuses: Set<Int32>) throws -> Double? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let time = try measured {
      try process.run()
      process.waitUntilExit()
    }
    return statuses.contains(process.terminationStatus) ? time : nil
  }
}

/// Programs beside ours.
enum Tool {
  static func git(_ arguments: String...) throws -> String { try run("/usr/bin/env", ["git"] + arguments) }

  /// What it writes, without the last line feed.
  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(command: arguments.joined(separator: " ")) }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct Failure: Error, CustomStringConvertible {
    let command: String
    var description: String { "\(command): failed" }
  }
}
