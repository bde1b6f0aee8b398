import BuiltProgram
import Foundation
import ScriptedEndpoint
import Synchronization
import Testing
import VirtualTerminal

/// The program is stopped at random moments; nothing that was answered is lost, nothing is stored twice.
@Suite struct ProbingKillTests {
  /// How often, as `WALKAWAY_KILLS` says; few where it says nothing, so that the suite stays quick.
  private let kills = ProcessInfo.processInfo.environment["WALKAWAY_KILLS"].flatMap { Int($0) } ?? 10

  @Test(arguments: ["simulate", "label"]) func killedAtAnyMomentItGoesOnWhereItWas(command: String) throws {
    let isLabel = command == "label"
    // The server kills the program after a number of requests that differs every time; the last ones may be on the way.
    let victim = Mutex<(process: Int32, after: Int)>((0, .max))
    let answered = Atomic<Int>(0)
    let concurrency = 4
    let files = try ProbingFiles(conversations: 40 + 2 * kills) { request in
      let isOver = victim.withLock { state in
        state.after -= 1
        if state.after == 0, state.process > 0 { kill(state.process, SIGKILL) }
        return state.after <= 0
      }
      if isOver { return .close }
      answered.add(1, ordering: .relaxed)
      return ProbingFiles.answer(request)
    }
    // Two of the three points have a real turn to label beside the simulated one.
    let wanted = (40 + 2 * kills) * (isLabel ? 2 + ProbingFiles.points : ProbingFiles.points)
    let file = isLabel ? "labels.jsonl" : "simulations.jsonl"
    if isLabel { #expect(try files.simulate("--concurrency", "32").status == 0) }
    var stored = 0
    for round in 0..<kills {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = [
        command, files.store, isLabel ? "--instrument" : "--simulator", isLabel ? files.judge : files.simulator,
        "--base-url", files.server.baseURL, "--concurrency", "\(concurrency)",
      ]
      process.environment = files.fixture.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      let before = answered.load(ordering: .relaxed)
      try victim.withLock {
        try process.run()
        $0 = (process.processIdentifier, 1 + (round * 7) % 6)
      }
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      // Every answer but those in flight is there, and the store opens.
      let answers = try files.exported(file)
      let acknowledged = answered.load(ordering: .relaxed) - before
      #expect(answers.count >= stored + acknowledged - concurrency)
      #expect(answers.count <= stored + acknowledged)
      stored = answers.count
      let places = answers.map { "\($0["conversation"] ?? "")/\($0["turn"] ?? "")/\($0["source"] ?? "")" }
      #expect(Set(places).count == stored)
    }
    victim.withLock { $0 = (0, .max) }
    let before = answered.load(ordering: .relaxed)
    let rest = try isLabel ? files.label("--concurrency", "32") : files.simulate("--concurrency", "32")
    #expect(rest.status == 0)
    // Only what was not stored is asked for.
    #expect(answered.load(ordering: .relaxed) - before == wanted - stored)
    #expect(try files.exported(file).count == wanted)
  }

  @Test func interruptedItFinishesWhatIsUnderWayAndSaysHowToGoOn() throws {
    let victim = Mutex<Int32>(0)
    let files = try ProbingFiles(conversations: 30) { request in
      let process = victim.withLock { $0 }
      if request.number == 10, process > 0 { kill(process, SIGINT) }
      return ProbingFiles.answer(request)
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "simulate", files.store, "--simulator", files.simulator, "--base-url", files.server.baseURL, "--concurrency", "4",
    ]
    process.environment = files.fixture.environment
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try victim.withLock {
      try process.run()
      $0 = process.processIdentifier
    }
    process.waitUntilExit()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 130)
    #expect(text.contains("the same command goes on where it stopped"))
    #expect(try files.exported("simulations.jsonl").count == files.server.received)
    let received = files.server.received
    #expect(try files.simulate().status == 0)
    #expect(files.server.received == 90)
    #expect(received < 90)
  }

  @Test func theExplorerShowsCasesAsTheyArrive() throws {
    let files = try ProbingFiles(conversations: 4)
    #expect(try files.simulate().status == 0)
    #expect(try files.label("--limit", "2").status == 0)
    let variables = files.fixture.environment.map { "\($0)=\($1)" }
    let terminal = try VirtualTerminal(
      running: Program.path, [files.store, "--reviewer", "mk"], environment: variables, rows: 24, columns: 100)
    #expect(terminal.shows("1 of 6"))
    terminal.send("j")
    #expect(terminal.shows("2 of 6"))
    #expect(try files.label().status == 0)
    #expect(terminal.shows("of 12"))
    terminal.send("Q")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0)
  }
}
