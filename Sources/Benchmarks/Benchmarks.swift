import ArgumentParser
import Foundation

/// The measurements of the design, each a command. Run them from the package's folder, in a release build.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Measure what the program must reach, beside numpy, SciPy, pandas, Polars and DuckDB where installed.",
    subcommands: [
      CaseTableCommand.self, ResamplingCommand.self, AuditCommand.self, StudiesCommand.self,
      FloorsCommand.self, GeneratedStudiesCommand.self, ErrorRatesCommand.self, WholeCommand.self,
      CompareCommand.self, GrowthCommand.self, EndpointCommand.self,
    ])
}

struct CaseTableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case-table", abstract: "Filter, stage table, facets and order of a case table in memory.")

  @Option(help: "Conversations of four pairs each.")
  var conversations = 1_000_000

  @Flag(inversion: .prefixedNo, help: "Run the same work in Python where its packages are installed.")
  var peers = true

  func run() { runCaseTableBenchmarks(conversations: conversations, withPeers: peers) }
}

struct ResamplingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resampling", abstract: "Cluster bootstrap and permutation test at the sizes S, M and L.")

  @Flag(inversion: .prefixedNo, help: "Run the same work in Python where its packages are installed.")
  var peers = true

  func run() async throws { try await runResamplingBenchmarks(withPeers: peers) }
}

struct FloorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "floors", abstract: "References and floors of every figure at the sizes S, M and L.")

  func run() async throws { try await runFloorBenchmarks() }
}

struct WholeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whole", abstract: "Every page of whole conversations, real against simulated.")

  @Option(help: "Conversations of either side.")
  var conversations = 100_000

  func run() async throws { try await runWholeBenchmarks(conversations: conversations) }
}

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Generate, import, open, list and page through an audit on disk.")

  @Option(help: "Conversations of the generated audit.")
  var conversations = 100_000

  @Option(help: "Where the audit is made; removed again.")
  var folder = "/tmp"

  func run() throws { try AuditWork(conversations: conversations, folder: folder).run() }
}

struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "How the cost of every row of the case table, or of every command, grows with the audit.")

  @Option(parsing: .upToNextOption, help: "Numbers of conversations, ascending.")
  var sizes = [10_000, 100_000, 1_000_000, 4_000_000]

  @Option(help: "A program, or a commit, whose commands are measured in place of the case table.")
  var commands: String?

  @Option(help: "How often each command runs.")
  var rounds = 3

  @Option(help: "Where audits are made; removed again.")
  var folder = "/tmp/walkaway-growth"

  func validate() throws {
    guard sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }), zip(sizes, sizes.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw ValidationError("--sizes ascends, and has two numbers at least.")
    }
  }

  func run() throws {
    guard let commands else { return runGrowthBenchmarks(sizes: sizes) }
    try CommandGrowth(program: ComparedProgram(commands, folder: folder), sizes: sizes, rounds: rounds).run(in: folder)
  }
}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "The program's commands by two commits, in turn in one run.",
    discussion: """
      A commit is built once, in --folder. Or name programs that are there: ./old/walkaway. What was measured is added to \
      the history, a line of JSON.
      """)

  @Argument(help: "A commit, or a program's path.")
  var old: String

  @Argument(help: "Another one.")
  var new: String

  @Option(help: "Conversations of the generated audit.")
  var conversations = 20_000

  @Option(help: "How often each runs each command.")
  var rounds = 5

  @Option(help: "Where commits are built, and the audit is made.")
  var folder = "/tmp/walkaway-compare"

  @Option(help: "The file of what was measured.")
  var history = "Tests/Oracles/benchmark_history.jsonl"

  func run() throws {
    let (first, second) = (
      try ComparedProgram(old, folder: folder), try ComparedProgram(new, folder: folder)
    )
    let place = "\(folder)/run-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    try Comparison(old: first, new: second, conversations: conversations, rounds: rounds).run(
      in: place, history: history.isEmpty ? nil : history)
  }
}

struct EndpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endpoint",
    abstract: "Requests of simulate and label, beside libcurl alone, asyncio + httpx and wrk.",
    discussion: "Needs cc and libcurl's headers. It is the walkaway beside this program that is measured.")

  @Option(help: "Conversations of the generated audit: three requests each and more.")
  var conversations = 14_000

  @Option(help: "How often each client runs under each load.")
  var rounds = 1

  @Option(help: "About how long a run lasts, in seconds; a short one is told by its first and last moments.")
  var seconds = 16.0

  @Option(parsing: .upToNextOption, help: "Requests under way at once.")
  var connections = [32, 128]

  @Option(parsing: .upToNextOption, help: "How long the endpoint takes to answer, in milliseconds.")
  var delays = [0, 50, 200]

  @Option(parsing: .upToNextOption, help: "Other programs that are measured in the same run: ./old/walkaway.")
  var beside: [String] = []

  @Option(help: "Where the audit is made; removed again.")
  var folder = "/tmp"

  func run() throws {
    let place = "\(folder)/walkaway-endpoint-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let loads = delays.flatMap { delay in connections.map { EndpointLoad(connections: $0, delay: delay) } }
    try EndpointBenchmark(
      conversations: conversations, rounds: rounds, seconds: seconds, beside: beside, loads: loads
    ).run(in: place)
  }
}

struct StudiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studies", abstract: "Type-I error and coverage of the defaults on clustered null data.")

  @Option(help: "Simulated audits a cell.")
  var audits = 2000

  func run() async throws { try await runSimulationStudies(audits: audits) }
}

struct GeneratedStudiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generated-studies",
    abstract: "Recovery of planted truth, and what a perfect outcome-blind simulator shows, on generated audits.")

  @Option(help: "Generated audits a cell.")
  var audits = 500

  func run() async throws { try await runGeneratedAuditStudies(audits: audits) }
}

struct ErrorRatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "error-rates",
    abstract: "The table of error rates: generated audits through import and analysis, against what is to hold.")

  @Option(help: "Audits a cell.")
  var audits = 200

  @Option(help: "Audits a cell of more than 1,000 conversations.")
  var largeAudits = 40

  @Option(help: "Audits that grow in their stores, looked at a hundred times each.")
  var growingAudits = 40

  @Option(parsing: .upToNextOption, help: "Numbers of conversations.")
  var sizes = [60, 200, 2790]

  @Option(help: "Bootstrap resamples of each audit.")
  var resamples = 999

  @Option(help: "The seed of the first audit.")
  var seed: UInt64 = 20_260_620

  @Option(help: "Only the rows whose truth contains this text.")
  var only: String?

  @Option(help: "The Markdown file that is written; standard output without.")
  var output: String?

  func run() async throws {
    let rates = ErrorRates(
      sizes: sizes, audits: audits, largeAudits: largeAudits, growingAudits: growingAudits, resamples: resamples,
      seed: seed)
    let command = (["swift run -c release Benchmarks"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
    let date = Date.now.formatted(.iso8601.year().month().day())
    var table = ""
    try await rates.run(only: only) {
      FileHandle.standardError.write(Data(($0 + "\n").utf8))
    } finished: { results in
      table = ErrorRateTable(results: results, rates: rates, command: command, date: date).markdown
      if let output { try Data(table.utf8).write(to: URL(fileURLWithPath: output)) }
    }
    if output == nil { print(table) }
  }
}
