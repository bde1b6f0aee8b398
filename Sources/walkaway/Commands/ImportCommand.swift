import ArgumentParser
import Desk
import Interchange

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take bundles into a store, and tell what came in, was dropped and was refused.",
    discussion: """
      An import is one transaction: after a crash, a full disk or Ctrl-C the store is as it was before. Importing the same
      bundle again changes nothing. What cannot be taken is refused row by row with its place; a file of which no row
      can be taken refuses the whole import with status 65.

      EXAMPLES
        walkaway import sample-data/matchmaking-zh --into audit.walkaway
        walkaway import bundle --into audit.walkaway --strict
      """)

  @Argument(help: "Bundle folders.", completion: .directory)
  var paths: [String]

  @Option(name: .long, help: "The store; made where it is not there.", completion: .file())
  var into: String

  @Flag(name: .long, help: "Stop at the first refused row with status 65 and nothing imported.")
  var strict = false

  @Flag(name: .long, help: "Take texts that hold U+0000, with U+FFFD in its place, and count them.")
  var replaceNul = false

  @Option(
    name: .long,
    help: "How much may come out of one packed file, such as 100GB; 200 times its size where it is not said.")
  var maxExpanded: ByteSize?

  @Option(name: .long, help: "How many refused rows are told one by one.")
  var lines = 20

  @Flag(name: .long, help: "The report as JSON on standard output.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      for path in paths { try take(path) }
    }
  }

  private var options: ImportOptions {
    ImportOptions(isStrict: strict, maximumExpanded: maxExpanded?.bytes, replacesNul: replaceNul)
  }

  private func take(_ folder: String) throws {
    let progress = ProgressLine("import", unit: .bytes)
    let report = try Interrupt().whileWatching { isInterrupted in
      try BundleImport.take(folder, into: into, options: options) { step in
        if isInterrupted() { throw ImportError.cancelled }
        progress.update(done: step.bytesDone, total: step.bytesTotal)
      }
    }
    progress.finish()
    if json {
      try FileOrStandardOutput().write((report.json ?? "{}") + "\n")
    } else {
      StandardError.write(report.text(from: folder, into: into, lines: lines))
    }
  }
}
