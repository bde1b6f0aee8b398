import Foundation
import Glibc

/// A program that ran to its end, and what it took of the processor.
struct MeasuredProcess {
  let output: Data
  let status: Int32
  /// User and system time, seconds.
  let processor: Double

  /// - Parameters:
  ///   - arguments: The program, looked for where the shell would, and what it is given.
  ///   - input: A file that it reads from; nothing where it is nil.
  init(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    let before = MeasuredProcess.ofEndedChildren
    try process.run()
    output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    status = process.terminationStatus
    processor = MeasuredProcess.ofEndedChildren - before
  }

  /// The processor's time of all children that were waited for; those that still run are not among them.
  private static var ofEndedChildren: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
