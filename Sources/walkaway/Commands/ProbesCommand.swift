import ArgumentParser
import AuditStore
import Desk
import Probing

struct ProbesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probes",
    abstract: "List the probe points, or write what a simulator is shown at each, for work that is done elsewhere.",
    usage: "walkaway probes [<options>] <audit>",
    discussion: """
      With --json there is one line for every answer that is missing, the same that a simulator's command: gets: probe, \
      draw and seed, the profile as it is granted, and the turns before the probe. Without --simulator it is one line a \
      probe, with the whole profile. A line says nothing else of its conversation: probe is a name that import knows.

      Add "text" to each line (null is silence, "reason" may say why), and let import take them. The lines of a simulator \
      that is named make it part of the audit, as walkaway simulate does.

      EXAMPLES
        walkaway probes AUDIT
        walkaway probes AUDIT --simulator persona.yaml --json > probes.jsonl
        walkaway import answers.jsonl --as simulations --into AUDIT
        walkaway import answers.jsonl --as simulations --simulator mine --into AUDIT
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: PlanArguments

  @Option(
    name: .long, help: "A YAML file, or the id of a simulator of the audit; repeat it for more.", completion: .file())
  var simulator: [String] = []

  @Option(name: .long, help: "The plan whose probe points are meant; the last one where it is left out.")
  var plan: String?

  @Flag(name: .long, help: "One JSON object a line for every answer that is missing.")
  var json = false

  func validate() throws {
    if !json, !simulator.isEmpty { throw ValidationError("--simulator goes with --json.") }
  }

  func run() async throws {
    try await reportingFailures {
      let setup = ProbeSetup(try audit.open(), passOver: ProbeCommand.tellPassedOver)
      let definitions = try simulator.isEmpty ? [] : setup.definitions(simulator, kind: .simulator)
      let scope = try setup.scope(which.request, plan: plan, isLabelling: false, isDry: true)
      let works = try definitions.map { try setup.session.simulator($0) }
      let listing = ProbeListing(session: setup.session, works: works, scope: scope)
      try FileOrStandardOutput().write { write in
        if json { try listing.writeLines(write) } else { try listing.writeText(write) }
      }
    }
  }
}
