import BuiltProgram
import Foundation
import Testing
import VirtualTerminal

/// A log of conversations and nothing else, in a real terminal: read, flagged, and still flagged elsewhere.
@Suite(.serialized) struct ConversationJourneyTests {
  private let fixture: JourneyFixture

  init() throws {
    fixture = try JourneyFixture()
    for name in ["simulations.jsonl", "labels.jsonl"] {
      try FileManager.default.removeItem(atPath: "\(fixture.bundle)/\(name)")
    }
    let path = "\(fixture.bundle)/audit.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let groups = try #require(text.range(of: #""strata":\[[^\]]*\]"#, options: .regularExpression))
    try text.replacingCharacters(in: groups, with: #""strata":[]"#).write(
      toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func aLogIsReadFlaggedAndTakenElsewhere() throws {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    #expect(terminal.shows("no outcome is known") && terminal.shows("--committed VALUE"))
    terminal.send("\r")
    #expect(terminal.shows("outcome unknown") && terminal.shows("忙，没空"))
    terminal.send("x")
    #expect(terminal.shows("⚑"))
    terminal.send("c先问价格\r")
    #expect(terminal.shows("先问价格"))
    terminal.send("s")
    #expect(terminal.shows("Who spoke last"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0 && terminal.isSane)
    let copy = "\(fixture.folder)/copy"
    let exported = try run(["export", fixture.bundle, "--flagged", "--format", "bundle", "--output", copy])
    #expect(exported.errors.contains("exported 1 conversation to"))
    let line = try String(contentsOfFile: "\(copy)/reviews.jsonl", encoding: .utf8)
    #expect(line.contains("先问价格") && !line.contains("turn") && !line.contains("simulator"))
    #expect(try run(["cases", copy, "--where", "note~价格", "--json"]).output.split(separator: "\n").count == 1)
  }

  @Test func whatStrangersWroteIsNoCommand() throws {
    let terminal = try fixture.explore(rows: 40, columns: 120)
    #expect(terminal.shows("1 of 6"))
    terminal.send("/not today\r")
    #expect(terminal.shows("not today"))
    #expect(terminal.waitUntilIdle())
    let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
    #expect(!raw.contains("\u{1B}]0;pwned") && !raw.contains("\u{202E}"))
  }

  private func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let result = try Program.run(arguments, environment: fixture.environment)
    #expect(result.status == 0, "\(result.errors)")
    return (result.status, result.output, result.errors)
  }
}
