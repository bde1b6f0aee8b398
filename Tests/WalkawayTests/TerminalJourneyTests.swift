import BuiltProgram
import Foundation
import Glibc
import Testing
import VirtualTerminal

/// A few whole journeys in a real terminal; what panes do is tested without one.
@Suite(.serialized) struct TerminalJourneyTests {
  private let fixture: JourneyFixture

  init() throws { fixture = try JourneyFixture() }

  @Test func opensReadsAndLeavesTheTerminalAsItWas() throws {
    let terminal = try fixture.explore(rows: 40, columns: 120)
    #expect(terminal.shows("simulated answer"))
    #expect(terminal.isAlternate)
    #expect(!terminal.isSane)
    terminal.send("Q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0)
    #expect(!terminal.isAlternate)
    #expect(terminal.isSane)
  }

  /// The surface of the chosen row, which is that of a light or of a dark theme.
  private func selection(of terminal: VirtualTerminal) -> Int32 { terminal.background(2, 20) }

  @Test func aTerminalThatSaysThatItIsWhiteGetsColoursForWhite() throws {
    let terminal = try fixture.explore(rows: 24, columns: 80)
    // Before the program's question is taken in, and answered by what follows it.
    terminal.send("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\")
    #expect(terminal.shows("1 of 6"))
    #expect(terminal.waitUntilIdle())
    #expect(selection(of: terminal) == 195)
    terminal.send(":set background dark\r")
    #expect(terminal.shows("colours for a dark background"))
    #expect(selection(of: terminal) == 18)
    terminal.send(":set background\r")
    #expect(terminal.shows("what the terminal says"))
    #expect(selection(of: terminal) == 195)
    terminal.send("Q")
    #expect(terminal.waitForExit() && terminal.isSane)
  }

  @Test func strangersTextNeverReachesTheTerminalAsACommand() throws {
    let terminal = try fixture.explore(rows: 40, columns: 120)
    #expect(terminal.shows("simulated answer"))
    terminal.send("/not today\r")
    #expect(terminal.shows("not today"))
    #expect(terminal.waitUntilIdle())
    let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
    #expect(!raw.contains("\u{1B}]0;pwned"))
    #expect(!raw.contains("\u{202E}"))
    #expect(raw.contains("pwned"))
  }

  @Test func whatIsReadIsEachReviewersOwnAndIsKept() throws {
    let terminal = try fixture.explore(rows: 24, columns: 120)
    #expect(terminal.shows("1 of 6"))
    terminal.send("  ")
    #expect(terminal.shows("read 2 of 6"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    let read = try Program.run(
      ["cases", fixture.bundle, "--where", "seen:yes", "--json"], environment: fixture.environment)
    #expect(read.output.split(separator: "\n").count == 2)
    let other = try fixture.explore(rows: 24, columns: 120, reviewer: "ann")
    #expect(other.shows("1 of 6"))
    other.send("Fseen:no\r")
    #expect(other.shows("seen:no") && other.shows("1 of 6"))
    other.send("Q")
    #expect(other.waitForExit())
    // And so is the session.
    let again = try fixture.explore(rows: 24, columns: 120)
    #expect(again.shows("3 · read 2 of 6"))
    #expect(!again.rows.joined().contains("seen:no"))
  }

  @Test func aLinkIsCopiedAndOpensItsCase() throws {
    let terminal = try fixture.explore(rows: 24, columns: 120)
    #expect(terminal.shows("simulated answer"))
    terminal.send("jjy")
    #expect(terminal.shows("copied "))
    #expect(terminal.waitUntilIdle())
    let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
    let encoded = try #require(raw.components(separatedBy: "\u{1B}]52;c;").dropFirst().first).prefix { $0 != "\u{7}" }
    let link = String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
    #expect(link.hasPrefix("\(fixture.bundle)#c-") && link.hasSuffix(":3:persona:0"))
    let id = try #require(link.split(separator: "#").last?.prefix { $0 != ":" })
    terminal.send("ggFoutcome:buyer\r")
    #expect(terminal.shows("of 3"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    let opened = try fixture.explore(rows: 24, columns: 80, at: link)
    #expect(opened.shows(" \(id) · "))
    let absent = try fixture.explore(rows: 24, columns: 120, at: "\(fixture.bundle)#c-9:3:persona:0")
    #expect(absent.shows("the audit has no case c-9:3:persona:0"))
  }

  @Test func markedCasesArePrintedAtTheEnd() throws {
    let terminal = try VirtualTerminal(
      running: "/bin/sh",
      ["-c", "\"$0\" \"$1\" --pick > \"$2\"", Program.path, fixture.bundle, "\(fixture.folder)/picked"],
      environment: fixture.environment.map { "\($0)=\($1)" }, rows: 24, columns: 120)
    #expect(terminal.shows("1 of 6"))
    terminal.send("+j+Q")
    #expect(terminal.waitForExit() && terminal.exitStatus == 0)
    let picked = try String(contentsOfFile: "\(fixture.folder)/picked", encoding: .utf8).split(separator: "\n")
    #expect(picked.count == 2)
    #expect(picked.allSatisfy { $0.hasPrefix("\(fixture.bundle)#c-") && $0.hasSuffix(":3:persona:0") })
  }

  @Test func tagsOfTheConfigurationStandOnDigits() throws {
    let folder = "\(fixture.folder)/.config/walkaway"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("tags: {1: missed-exit}\nreviewer: ann\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/config.yaml"))
    let terminal = try fixture.explore(rows: 24, columns: 120)
    #expect(terminal.shows("simulated answer"))
    terminal.send("1")
    #expect(terminal.shows("tagged missed-exit"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    let tagged = try Program.run(
      ["cases", fixture.bundle, "--where", "tag:missed-exit reviewer:mk"], environment: fixture.environment)
    #expect(tagged.output.split(separator: "\n").count == 1)
  }

  @Test func followsTheSizeOfTheTerminal() throws {
    let terminal = try fixture.explore(rows: 24, columns: 80)
    #expect(terminal.shows("1 of 6"))
    #expect(terminal.resize(rows: 8, columns: 30))
    #expect(terminal.shows("40"))
    #expect(terminal.resize(rows: 60, columns: 200))
    #expect(terminal.shows("simulated answer"))
    #expect(terminal.rows.count == 60)
  }

  @Test func filtersFlagsAndExportsByKeysAlone() throws {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    terminal.send("Foutcome:buyer\r")
    #expect(terminal.shows("of 3"))
    terminal.send("x")
    #expect(terminal.shows("⚑"))
    terminal.send(":write csv \(fixture.folder)/out.csv\r")
    terminal.send("Q")
    #expect(terminal.waitForExit())
    let flagged = try Program.run(
      ["cases", fixture.bundle, "--where", "flag:yes", "--json"], environment: fixture.environment)
    #expect(flagged.status == 0)
    #expect(flagged.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func aSignalToEndSavesAndRestores(_ signal: Int32) throws {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    terminal.send("x")
    #expect(terminal.shows("⚑"))
    #expect(terminal.signal(signal))
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 128 + signal)
    #expect(terminal.isSane)
    let flagged = try Program.run(["cases", fixture.bundle, "--where", "flag:yes"], environment: fixture.environment)
    #expect(flagged.output.split(separator: "\n").count == 1)
  }

  @Test func aCrashLeavesTheTerminalSaneAndTheReviewsSaved() throws {
    // Swift's own crash report would ask the person at the terminal what to show, and wait for the answer.
    let terminal = try fixture.explore(adding: ["SWIFT_BACKTRACE": "enable=no"])
    #expect(terminal.shows("1 of 6"))
    terminal.send("x")
    #expect(terminal.shows("⚑"))
    let watcher = try fixture.explore(reviewer: "other")
    #expect(watcher.shows("⚑"))
    #expect(terminal.signal(SIGSEGV))
    #expect(terminal.waitForExit())
    #expect(terminal.exitSignal == SIGSEGV)
    #expect(!terminal.isAlternate)
    #expect(terminal.isSane)
  }

  @Test(arguments: [SIGUSR1, SIGALRM, SIGXCPU]) func aSignalThatNobodyAskedForLeavesTheTerminalSane(_ signal: Int32)
    throws
  {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    #expect(terminal.signal(signal))
    #expect(terminal.waitForExit())
    #expect(terminal.exitSignal == signal && terminal.isSane && !terminal.isAlternate)
  }

  @Test func stopsAndGoesOn() throws {
    let terminal = try fixture.explore(hasJobControl: true)
    #expect(terminal.shows("1 of 6"))
    terminal.send("\u{1A}")
    #expect(terminal.waitForStop())
    #expect(terminal.isSane)
    terminal.resume()
    #expect(terminal.shows("1 of 6"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0)
  }

  @Test func twoExplorersSeeEachOthersReviews() throws {
    let first = try fixture.explore(reviewer: "ann")
    #expect(first.shows("1 of 6"))
    let second = try fixture.explore(reviewer: "bob")
    #expect(second.shows("1 of 6"))
    first.send("x")
    #expect(second.shows("⚑"))
    second.send("jx")
    second.send("Q")
    #expect(second.waitForExit())
    first.send("Q")
    #expect(first.waitForExit())
    let flagged = try Program.run(["cases", fixture.bundle, "--where", "flag:yes"], environment: fixture.environment)
    #expect(flagged.output.split(separator: "\n").count == 2)
  }

  @Test func theLastPlaceAndFilterComeBack() throws {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    terminal.send("Foutcome:buyer\r")
    #expect(terminal.shows("1 of 3"))
    terminal.send("j")
    #expect(terminal.shows("2 of 3"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    let again = try fixture.explore()
    #expect(again.shows("2 of 3"))
    #expect(again.shows("outcome:buyer"))
  }

  @Test func aVanishedTerminalEndsTheProgram() throws {
    let terminal = try fixture.explore()
    #expect(terminal.shows("1 of 6"))
    terminal.hangUp()
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 129)
  }

  @Test func worksWithoutColours() throws {
    let terminal = try fixture.explore(adding: ["NO_COLOR": "1"])
    #expect(terminal.shows("1 of 6"))
    #expect(terminal.waitUntilIdle())
    let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
    #expect(raw.contains("\u{1B}["))
    #expect(!raw.contains("\u{1B}[38;5;"))
    #expect(!raw.contains("\u{1B}[31m"))
  }
}
