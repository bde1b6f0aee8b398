import ArgumentParser
import AuditStore
import Desk
import Receipt

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "A gate for builds: does the simulator keep the limits of a policy?",
    usage: "walkaway check [<options>] [<audit>]",
    discussion: """
      The policy is YAML; --example-policy prints one with every rule explained. The first line is the verdict of stats: \
      where errors concentrate, whatever the policy asks. Each rule is shown with its number, its interval and its limit; \
      the last line says whether all are kept, and is the exit status.

      EXIT STATUS
        0 trusted, 1 not trusted, 2 undecided: the data cannot tell

      EXAMPLES
        walkaway check AUDIT --policy policy.yaml
        walkaway check AUDIT --policy policy.yaml --junit fidelity.xml
        walkaway check --example-policy > policy.yaml
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: String?

  @Option(name: .long, help: "The policy, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var policy: String?

  @Option(name: .long, help: "The simulator, instead of the policy's.")
  var simulator: String?

  @Option(name: .long, help: "Write the rules as JUnit XML to this file too.", completion: .file(extensions: ["xml"]))
  var junit: String?

  @Flag(name: .long, help: "Replace the file of --junit even where Walkaway did not write it.")
  var force = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "Print a policy with every rule explained, and end.")
  var examplePolicy = false

  func validate() throws {
    if examplePolicy { return }
    if audit == nil { throw ValidationError("Missing expected argument '<audit>'") }
    if force && junit == nil { throw ValidationError("--force goes with --junit.") }
    if policy == nil { throw ValidationError("Name a policy with --policy; --example-policy prints one.") }
  }

  func run() async throws {
    var status = GateReport.Verdict.trusted.exitStatus
    try await reportingFailures {
      guard !examplePolicy, let audit, let policy else {
        return try FileOrStandardOutput().write(Policy.example)
      }
      let target = try FileOrStandardOutput(junit, isForced: force)
      let check = GateCheck(try GateCheck.policy(at: policy), simulator: simulator)
      let outcome = try await check.outcome(of: try AuditArgument.load(audit, from: .records))
      status = outcome.report.verdict.exitStatus
      if junit != nil { try target.write(outcome.junit) }
      try FileOrStandardOutput().write(json ? outcome.json : outcome.text)
    }
    if status != 0 { throw ExitCode(status) }
  }
}
