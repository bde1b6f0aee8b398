import BuiltProgram
import Foundation
import GRDB
import Glibc
import Testing
import VirtualTerminal

/// Stores that others hold, or that nobody may write.
@Suite(.serialized) struct StoreJourneyTests {
  private let fixture: JourneyFixture
  private let store: String

  init() throws {
    fixture = try JourneyFixture()
    store = "\(fixture.folder)/store/audit.walkaway"
    let made = try Program.run(["import", fixture.bundle, "--into", store], environment: fixture.environment)
    try #require(made.status == 0)
  }

  private func explore() throws -> VirtualTerminal {
    try VirtualTerminal(
      running: Program.path, [store, "--reviewer", "mk"], environment: fixture.environment.map { "\($0)=\($1)" },
      rows: 24, columns: 100, hasJobControl: false)
  }

  @Test func whileAnotherProcessWritesKeysGoOnAndNothingIsLost() throws {
    let terminal = try explore()
    #expect(terminal.shows("1 of 6"))
    let other = try DatabaseQueue(path: store)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      terminal.send("x")
      #expect(terminal.shows("saving 1"))
      terminal.send("j")
      #expect(terminal.shows("2 of 6"))
      terminal.send("Q")
      #expect(terminal.waitForExit())
      try db.execute(sql: "ROLLBACK")
    }
    #expect(terminal.exitStatus == 74)
    #expect(terminal.isSane)
    let state = "\(fixture.folder)/.local/state/walkaway"
    let folder = try #require(
      try FileManager.default.contentsOfDirectory(atPath: state).first { $0.hasPrefix("reviews-") })
    let taken = try Program.run(
      ["import", "\(state)/\(folder)", "--into", store, "--strict"], environment: fixture.environment)
    #expect(taken.status == 0, "\(taken.errors)")
    let flagged = try Program.run(["cases", store, "--where", "flag:yes"], environment: fixture.environment)
    #expect(flagged.output.split(separator: "\n").count == 1)
  }

  @Test func aStoreThatIsCutShortUnderTheExplorerEndsNothing() throws {
    let terminal = try explore()
    #expect(terminal.shows("1 of 6"))
    #expect(truncate(store, 100) == 0)
    terminal.send("jjjGg")
    terminal.send("x")
    #expect(terminal.shows("not kept yet"))
    terminal.send("\u{3}")
    terminal.send("Q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 74)
    #expect(terminal.isSane)
  }

  /// Permissions do not bind root: it gives them up first.
  private func runAsNobody(_ arguments: [String], in folder: String) throws -> (status: Int32, text: String) {
    let environment = fixture.environment
    if geteuid() != 0 {
      let result = try Program.run(arguments, environment: environment, folder: folder)
      return (result.status, result.output + result.errors)
    }
    let ids = ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path]
    let result = try Program.run("/usr/bin/setpriv", ids + arguments, environment: environment, in: folder)
    return (result.status, String(decoding: result.output + result.errors, as: UTF8.self))
  }

  private static let canBeNobody = geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  @Test(.enabled(if: canBeNobody, "the tests run as root, and setpriv is not installed"))
  func aStoreThatMayNotBeWrittenIsReadByEveryCommand() throws {
    let folder = "\(fixture.folder)/store"
    #expect(chmod(store, 0o444) == 0 && chmod(folder, 0o555) == 0)
    defer { chmod(folder, 0o755) }
    try #require(try runAsNobody(["--version"], in: folder).status == 0, "another user may not run the program")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    for arguments in [
      ["cases", "audit.walkaway"], ["stats", "audit.walkaway", "--resamples", "20"],
      ["export", "audit.walkaway", "--format", "jsonl"], ["receipt", "audit.walkaway", "--json", "--resamples", "20"],
      ["plan", "audit.walkaway"],
    ] {
      let result = try runAsNobody(arguments, in: folder)
      #expect(result.status == 0, "\(arguments): \(result.text)")
    }
    let refused = try runAsNobody(["import", fixture.bundle, "--into", "audit.walkaway"], in: folder)
    #expect(refused.status == 74 && refused.text.contains("can only be read"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == names)
  }

  /// Columns that belong to other records, with everything that vouches for them.
  @Test func whatOthersRelyOnIsNotMadeWhereTheKeptCasesAreOfOtherRecords() throws {
    let other = "\(fixture.folder)/other.walkaway"
    let labels = "\(fixture.bundle)/labels.jsonl"
    let text = try String(contentsOfFile: labels, encoding: .utf8)
    try #require(text.contains("deciding"))
    try Data(text.replacing("deciding", with: "resisting").utf8).write(to: URL(fileURLWithPath: labels))
    let made = try Program.run(["import", fixture.bundle, "--into", other], environment: fixture.environment)
    try #require(made.status == 0)
    try DatabaseQueue(path: store).inDatabase { db in
      try db.execute(
        sql: """
          ATTACH '\(other)' AS other;
          DELETE FROM main.case_column; DELETE FROM main.case_table;
          INSERT INTO main.case_column SELECT * FROM other.case_column;
          INSERT INTO main.case_table SELECT * FROM other.case_table;
          """)
    }
    let policy = "\(fixture.folder)/policy.yaml"
    let example = try Program.run(["check", "--example-policy"], environment: fixture.environment)
    try Data(example.output.utf8).write(to: URL(fileURLWithPath: policy))
    for command in [["receipt", store, "--resamples", "20"], ["check", store, "--policy", policy]] {
      let result = try Program.run(command, environment: fixture.environment)
      #expect(result.status == 65 && result.errors.contains("the store is damaged"), "\(command): \(result)")
    }
  }

  /// Looking at the file of the open store took its locks away, and what was flagged went into changes that nobody read.
  @Test func anExportOntoTheOpenStoreIsRefusedAndItsLocksStay() throws {
    let terminal = try explore()
    #expect(terminal.shows("1 of 6"))
    terminal.send("x")
    #expect(terminal.shows("⚑"))
    for name in [store, store + "-wal", store + "-shm"] {
      terminal.send(":export shown csv \(name)\r")
      // The refusal names the file, and is longer than the line.
      #expect(terminal.shows("L all") && terminal.waitUntilIdle())
    }
    func flagged() throws -> Int {
      let run = try Program.run(
        ["cases", store, "--where", "flag:yes", "--json"], environment: fixture.environment)
      return run.output.split(separator: "\n").count
    }
    #expect(try flagged() == 1)
    terminal.send("jx")
    #expect(terminal.shows("⚑ 2"))
    #expect(try flagged() == 2)
    terminal.send("Q")
    #expect(terminal.waitForExit() && terminal.exitStatus == 0)
    #expect(try flagged() == 2)
  }
}
