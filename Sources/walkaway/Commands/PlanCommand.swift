import ArgumentParser
import AuditStore
import Cases
import Fidelity
import Foundation
import ModelEndpoint
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
      let setup = ProbeSetup(try audit.open())
      let simulators = try definitions(simulator, .simulator, setup)
      let instruments = try definitions(instrument, .instrument, setup)
      let plan = try setup.plan(which)
      let estimates = try (simulators + instruments).map {
        try PlanEstimate.estimate($0, at: plan.probes, simulators: simulators, store: setup.store)
      }
      var output = StandardOutput()
      try output.write(json ? Self.json(plan.record, estimates) : Self.text(plan.record, estimates))
      try output.flush()
    }
  }

  /// A plan needs no definition: without any it only counts.
  private func definitions(
    _ names: [String], _ kind: DefinitionRecord.Kind, _ setup: ProbeSetup
  ) throws -> [PreparedDefinition] {
    try setup.definitions(names, kind: kind, areNeeded: false)
  }

  private static func text(_ plan: PlanRecord, _ estimates: [PlanEstimate]) -> String {
    var text = "plan \(plan.number), seed \(plan.seed), panel \(plan.panel)"
    if let filter = plan.filter { text += ", where \(shown(filter))" }
    if let limit = plan.limit { text += ", limit \(limit)" }
    text += "\n"
    for count in plan.counts where count.count > 0 || count.why == nil {
      let name = shown(count.step).replacing("_", with: " ")
      text += "  " + String(repeating: " ", count: max(0, 9 - "\(count.count)".count)) + "\(count.count)  \(name)"
      if let why = count.why { text += " (\(shown(why)))" }
      text += "\n"
    }
    if estimates.isEmpty {
      text += "name simulators and instruments with --simulator and --instrument for requests and tokens\n"
    }
    for estimate in estimates {
      text += "\(estimate.kind) \(shown(estimate.id)): \(estimate.requests) requests, about "
      text += "\(estimate.promptTokens) prompt and \(estimate.completionTokens) completion tokens\n"
    }
    return text
  }

  private static func json(_ plan: PlanRecord, _ estimates: [PlanEstimate]) throws -> String {
    struct Output: Encodable {
      var plan: Int
      var seed: UInt64
      var panel: String
      var filter: String?
      var limit: Int?
      var counts: [PlanRecord.Count]
      var estimates: [PlanEstimate]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let output = Output(
      plan: plan.number, seed: plan.seed, panel: plan.panel, filter: plan.filter, limit: plan.limit,
      counts: plan.counts, estimates: estimates)
    return String(decoding: try encoder.encode(output), as: UTF8.self) + "\n"
  }
}
