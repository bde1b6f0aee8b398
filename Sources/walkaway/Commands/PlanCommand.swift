import ArgumentParser
import AuditStore
import Cases
import Desk
import Probing
import Receipt

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Choose probe points by the audit's rule, and tell what simulating and labelling them would take.",
    usage: "walkaway plan [<options>] [<audit>]",
    discussion: """
      Nothing is sent. The plan, with every count on the way, is kept in the store under a name: walkaway simulate and \
      walkaway label follow the last one, or the one that --plan names. --simulator also says whose simulated turns are \
      labelled: all that the audit has where it is left out. Prices of models are those of prices: in \
      $XDG_CONFIG_HOME/walkaway/config.yaml.

      EXAMPLES
        walkaway plan AUDIT
        walkaway plan AUDIT --panel balanced --limit 400 --seed 7 \\
          --simulator persona.yaml --instrument judge.yaml
        walkaway plan AUDIT --where 'outcome:non-buyer position:90%' --json
        walkaway plan --example-plan > plan.yaml
        walkaway plan AUDIT --confirm plan.yaml
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: String?

  @OptionGroup var which: PlanArguments

  @Option(
    name: .long,
    help: "What the plan is called: letters, digits and hyphens. plan- and its number where it is left out.")
  var name: String?

  @Option(
    name: .long, help: "A YAML file, or the id of a simulator of the audit; repeat it for more.", completion: .file())
  var simulator: [String] = []

  @Option(
    name: .long, help: "A YAML file, or the id of an instrument of the audit; repeat it for more.", completion: .file())
  var instrument: [String] = []

  @Option(
    name: .long,
    help:
      "Declare the analysis in this YAML file as the one that is to count, before its labels come; no probe is planned.",
    completion: .file(extensions: ["yaml", "yml"]))
  var confirm: String?

  @Flag(name: .long, help: "Print a plan for --confirm with every key explained, and end.")
  var examplePlan = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func validate() throws {
    if examplePlan { return }
    if audit == nil { throw ValidationError("Missing expected argument '<audit>'") }
    guard confirm != nil else { return }
    if which.request != PlanRequest() || name != nil || !simulator.isEmpty || !instrument.isEmpty {
      throw ValidationError("--confirm declares what its file says: write simulator, instrument, where and seed there.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      guard !examplePlan, let audit else { return try FileOrStandardOutput().write(AnalysisPlan.example) }
      if let confirm {
        let plan = try PlanDeclaring.plan(at: confirm)
        let notice = try PlanDeclaring(try AuditArgument.open(audit).store).declare(plan)
        return try FileOrStandardOutput().write(json ? notice.json : notice.text)
      }
      let setup = ProbeSetup(try AuditArgument.open(audit).store, passOver: ProbeCommand.tellPassedOver)
      // A plan needs no definition: without any it only counts.
      let asked = simulator.filter { !setup.isWritten($0) }
      let simulators =
        asked.isEmpty && !simulator.isEmpty
        ? [] : try setup.definitions(asked, kind: .simulator, areNeeded: false)
      let instruments = try setup.definitions(instrument, kind: .instrument, areNeeded: false)
      let ids = simulators.map(\.id) + simulator.filter(setup.isWritten)
      let plan = try setup.plan(
        which.request, name: name, simulators: simulator.isEmpty ? nil : ids.map { SimulatorChoice(id: $0) },
        definitions: simulators)
      let estimates = try setup.session.estimates(
        simulators: simulators, instruments: instruments, within: plan.scope,
        prices: try ProbeCommand.configuration().prices)
      let text = PlanText(plan.record, estimates)
      try FileOrStandardOutput().write(json ? try text.json() : text.text)
    }
  }
}
