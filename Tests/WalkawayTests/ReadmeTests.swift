import BuiltProgram
import Foundation
import ScriptedEndpoint
import Testing

/// The blocks of README's part on probing run as they stand, from the first to the last.
@Suite struct ReadmeTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The shell blocks between two headings.
  private func blocks(from start: String, to end: String) throws -> [String] {
    let text = try String(contentsOf: Self.repository.appendingPathComponent("README.md"), encoding: .utf8)
    let first = try #require(text.range(of: "\n## \(start)"))
    let last = try #require(text.range(of: "\n## \(end)", range: first.upperBound..<text.endIndex))
    return text[first.upperBound..<last.lowerBound].components(separatedBy: "\n```sh\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test func theBlocksOnProbingRunOnTheSamples() throws {
    let fixture = try JourneyFixture()
    let server = try ScriptedServer { request in
      let body = String(decoding: request.body, as: UTF8.self)
      let label =
        #"{\"stage\":\"exploring\",\"emotion\":\"neutral\",\"blocker\":\"none\",\"exit\":\"none\",\"signal\":\"\","#
        + #"\"convergence\":0,\"rationale\":\"r\"}"#
      let content = body.contains("response_format") ? label : "Not now."
      return .reply(
        status: 200,
        body: Array(#"{"choices":[{"message":{"content":"\#(content)"},"finish_reason":"stop"}]}"#.utf8))
    }
    defer { server.stop() }
    let folder = "\(fixture.folder)/clone"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["sample-data", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: URL(fileURLWithPath: "\(folder)/\(name)"), withDestinationURL: Self.repository.appendingPathComponent(name))
    }
    var script = "set -e\nwalkaway() { \"\(Program.path)\" \"$@\"; }\n"
    let address = "ENDPOINT=http://127.0.0.1:8000/v1"
    let blocks = try blocks(from: "Probing", to: "Exports")
    #expect(blocks.count >= 4 && blocks[0].contains(address))
    for (place, block) in blocks.enumerated() {
      script += "echo block \(place + 1)\n" + block.replacing(address, with: "ENDPOINT=\(server.baseURL)") + "\n"
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(fixture.environment) { $1 }
    let output = "\(fixture.folder)/output"
    try Data().write(to: URL(fileURLWithPath: output))
    let handle = try #require(FileHandle(forWritingAtPath: output))
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(text.suffix(3_000))")
    #expect(text.contains("block \(blocks.count)\n") && text.contains("nothing is missing"))
  }
}
