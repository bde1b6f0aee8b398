import BuiltProgram
import Foundation
import Testing
import VirtualTerminal

/// The explorer's first screen in a real terminal, with everything that its command line can say.
enum TerminalGolden {
  static let name = "explore/first-screen"
  static let arguments = [
    "--reviewer", "mk", "--where", "outcome:subscriber real:exploring", "--view", "unread flagged", "--pick", "--mouse",
    "--background", "dark",
  ]
}

extension GoldenTests {
  @Test func theExplorerBeginsAsItDid() throws {
    _ = try Workshop.shared.get()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("golden-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The explorer keeps its session in the store.
    let store = "\(folder)/small.walkaway"
    try FileManager.default.copyItem(atPath: Workshop.store("small"), toPath: store)
    let terminal = try VirtualTerminal(
      running: Program.path, ["explore", store] + TerminalGolden.arguments,
      environment: ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME=\(folder)", "PATH=/usr/bin:/bin"],
      rows: 40, columns: 120)
    // The list's texts and the reader's are answers of their own.
    #expect(terminal.shows("1 of"))
    #expect(terminal.shows("REAL"))
    #expect(terminal.waitUntilIdle())
    #expect(terminal.hasMouse)
    let lines = ["$ walkaway explore small.walkaway \(TerminalGolden.arguments.joined(separator: " "))"]
    try GoldenFile(TerminalGolden.name).expect(Array((lines + terminal.rows).map { $0 + "\n" }.joined().utf8))
    terminal.send("Q")
    #expect(terminal.waitForExit())
  }
}
