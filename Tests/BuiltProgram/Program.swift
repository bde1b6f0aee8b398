public import Foundation

/// The program as it was built beside the tests.
public enum Program {
  public static var path: String { "\(folder)/walkaway" }

  /// Where it lies.
  public static var folder: String {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }

  /// Runs a command to its end.
  public static func run(
    _ arguments: [String], environment: [String: String], folder: String? = nil
  ) throws -> (status: Int32, output: String, errors: String) {
    let result = try run(path, arguments, environment: environment, in: folder)
    return (
      result.status, String(decoding: result.output, as: UTF8.self), String(decoding: result.errors, as: UTF8.self)
    )
  }

  /// Runs any executable to its end, in `folder` where one is named, and gives the bytes that it wrote.
  public static func run(
    _ executable: String, _ arguments: [String], environment: [String: String], in folder: String? = nil
  ) throws -> (status: Int32, output: Data, errors: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let temporary = FileManager.default.temporaryDirectory
    let output = temporary.appendingPathComponent(UUID().uuidString)
    let errors = temporary.appendingPathComponent(UUID().uuidString)
    for file in [output, errors] { try Data().write(to: file) }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try Data(contentsOf: output), try Data(contentsOf: errors))
  }
}
