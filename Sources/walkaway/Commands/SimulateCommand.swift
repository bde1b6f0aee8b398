import ArgumentParser
import AuditStore
import Desk
import Probing

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Ask simulators for the user's next turn at every planned probe point.",
    discussion: """
      It follows the last plan, or the one of --plan; --where, --limit and --panel mean fewer of its points, and leave \
      the plan as it is.

      Every answer is stored as it comes. Ctrl-C finishes what is under way; the same command goes on where it stopped, \
      and asks for nothing twice. A key is read from the environment variable that the definition names as api_key_env. \
      It goes to an address that only an audit names where you name that as well: --base-url, or endpoints in \
      $XDG_CONFIG_HOME/walkaway/config.yaml. A simulator may also be a chat, a completion endpoint, a program or a \
      service: see walkaway help probing.

      EXAMPLES
        walkaway simulate AUDIT --simulator persona.yaml
        walkaway simulate AUDIT --simulator persona --concurrency 64 \\
          --base-url http://127.0.0.1:8000/v1
        walkaway simulate AUDIT --simulator persona.yaml --batch write requests
        walkaway simulate AUDIT --simulator persona.yaml --batch read results.jsonl \\
          --missing again.jsonl
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: PlanArguments
  @OptionGroup var choice: PlanChoice

  @Option(
    name: .long, help: "A YAML file, or the id of a simulator of the audit; repeat it for more.", completion: .file())
  var simulator: [String] = []

  @OptionGroup var running: RunArguments
  @OptionGroup var batches: BatchArguments

  @Flag(name: .long, help: "The report as one JSON object.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let setup = ProbeSetup(try audit.open(), passOver: ProbeCommand.tellPassedOver)
      let definitions = try setup.definitions(simulator, kind: .simulator, baseURL: running.baseURL)
      let scope = try setup.scope(which.request, plan: choice.plan, isLabelling: false, isDry: choice.dryRun)
      if choice.dryRun {
        return try ProbeCommand.tellDryRun(
          "simulate", setup, scope, simulators: definitions, again: running.retryInvalid, json: json)
      }
      let works = try definitions.map { try setup.session.simulator($0) }
      try await ProbeCommand(
        name: "simulate", setup: setup, works: works, scope: scope,
        isChosen: choice.plan != nil || which.request.isGiven,
        seed: which.seed, running: running,
        batches: batches, json: json
      ).run()
    }
  }
}
