import BuiltProgram
import Foundation
import Testing
import VirtualTerminal

/// How the program begins: which audit it opens, what it asks, and what it says where there is none.
@Suite(.serialized) struct OpeningTests {
  private let fixture: JourneyFixture

  init() throws { fixture = try JourneyFixture() }

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(arguments, environment: fixture.environment)
  }

  private func terminal(_ arguments: [String]) throws -> VirtualTerminal {
    try VirtualTerminal(
      running: Program.path, arguments, environment: fixture.environment.map { "\($0)=\($1)" }, rows: 24, columns: 120)
  }

  private func edit(_ name: String, _ old: String, _ new: String) throws {
    let url = URL(fileURLWithPath: "\(fixture.bundle)/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
  }

  @Test func whatCannotBeOpenedIsSaidBeforeTheScreen() throws {
    let file = "\(fixture.folder)/x.eval"
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: file))
    for (path, status, words) in [
      (file, Int32(65), "no format that is known"), ("\(fixture.folder)/data", 65, "holds no file that is read"),
      ("\(fixture.folder)/no", 66, "no such"),
    ] {
      try FileManager.default.createDirectory(atPath: "\(fixture.folder)/data", withIntermediateDirectories: true)
      let terminal = try terminal([path])
      #expect(terminal.waitForExit())
      #expect(terminal.exitStatus == status)
      terminal.takeIn()
      let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
      #expect(raw.contains(words) && !raw.contains("\u{1B}[?1049h"))
    }
  }

  @Test func aFileWhoseNameLooksLikeALinkIsOpened() throws {
    let path = "\(fixture.folder)/bundle#c-1:3:persona:0"
    try FileManager.default.copyItem(atPath: fixture.bundle, toPath: path)
    let named = try terminal([path])
    #expect(named.shows("1 of 6"))
    named.send("Q")
    #expect(named.waitForExit() && named.exitStatus == 0)
    let link = try terminal(["\(path)#c-4:3:persona:0"])
    #expect(link.shows("c-4 · "))
    link.send("Q")
    #expect(link.waitForExit() && link.exitStatus == 0)
  }

  @Test func withoutAnAuditTheLastOnesAreOffered() throws {
    let nothing = try run()
    #expect(nothing.status == 64 && nothing.output.isEmpty && nothing.errors.contains("USAGE: walkaway [<audit>"))
    let first = try fixture.explore()
    #expect(first.shows("1 of 6"))
    first.send("Q")
    #expect(first.waitForExit())
    let menu = try terminal([])
    #expect(menu.shows("1  journey"))
    menu.send("1\r")
    #expect(menu.shows("1 of 6"))
    menu.send("Q")
    #expect(menu.waitForExit() && menu.exitStatus == 0)
    let left = try terminal([])
    #expect(left.shows("anything else leaves"))
    left.send("\r")
    #expect(left.waitForExit() && left.exitStatus == 0)
    // No terminal, no question.
    #expect(try run().status == 64)
  }

  @Test func aContradictionIsAskedAtATerminalAndElseRefused() throws {
    #expect(try run("cases", fixture.bundle).status == 0)
    try edit("simulations.jsonl", "simulated answer 2", "another answer 2")
    for command in [["cases", fixture.bundle], [fixture.bundle], ["stats", fixture.bundle]] {
      let result = try Program.run(command, environment: fixture.environment)
      #expect(result.status == 65 && result.errors.contains("--replace") && result.errors.contains("--keep"))
      #expect(result.errors.contains("simulations.jsonl:3"))
    }
    let left = try terminal([fixture.bundle])
    #expect(left.shows("r takes the bundle's"))
    left.send("\r")
    #expect(left.waitForExit() && left.exitStatus == 65)
    let asked = try terminal([fixture.bundle])
    #expect(asked.shows("r takes the bundle's"))
    asked.send("r\r")
    #expect(asked.shows("1 of 6"))
    asked.send("Q")
    #expect(asked.waitForExit() && asked.exitStatus == 0)
    #expect(try run("cases", fixture.bundle, "--json", "--text").output.contains("another answer 2"))
  }

  @Test func twoProcessesMayOpenABundleFirst() throws {
    let terminals = try (0..<2).map { _ in try fixture.explore() }
    for terminal in terminals { #expect(terminal.shows("1 of 6")) }
    for terminal in terminals { terminal.send("Q") }
    for terminal in terminals { #expect(terminal.waitForExit() && terminal.exitStatus == 0) }
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.folder)/data/walkaway")
    #expect(names.filter { $0.hasSuffix(".walkaway") }.count == 1)
  }
}
