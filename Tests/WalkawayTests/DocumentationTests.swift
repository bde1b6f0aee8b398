import BuiltProgram
import Foundation
import Guide
import ScriptedEndpoint
import Testing
import VirtualTerminal

/// Every command of the documentation runs as it stands: the shell blocks of a page, one after the other, in a clone.
@Suite struct DocumentationTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let address = "ENDPOINT=http://127.0.0.1:8000/v1"

  /// README as a page: what it shows of commands is a part of the documentation.
  static let pages: [(id: String, markdown: String)] =
    GuidePage.all.map { ($0.id, $0.markdown) } + [
      ("README", (try? String(contentsOf: repository.appendingPathComponent("README.md"), encoding: .utf8)) ?? "")
    ]

  private static func blocks(of markdown: String, _ language: String) -> [[String]] {
    GuideBlock.blocks(of: markdown).compactMap { block in
      guard case .code(language, let lines) = block else { return nil }
      return lines
    }
    // The commands that install are tried by .ci/bare.
    .filter { !$0.contains { $0.contains("apt-get") } }
  }

  /// Pages that sign need OpenSSH, one that shares batches out needs Python: a bare machine has neither.
  private static let runnable = pages.filter { page in
    ["ssh-keygen", "python3"].allSatisfy { program in
      let places = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
      return !page.markdown.contains("\n\(program) ")
        || places.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
  }

  @Test(arguments: runnable.map(\.id)) func theBlocksRunAsTheyStand(_ id: String) throws {
    let page = try #require(Self.pages.first { $0.id == id })
    let blocks = Self.blocks(of: page.markdown, "sh")
    guard !blocks.isEmpty else { return }
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
    var script = "set -e\nwalkaway() { \"\(Program.path)\" \"$@\"; }\n"
    for (place, block) in blocks.enumerated() {
      let lines = block.joined(separator: "\n")
      script +=
        "echo block \(place + 1)\n"
        + lines.replacing(Self.address, with: "ENDPOINT=\(server.baseURL)") + "\n"
    }
    let result = try Program.run(
      "/bin/bash", ["-c", script],
      environment: ProcessInfo.processInfo.environment.merging(fixture.environment) { $1 },
      in: try Self.clone(in: fixture.folder))
    let text = String(decoding: result.output + result.errors, as: UTF8.self)
    #expect(result.status == 0, "\(text.suffix(3_000))")
    #expect(text.contains("block \(blocks.count)\n"))
  }

  /// What opens the explorer does, and `Q` leaves it.
  @Test(arguments: pages.map(\.id)) func theExplorerOpens(_ id: String) throws {
    let page = try #require(Self.pages.first { $0.id == id })
    for line in Self.blocks(of: page.markdown, "sh explorer").joined() where !line.isEmpty {
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      try #require(words.first == "walkaway")
      let fixture = try JourneyFixture()
      let clone = try Self.clone(in: fixture.folder)
      let variables = fixture.environment.map { "\($0)=\($1)" }
      let terminal = try VirtualTerminal(
        running: "/bin/sh", ["-c", "cd \(clone) && exec \(Program.path) \(words.dropFirst().joined(separator: " "))"],
        environment: variables, rows: 40, columns: 120, hasJobControl: false)
      #expect(terminal.shows(" of "), "\(line)")
      terminal.send("Q")
      let hasExited = terminal.waitForExit()
      #expect(
        hasExited && terminal.exitStatus == 0,
        "\(line): status \(terminal.exitStatus), signal \(terminal.exitSignal)\n\(terminal.rows.joined(separator: "\n"))"
      )
    }
  }

  /// A folder with what a clone has that the documentation names.
  private static func clone(in folder: String) throws -> String {
    let clone = "\(folder)/clone"
    try FileManager.default.createDirectory(atPath: clone, withIntermediateDirectories: true)
    for name in ["sample-data", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: URL(fileURLWithPath: "\(clone)/\(name)"), withDestinationURL: repository.appendingPathComponent(name))
    }
    return clone
  }
}
