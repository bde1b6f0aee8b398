import ArgumentParser
import AuditStore
import Desk
import Probing

struct LabelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Ask instruments for the decision state of real and simulated turns alike, or for the agent's action.",
    discussion: """
      An instrument sees the same window in the same form for every turn and cannot know which one is real; the order is
      shuffled. A wrong answer is asked for again and then kept as invalid, never guessed. --window full labels the real
      turns once more with the whole conversation in view, under the instrument's id and “-full”, and says how well both agree.

      EXAMPLES
        walkaway label AUDIT --instrument judge.yaml
        walkaway label AUDIT --instrument actions.yaml --where 'outcome:non-buyer'
        walkaway label AUDIT --instrument judge.yaml --window full --limit 200
        walkaway label AUDIT --instrument judge.yaml --batch write requests --format anthropic
      """)

  enum Window: String, ExpressibleByArgument, CaseIterable { case probe, full }

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: PlanArguments

  @Option(
    name: .long, help: "A YAML file, or the id of an instrument of the audit; repeat it for more.", completion: .file())
  var instrument: [String] = []

  @Option(
    name: .long, help: "probe (the turns up to the labelled one), or full (the whole conversation, real turns only).")
  var window = Window.probe

  @OptionGroup var running: RunArguments
  @OptionGroup var batches: BatchArguments

  @Flag(name: .long, help: "The report as one JSON object.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let setup = ProbeSetup(try audit.open(), passOver: ProbeCommand.tellPassedOver)
      let definitions = try setup.definitions(
        instrument, kind: .instrument, baseURL: running.baseURL, window: window == .full ? .full : .probe)
      let points = try setup.labelPoints(which.request)
      let works = try definitions.map { try setup.session.instrument($0) }
      defer { if window == .full { tellAgreement(of: works, setup.store) } }
      try await ProbeCommand(
        name: "label", setup: setup, works: works, probes: points, seed: which.seed, running: running,
        batches: batches, json: json
      ).run()
    }
  }

  /// The causal-labelling check: does an instrument label a turn otherwise when it knows what came after?
  private func tellAgreement(of works: [ProbeWork], _ store: AuditStore) {
    for work in works {
      guard let check = try? WindowCheck(of: work.definition.id, in: store) else { continue }
      StandardError.write(check.text)
    }
  }
}
