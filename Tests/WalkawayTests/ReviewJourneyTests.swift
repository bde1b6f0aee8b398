import BuiltProgram
import Foundation
import Glibc
import Testing
import VirtualTerminal

/// A round of blind review in a real terminal, from its drawing to what it comes to.
@Suite(.serialized) struct ReviewJourneyTests {
  private let fixture: JourneyFixture

  init() throws { fixture = try JourneyFixture() }

  private func review(_ arguments: [String]) throws -> VirtualTerminal {
    try VirtualTerminal(
      running: Program.path, ["review", fixture.bundle] + arguments,
      environment: fixture.environment.map { "\($0)=\($1)" }, rows: 24, columns: 80, hasJobControl: false)
  }

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    let result = try Program.run(["review", fixture.bundle] + arguments, environment: fixture.environment)
    return (result.status, result.output, result.errors)
  }

  @Test func aRoundIsDrawnLabelledPausedAndGoneOnWith() throws {
    let none = try run("--reviewer", "mk")
    #expect(none.status == 65 && none.errors.contains("walkaway review") && none.errors.contains("--sample"))
    #expect(try run("--sample", "6", "--seed", "2").status == 0)
    let terminal = try review(["--reviewer", "mk"])
    #expect(terminal.shows("stage?"))
    #expect(!terminal.showsWithin("persona", milliseconds: 200))
    terminal.send("1")
    #expect(terminal.shows("1 of 6 labelled") && terminal.waitUntilIdle() && terminal.shows("stage?"))
    terminal.send("2")
    #expect(terminal.shows("2 of 6 labelled") && terminal.waitUntilIdle() && terminal.shows("stage?"))
    terminal.send("s")
    #expect(terminal.shows("1 skipped") && terminal.waitUntilIdle() && terminal.shows("stage?"))
    // Keys that come before a turn is there mean none: nobody labels what was not seen.
    terminal.send("u")
    #expect(terminal.shows("before: skipped"))
    terminal.send("c")
    #expect(terminal.shows("note"))
    terminal.send("not sure\r3")
    #expect(terminal.shows("3 of 6 labelled"))
    terminal.send("q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0)
    #expect(terminal.isSane)
    let again = try review(["--reviewer", "mk"])
    #expect(again.shows("3 of 6 labelled"))
    for done in 4...6 {
      // A frame that is half painted shows the question of the turn before.
      #expect(again.waitUntilIdle() && again.shows("stage?"))
      again.send("4")
      #expect(again.shows("\(done) of 6 labelled"))
    }
    #expect(again.shows("every turn is done"))
    again.send("Q")
    #expect(again.waitForExit())
    let results = try run("--results")
    #expect(results.status == 0)
    #expect(results.output.contains("AGREEMENT ON THE STAGE") && results.output.contains("mk and judge"))
    let listed = try Program.run(
      ["cases", fixture.bundle, "--where", "reviewer:mk", "--json"], environment: fixture.environment)
    #expect(listed.output.split(separator: "\n").count == 6)
  }

  @Test func aStoreThatCannotBeWrittenSaysSoBeforeTheScreenOpens() throws {
    #expect(try run("--sample", "6").status == 0)
    let copy = "\(fixture.folder)/copy.walkaway"
    let merged = try Program.run(
      ["merge", fixture.bundle, fixture.bundle, "--into", copy], environment: fixture.environment)
    #expect(merged.status == 0)
    #expect(chmod(copy, 0o400) == 0)
    guard access(copy, W_OK) != 0 else { return }
    let refused = try Program.run(["review", copy, "--reviewer", "mk"], environment: fixture.environment)
    #expect(refused.status == 74)
  }
}
