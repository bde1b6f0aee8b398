import Figures
import ArgumentParser
import Cases
import CellGrid
import Fidelity
import Foundation
import Interchange
import Receipt

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "A gate for builds: does the simulator keep the limits of a policy?",
    discussion: """
      The policy is YAML; --example-policy prints one with every rule explained. Each rule is shown with its number, its
      interval and its limit.

      EXIT STATUS
        0 trusted, 1 not trusted, 2 undecided because the data cannot tell; 64 and more as everywhere.

      EXAMPLES
        walkaway check AUDIT --policy policy.yaml
        walkaway check AUDIT --policy policy.yaml --junit fidelity.xml
        walkaway check --example-policy > policy.yaml
      """)

  @Argument(help: "A store file, or a bundle folder (imported once into a store).", completion: .file())
  var audit: String?

  @Option(name: .long, help: "The policy, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var policy: String?

  @Option(name: .long, help: "The simulator, instead of the policy's.")
  var simulator: String?

  @Option(name: .long, help: "Write the rules as JUnit XML to this file too.", completion: .file(extensions: ["xml"]))
  var junit: String?

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "Print a policy with every rule explained, and end.")
  var examplePolicy = false

  func validate() throws {
    if examplePolicy { return }
    if audit == nil { throw ValidationError("Missing expected argument '<audit>'") }
    if policy == nil { throw ValidationError("Name a policy with --policy; --example-policy prints one.") }
  }

  func run() async throws {
    var status = GateReport.Verdict.trusted.exitStatus
    try await reportingFailures {
      var output = StandardOutput()
      guard !examplePolicy, let audit, let path = policy else {
        try output.write(Policy.example)
        return try output.flush()
      }
      let policy = try CheckCommand.policy(at: path)
      let loaded = try LoadedAudit(try AuditArgument.open(audit))
      let method = try method(policy, in: loaded)
      let receipt = try await ReceiptMaking(audit: loaded)
        .receipt(method, issuedAt: ClockText.now(), hasDigests: false)
      let report = GateReport(policy, receipt)
      status = report.verdict.exitStatus
      if let junit {
        let text = report.junit(name: "\(loaded.table.description.name): \(method.simulator), \(method.instrument)")
        try OutputFile.write(to: junit) { write in try write(Array(text.utf8)) }
      }
      try output.write(json ? report.tree.json() + "\n" : shown(report, method))
      try output.flush()
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func shown(_ report: GateReport, _ method: ReceiptMethod) -> String {
    let text = "\(method.simulator) as \(method.instrument) labelled it\n" + report.text
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { CleanText(String($0)).text }
      .joined(separator: "\n")
  }

  private static func policy(at path: String) throws -> Policy {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        ExitStatus.noInput, "\(path): no such file", remedy: "walkaway check --example-policy > policy.yaml")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw CommandFailure(ExitStatus.badData, "\(path): no UTF-8 text")
    }
    do throws(PolicyProblem) {
      return try Policy(yaml: text)
    } catch {
      throw CommandFailure(
        ExitStatus.badData, "\(path): \(error)", remedy: "walkaway check --example-policy prints a whole policy")
    }
  }

  private func method(_ policy: Policy, in loaded: LoadedAudit) throws -> ReceiptMethod {
    var which = CaseArguments()
    which.where = policy.filter ?? ""
    which.simulator = simulator ?? policy.simulator
    which.instrument = policy.instrument
    which.draw = nil
    let series = try which.series(in: loaded.table)
    return ReceiptMethod(
      simulator: series.simulator, instrument: series.instrument, draw: series.draw, filter: which.where,
      seed: policy.seed ?? 20_260_620, resamples: policy.resamples ?? 10_000, permutationDraws: 1_000,
      level: policy.level ?? 0.95, cluster: ClusterUnit.customer.rawValue, margin: policy.margin, placebo: nil)
  }
}
