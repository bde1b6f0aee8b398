import BuiltProgram
import Digest
import Dispatch
import Foundation
import ScriptedEndpoint
import Synchronization

/// Where cases are run: the samples, imported once, and a model that answers.
final class Workshop: Sendable {
  static let shared = Result { try Workshop() }

  private static let folder = FileManager.default.temporaryDirectory.appendingPathComponent("golden-\(UUID())").path
  private let server: ScriptedServer
  private let varying: VaryingText

  static func store(_ name: String) -> String { "\(folder)/stores/\(name).walkaway" }

  private init() throws {
    server = try ScriptedServer(ScriptedModel.answer)
    try FileManager.default.createDirectory(
      atPath: "\(Workshop.folder)/stores", withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Workshop.folder) }
    let environment = Workshop.environment(home: Workshop.folder, endpoint: server.baseURL)
    let repository = GoldenFile.folder.deletingLastPathComponent().deletingLastPathComponent().path
    for (name, bundle) in [
      ("zh", "\(repository)/sample-data/matchmaking-zh"), ("en", "\(repository)/sample-data/subscription-en"),
      ("small", "\(GoldenFile.folder.path)/inputs/small"), ("alone", "\(GoldenFile.folder.path)/inputs/alone"),
    ] {
      // The first reading of cases keeps their table in the store: nobody else has to write to it.
      for command in [["import", bundle, "--into"], ["cases", "--limit", "0"]] {
        let result = try Program.run(command + [Workshop.store(name)], environment: environment)
        guard result.status == 0 else { throw Failure(description: result.errors) }
      }
    }
    varying = VaryingText(
      version: try Program.run(["--version"], environment: environment).output, endpoint: "127.0.0.1:\(server.port)")
  }

  struct Failure: Error { var description: String }

  private static func environment(home: String, endpoint: String) -> [String: String] {
    [
      "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home, "XDG_DATA_HOME": "\(home)/data", "TERM": "dumb",
      "PATH": "\(Program.folder):/usr/bin:/bin", "ENDPOINT": endpoint,
    ]
  }

  /// What is to be kept of every case, in their order; as many run at once as the machine has cores.
  func outcomes(of cases: [GoldenCase]) -> [Result<[UInt8], any Error>] {
    let outcomes = Mutex([Result<[UInt8], any Error>?](repeating: nil, count: cases.count))
    DispatchQueue.concurrentPerform(iterations: cases.count) { place in
      let outcome = Result { try self.outcome(of: cases[place]) }
      outcomes.withLock { $0[place] = outcome }
    }
    return outcomes.withLock { $0.compactMap { $0 } }
  }

  private func outcome(of golden: GoldenCase) throws -> [UInt8] {
    let folder = "\(Workshop.folder)/cases/\(golden.name)"
    try prepare(folder)
    let environment = Workshop.environment(home: folder, endpoint: server.baseURL)
    var text = OutcomeText()
    for command in golden.commands {
      let result = try Program.run("/bin/sh", ["-c", command], environment: environment, in: folder)
      text.add(command: command, status: result.status)
      text.add("stdout", Array(result.output))
      text.add("stderr", Array(result.errors))
    }
    for file in try files(golden.files, in: folder) { text.add("file \(file)", try bytes("\(folder)/\(file)")) }
    for file in try files(golden.digests, in: folder) {
      text.add("sha256 \(file)", Array((SHA256.hexadecimal(of: try bytes("\(folder)/\(file)")) + "\n").utf8))
    }
    return varying.normalised(text.bytes, folder: folder)
  }

  private func prepare(_ folder: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let repository = GoldenFile.folder.deletingLastPathComponent().deletingLastPathComponent().path
    var links = ["sample-data": "\(repository)/sample-data", "inputs": "\(GoldenFile.folder.path)/inputs"]
    for name in ["zh", "en", "small", "alone"] { links["\(name).walkaway"] = Workshop.store(name) }
    for (name, target) in links {
      try manager.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
    }
  }

  /// The files that names mean, each folder with everything in it.
  private func files(_ names: [String], in folder: String) throws -> [String] {
    try names.flatMap { name in
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      guard isThere, isFolder.boolValue else { return [name] }
      return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted().map { "\(name)/\($0)" }
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    // A file that should be there and is not is told in the outcome.
    FileManager.default.contents(atPath: path).map { Array($0) } ?? Array("(is not there)\n".utf8)
  }
}
