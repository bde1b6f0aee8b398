import ArgumentParser
import Desk

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find faults of simulated users and of their harnesses, by their words.",
    discussion: """
      Every simulated turn of an audit is looked at, in probes and in whole simulated conversations; of a log of another \
      program every user turn, which is taken for the simulator's. A fault is no decision, and none is counted as one. \
      walkaway help faults says what each rule looks for and how well it finds it.

      EXIT STATUS
        0 whatever was found; with --strict 1 where something was.

      EXAMPLES
        walkaway lint AUDIT
        walkaway lint AUDIT --fault role-flip --fault echo --csv > faults.csv
        walkaway lint results.json --strict
        walkaway lint chats.csv --columns conversation=B2,role=B4,text=Unit --user 1
      """)

  @Argument(
    help: "A store file, a bundle folder, or a file, folder or archive of another program's conversations.",
    completion: .file())
  var path: String

  @Option(name: .long, help: "Only this fault; several times for several.")
  var fault: [String] = []

  @Option(name: .long, help: "Only this simulator of an audit.")
  var simulator: String?

  @Option(
    name: .long, help: "At most so many findings; text shows \(LintReport.usualLimitOfText) where it is not said.")
  var limit: Int?

  @Flag(name: .long, help: "Rules too that are off because they are wrong too often in a language.")
  var allRules = false

  @OptionGroup var fields: FieldArguments

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "One row a finding.")
  var csv = false

  @OptionGroup var form: CSVArguments

  @Flag(name: .long, help: "End with status 1 where a fault was found.")
  var strict = false

  func validate() throws {
    if json && csv { throw ValidationError("Choose --json or --csv.") }
    try form.validate(isUsed: csv, with: "--csv")
    if let limit, limit < 0 { throw ValidationError("--limit is a number of findings, 0 or more.") }
    _ = try fields.options()
  }

  func run() async throws {
    var found = 0
    try await reportingFailures {
      let choice = try LintChoice(faults: fault, simulator: simulator, hasAllRules: allRules)
      let input = try input()
      defer { if case .log(let log) = input { log.close() } }
      found = try FileOrStandardOutput().write { write in
        try withoutActuallyEscaping(write) { write in
          var report = LintReport(
            json ? .json : csv ? .csv(form.form) : .text, limit: limit, choice: choice, to: write)
          try report.begin()
          let counts = try input.findings(choice) { try report.add($0) }
          try report.end(counts)
          return counts.found
        }
      }
    }
    if strict, found > 0 { throw ExitCode(1) }
  }

  private func input() throws -> LintInput {
    guard try NamedInput(path) == .log else {
      let said = fields.said
      guard said.isEmpty else {
        throw CommandFailure(
          .usage, "\(path): an audit says itself what its fields mean",
          remedy: "leave \(said.joined(separator: " and ")) out")
      }
      return .store(try AuditArgument.open(path).store)
    }
    let log = try LintInput.log(at: path, options: try fields.options())
    StandardError.write(log.recognitionText + "\n")
    return .log(log)
  }
}
