import ArgumentParser
import Cases
import Desk
import Formats
import Interchange

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take bundles, or logs of other programs, into a store; tell what came in, was dropped and was refused.",
    discussion: """
      A path may be a bundle folder, or any file, folder or archive of conversations; - is standard input. Its format is \
      told by its content and said. The outcome is never guessed: name its field, or a second file that holds it.

      An import is one transaction: after a crash, a full disk or Ctrl-C the store is as it was before. Importing the same \
      bundle again changes nothing; one that has changed brings what is new, audit.json included. Reviews and answers \
      that were asked for stay. Where the bundle contradicts the store, or no longer holds what it brought, somebody has \
      to choose: --replace or --keep. What cannot be taken is refused row by row with its place. The status is 65 where \
      nobody chose, where nothing could be taken, and where no row of a file could: then nothing is imported.

      EXAMPLES
        walkaway import sample-data/matchmaking-zh --into audit.walkaway
        walkaway import bundle --into audit.walkaway --strict
        walkaway import bundle --into audit.walkaway --replace
        walkaway import log.jsonl --preview 3
        walkaway import log.jsonl --outcomes orders.csv --on conversation_id \\
          --outcome status --committed paid --into my.walkaway
        walkaway import chats.csv --columns conversation=B2,role=B4,text=Unit \\
          --user 1 --into chats.walkaway
      """)

  @Argument(
    help: "Bundle folders; files, folders and archives of conversations; - for standard input.", completion: .file())
  var paths: [String]

  @Option(name: .long, help: "The store; made where it is not there.", completion: .file())
  var into: String?

  @OptionGroup var log: LogArguments

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

  @Flag(name: .long, help: "With --write-map: overwrite a file that Walkaway did not write.")
  var force = false

  @OptionGroup var choice: ChoiceArguments

  @Flag(name: .long, help: "The report as JSON on standard output.")
  var json = false

  func validate() throws {
    if into == nil, log.preview == nil, log.writeMap == nil { throw ValidationError("Name the store with --into.") }
    if paths.isEmpty { throw ValidationError("Name what to import; - is standard input.") }
    _ = try log.options()
  }

  func run() async throws {
    try await reportingFailures {
      // Logs that are named together are one; each bundle is one of its own.
      let logs = try paths.filter { try isLog($0) }
      var taken: [String] = []
      do {
        for path in paths where !logs.contains(path) {
          try takeBundle(path)
          taken.append(path)
        }
        if !logs.isEmpty { try takeLog(logs) }
      } catch {
        // What is told of this one is not true of those before it.
        if !taken.isEmpty {
          StandardError.write("imported before that, and kept: \(taken.joined(separator: ", "))\n")
        }
        throw error
      }
    }
  }

  private func isLog(_ path: String) throws -> Bool {
    switch try NamedInput(path) {
    case .log: true
    case .bundle: false
    case .store:
      throw CommandFailure(
        .badData, "\(path): is a store",
        remedy: "make a bundle of it: walkaway export \(path) --format bundle --output DIR")
    case .nothing: throw OpenAudit.missing(path)
    }
  }

  private func takeBundle(_ path: String) throws {
    guard let into else { throw CommandFailure(.usage, "--preview and --write-map are for logs") }
    try take(path, into) { try BundleReader(folder: path, options: options($0)) }
  }

  private func takeLog(_ paths: [String]) throws {
    let said = try log.options()
    try LogOpening.refusePart(paths, said)
    let opening = try LogOpening(paths, options: said, reading: options(.ask), into: into)
    defer { opening.close() }
    if let path = log.writeMap {
      try FileOrStandardOutput(path, isForced: force).write(MappingText.heading + opening.reading.mapText)
    }
    if let count = log.preview { return try FileOrStandardOutput().write(try opening.previewText(count)) }
    guard let into else { return }
    StandardError.write(opening.recognitionText + "\n")
    for text in [opening.outcomeText, opening.simulatorText] {
      if let text { StandardError.write(text + "\n") }
    }
    try take(opening.path, into) { choice in
      var reader = try opening.reader()
      reader.options.terms.choice = choice
      return reader
    }
  }

  private func options(_ choice: ContradictionChoice) -> ImportOptions {
    var options = ImportOptions(isStrict: strict, maximumExpanded: maxExpanded?.bytes, replacesNul: replaceNul)
    options.terms.choice = choice
    return options
  }

  private func take(
    _ path: String, _ into: String, _ reader: (ContradictionChoice) throws -> BundleReader
  ) throws {
    let report: ImportReport
    do {
      report = try choice.resolving { choice in
        let reader = try reader(choice)
        let progress = ProgressLine("import", unit: .bytes)
        defer { progress.finish() }
        return try Interrupt().whileWatching { isInterrupted in
          try BundleImport.take(reader, into: into) { step in
            if isInterrupted() { throw ImportError.cancelled }
            progress.update(done: step.bytesDone, total: step.bytesTotal)
          }
        }
      }
    } catch ImportError.cancelled {
      throw CommandFailure(.interrupted, "cancelled; nothing of \(path) was imported")
    } catch let nothing as NothingTaken {
      if json { try tell(nothing.report) }
      throw nothing
    }
    if json { try tell(report) } else { StandardError.write(report.text(from: path, into: into, lines: lines)) }
  }

  private func tell(_ report: ImportReport) throws {
    try FileOrStandardOutput().write((report.json ?? "{}") + "\n")
  }
}
