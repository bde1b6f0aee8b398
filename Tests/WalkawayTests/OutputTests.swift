import BuiltProgram
import Foundation
import Glibc
import Testing
import VirtualTerminal

/// What leaves the program, and where to.
@Suite struct OutputTests {
  private let fixture: JourneyFixture
  private let store: String

  init() throws {
    fixture = try JourneyFixture()
    store = "\(fixture.folder)/a.walkaway"
    let result = try Program.run(["import", fixture.bundle, "--into", store], environment: fixture.environment)
    #expect(result.status == 0)
  }

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(arguments, environment: fixture.environment, folder: fixture.folder)
  }

  private func shell(_ command: String) throws -> (status: Int32, output: String, errors: String) {
    let result = try Program.run(
      "/bin/bash", ["-c", command], environment: fixture.environment.merging(["W": Program.path]) { $1 },
      in: fixture.folder)
    return (
      result.status, String(decoding: result.output, as: UTF8.self), String(decoding: result.errors, as: UTF8.self)
    )
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(fixture.folder)/\(name)", encoding: .utf8)
  }

  private static let quick = ["--resamples", "100", "--permutations", "100"]

  @Test(arguments: [
    ["export", "--format", "csv"], ["export", "--format", "csv", "--csv-bom"], ["export", "--format", "jsonl"],
    ["export", "--format", "jsonl", "--without-text"], ["export", "--format", "markdown", "--redact"],
    ["export", "--format", "markdown", "--report"] + quick, ["export", "--format", "html"] + quick,
    ["receipt", "--json"] + quick, ["receipt"] + quick,
  ])
  func aCommandRunAgainReplacesWhatItWroteAndNothingElse(command: [String]) throws {
    func write(_ more: String...) throws -> (status: Int32, output: String, errors: String) {
      try Program.run(
        [command[0], store] + command.dropFirst() + ["--output", "out"] + more, environment: fixture.environment,
        folder: fixture.folder)
    }
    for _ in 0..<2 { #expect(try write().status == 0, "\(command)") }
    for stranger in ["keep", "# Notes\n\nof mine", #"{"conversation":"c-0","turn":1,"source":"real"}"#] {
      try stranger.write(toFile: "\(fixture.folder)/out", atomically: false, encoding: .utf8)
      let refused = try write()
      #expect(refused.status == 64 && refused.errors.contains("--force"), "\(refused.errors)")
      #expect(try text("out") == stranger)
    }
    #expect(try write("--force").status == 0)
    #expect(try text("out") != "keep")
    // A file without anything in it is nobody's.
    try "".write(toFile: "\(fixture.folder)/out", atomically: false, encoding: .utf8)
    #expect(try write().status == 0)
  }

  @Test func aGateReplacesItsOwnFileAlone() throws {
    try "version: 1\nresamples: 50\nrules:\n  conversations: {at_least: 1}\n".write(
      toFile: "\(fixture.folder)/p.yaml", atomically: false, encoding: .utf8)
    for _ in 0..<2 { #expect(try run("check", store, "--policy", "p.yaml", "--junit", "j.xml").status == 0) }
    try "keep".write(toFile: "\(fixture.folder)/j.xml", atomically: false, encoding: .utf8)
    #expect(try run("check", store, "--policy", "p.yaml", "--junit", "j.xml").status == 64)
    #expect(try text("j.xml") == "keep")
    #expect(try run("check", store, "--policy", "p.yaml", "--junit", "j.xml", "--force").status == 0)
    #expect(try run("check", store, "--policy", "p.yaml", "--junit", "/dev/stdout").output.contains("<testsuites"))
  }

  @Test func streamsAreWrittenInto() throws {
    let whole = try run("export", store, "--format", "jsonl").output
    #expect(!whole.isEmpty)
    for command in [
      "$W export a.walkaway --format jsonl -o /dev/stdout", "$W export a.walkaway --format jsonl -o /dev/stdout | cat",
      "$W export a.walkaway --format jsonl -o /dev/fd/7 7>&1",
      "$W export a.walkaway --format jsonl -o >(cat >&1) | cat",
      "mkfifo p; cat p & $W export a.walkaway --format jsonl -o p; wait; [ -p p ]",
      "printf '' > o; $W export a.walkaway --format jsonl -o /dev/stdout >> o; cat o",
    ] {
      let result = try shell(command)
      #expect(result.output == whole && result.status == 0, "\(command): \(result.errors)")
    }
  }

  @Test func aDescriptorThatWasClosedIsNoFilesAndNothingCrashes() throws {
    for command in [
      "$W cases nofile 2>&-", "$W cases nofile 2>/dev/full", "$W cases nofile 2> >(true)",
      "$W cases nofile <&- >&- 2>&-",
    ] { #expect(try shell(command).status == 66, "\(command)") }
    for command in [
      "$W import bundle --into b.walkaway 2>&-", "$W export a.walkaway -o c.csv 2>&-",
      "$W export a.walkaway -o c.csv 2>/dev/full <&-", "$W export a.walkaway -o c.csv >&- <&- 2>&-",
      "$W cases a.walkaway --json 2>&- <&-",
    ] { #expect(try shell(command).status == 0, "\(command)") }
    #expect(try text("c.csv").hasPrefix("conversation,outcome"))
    for command in ["$W cases a.walkaway >&-", "$W cases a.walkaway > /dev/full", "$W --help > /dev/full"] {
      #expect(try shell(command).status == 74, "\(command)")
    }
  }

  /// Every way in which a stranger's word, or the user's own, reaches standard error.
  @Test func nothingOnStandardErrorActs() throws {
    let word = "\u{1B}]52;c;eA==\u{7}\u{9B}2J\u{202E}x"
    let row = try JSONSerialization.data(withJSONObject: ["conversation": word, "turn": 1, "simulator": "persona"])
    let file = try #require(FileHandle(forWritingAtPath: "\(fixture.bundle)/simulations.jsonl"))
    try file.seekToEnd()
    try file.write(contentsOf: row + Data("\n".utf8))
    try file.close()
    try "version: 1\nrules:\n  \"\\e[31mx\": {at_most: 1}\n".write(
      toFile: "\(fixture.folder)/p.yaml", atomically: false, encoding: .utf8)
    for arguments in [
      ["import", fixture.bundle, "--into", "b"], ["import", fixture.bundle, "--into", "c", "--strict"],
      ["cases", word],
      ["cases", store, "--sort", word], ["cases", store, "--where", word], ["stats", store, "--simulator", word],
      ["cases", store, word], ["cases", store, "--\(word)"], ["stats", store, "--level", word], ["help", word],
      ["check", store, "--policy", "p.yaml"], ["check", store, "--policy", word],
      ["export", store, "-o", "\(word)/\(word)"],
      ["plan", store, "--simulator", word], ["verify", word, store], ["import", word, "--into", word],
    ] {
      let result = try Program.run(arguments, environment: fixture.environment, folder: fixture.folder)
      let isActing = result.errors.unicodeScalars.contains {
        $0 != "\n" && $0 != "\t" && $0.properties.generalCategory == .control || $0 == "\u{202E}"
      }
      #expect(!result.errors.isEmpty && !isActing, "\(arguments): \(result.errors.debugDescription)")
    }
  }

  @Test(arguments: [
    ["cases", "--csv"], ["cases", "--json", "--text"], ["export", "--format", "csv"], ["export", "--format", "jsonl"],
    ["export", "--format", "csv", "--output", "/dev/tty"],
  ])
  func aTerminalGetsNothingThatActsAndAPipeEverything(command: [String]) throws {
    let arguments = [command[0], store] + command.dropFirst()
    let variables = fixture.environment.map { "\($0)=\($1)" }
    let terminal = try VirtualTerminal(
      running: Program.path, arguments, environment: variables, rows: 60, columns: 200, hasJobControl: true)
    #expect(terminal.waitForExit())
    let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
    #expect(raw.contains("drawkca") && !raw.contains("\u{202E}") && !raw.contains("\u{1B}]0") && !raw.contains("\u{7}"))
    guard !command.contains("/dev/tty") else { return }
    let piped = try Program.run(arguments, environment: fixture.environment)
    #expect(piped.output.contains("\u{202E}"))
  }

  @Test func aSpreadsheetIsToldWhatItNeeds() throws {
    for command in [["cases", store, "--csv"], ["export", store], ["stats", store, "--csv"] + OutputTests.quick] {
      let plain = try Program.run(Program.path, command, environment: fixture.environment).output
      let marked = try Program.run(Program.path, command + ["--csv-bom"], environment: fixture.environment).output
      #expect(marked == Data([0xEF, 0xBB, 0xBF]) + plain)
    }
    for command in [["cases", store], ["stats", store, "--json"], ["export", store, "--format", "jsonl"]] {
      for option in [["--csv-bom"], ["--csv-guard", "none"]] {
        #expect(try Program.run(command + option, environment: fixture.environment).status == 64)
      }
    }
  }

  @Test func aCellThatASpreadsheetCutsIsTold() throws {
    let long = String(repeating: "長", count: 32_768)
    let path = "\(fixture.bundle)/simulations.jsonl"
    let lines = try String(contentsOfFile: path, encoding: .utf8)
    try lines.replacing("simulated answer 0", with: long).write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try run("import", "bundle", "--into", "long").status == 0)
    for command in [["cases", "long", "--csv"], ["export", "long"]] {
      let result = try Program.run(command, environment: fixture.environment, folder: fixture.folder)
      #expect(result.status == 0 && result.errors.contains("1 cell is longer than the 32767 characters"))
    }
    #expect(try run("export", "long", "--format", "jsonl").errors.isEmpty)
  }

  @Test func aKilledExportLeavesNothingThatTheNextDoesNotClear() throws {
    #expect(try run("generate", "--conversations", "200", "--text", "short", "--into", "large").status == 0)
    #expect(try run("import", "large", "--into", "l.walkaway").status == 0)
    let folder = "\(fixture.folder)/k"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGKILL] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = ["export", "l.walkaway", "--format", "bundle", "--output", "k/b"]
      process.environment = fixture.environment
      process.currentDirectoryURL = URL(fileURLWithPath: fixture.folder)
      process.standardError = FileHandle.nullDevice
      try process.run()
      // The bundle's folder is there before its files are.
      while process.isRunning, try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty {
        sched_yield()
      }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty == (signal != SIGKILL), "\(left)")
      #expect(try run("export", "a.walkaway", "--output", "k/c").status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["c"])
      try FileManager.default.removeItem(atPath: "\(folder)/c")
    }
  }

  /// Whatever runs programs from threads of a pool, as Foundation's `Process` may, hands down that nothing is let in.
  @Test(.timeLimit(.minutes(2))) func aProgramThatWasStartedWithBlockedSignalsCanBeEnded() throws {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["import", "-", "--into", "never"]
    process.currentDirectoryURL = URL(fileURLWithPath: fixture.folder)
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    try process.run()
    pthread_sigmask(SIG_SETMASK, &before, nil)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
    withExtendedLifetime(input) {}
  }

  @Test func whatIsOnesOwnIsForOneself() throws {
    #expect(try run("cases", fixture.bundle).status == 0)
    let files = FileManager.default
    for folder in ["data/walkaway", "cache/walkaway"] where files.fileExists(atPath: "\(fixture.folder)/\(folder)") {
      let paths = [folder] + (files.subpaths(atPath: "\(fixture.folder)/\(folder)") ?? []).map { "\(folder)/\($0)" }
      for path in paths {
        var status = stat()
        #expect(lstat("\(fixture.folder)/\(path)", &status) == 0 && status.st_mode & 0o077 == 0, "\(path)")
      }
    }
  }
}
