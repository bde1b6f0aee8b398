import ArgumentParser
import AuditStore
import Desk
import Probing

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Choose probe points by the audit's rule, and tell what simulating and labelling them would take.",
    discussion: """
      Nothing is sent. The plan, with every count on the way, is kept in the store: walkaway simulate and walkaway label
      follow the last one.

      EXAMPLES
        walkaway plan AUDIT
        walkaway plan AUDIT --panel balanced --limit 400 --seed 7 --simulator persona.yaml --instrument judge.yaml
        walkaway plan AUDIT --where 'outcome:non-buyer position:90%' --json
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: PlanArguments

  @Option(
    name: .long, help: "A YAML file, or the id of a simulator of the audit; repeat it for more.", completion: .file())
  var simulator: [String] = []

  @Option(
    name: .long, help: "A YAML file, or the id of an instrument of the audit; repeat it for more.", completion: .file())
  var instrument: [String] = []

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let setup = ProbeSetup(try audit.open(), passOver: ProbeCommand.tellPassedOver)
      // A plan needs no definition: without any it only counts.
      let simulators = try setup.definitions(simulator, kind: .simulator, areNeeded: false)
      let instruments = try setup.definitions(instrument, kind: .instrument, areNeeded: false)
      let plan = try setup.plan(which.request)
      let estimates = try (simulators + instruments).map {
        try PlanEstimate.estimate($0, at: plan.probes, simulators: simulators, store: setup.store)
      }
      let text = PlanText(plan.record, estimates)
      try FileOrStandardOutput().write(json ? try text.json() : text.text)
    }
  }
}
