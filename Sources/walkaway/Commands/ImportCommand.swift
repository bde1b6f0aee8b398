import ArgumentParser
import Cases
import Desk
import Interchange

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take bundles into a store, and tell what came in, was dropped and was refused.",
    discussion: """
      An import is one transaction: after a crash, a full disk or Ctrl-C the store is as it was before. Importing the same
      bundle again changes nothing; one that has changed brings what is new, audit.json included. Reviews and answers
      that were asked for stay. Where the bundle contradicts the store, or no longer holds what it brought, somebody has
      to choose: --replace or --keep. The status is 65 where nobody chose, and where nothing could be taken.

      EXAMPLES
        walkaway import sample-data/matchmaking-zh --into audit.walkaway
        walkaway import bundle --into audit.walkaway --strict
        walkaway import bundle --into audit.walkaway --replace
      """)

  @Argument(help: "Bundle folders.", completion: .directory)
  var paths: [String]

  @Option(name: .long, help: "The store; made where it is not there.", completion: .file())
  var into: String

  @Flag(name: .long, help: "Stop at the first refused row with status 65 and nothing imported.")
  var strict = false

  @Option(name: .long, help: "How many refused rows are told one by one.")
  var lines = 20

  @OptionGroup var choice: ChoiceArguments

  @Flag(name: .long, help: "The report as JSON on standard output.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      for path in paths { try take(path) }
    }
  }

  private func take(_ folder: String) throws {
    let report: ImportReport
    do {
      report = try choice.resolving { try take(folder, $0) }
    } catch let nothing as NothingTaken {
      if json { try tell(nothing.report) }
      throw nothing
    }
    if json { try tell(report) } else { StandardError.write(report.text(from: folder, into: into, lines: lines)) }
  }

  private func take(_ folder: String, _ choice: ContradictionChoice) throws -> ImportReport {
    let progress = ProgressLine("import", unit: .bytes)
    defer { progress.finish() }
    return try Interrupt().whileWatching { isInterrupted in
      try BundleImport.take(folder, into: into, isStrict: strict, choice: choice) { step in
        if isInterrupted() { throw ImportError.cancelled }
        progress.update(done: step.bytesDone, total: step.bytesTotal)
      }
    }
  }

  private func tell(_ report: ImportReport) throws {
    try FileOrStandardOutput().write((report.json ?? "{}") + "\n")
  }
}
