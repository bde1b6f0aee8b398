import ArgumentParser
import AuditStore
import Cases
import Desk
import Probing

struct LabelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Ask instruments for the decision state of real and simulated turns alike, or for the agent's action.",
    discussion: """
      An instrument sees the same window in the same form for every turn and cannot know which one is real; the order is \
      shuffled. A wrong answer is asked for again and then kept as invalid, never guessed. --window full labels the real \
      turns once more with the whole conversation in view, under the instrument's id and “-full”, and says how well both agree.

      EXAMPLES
        walkaway label AUDIT --instrument judge.yaml
        walkaway label AUDIT --instrument judge.yaml --simulator persona --dry-run
        walkaway label AUDIT --instrument a.yaml --instrument b.yaml --try 20
        walkaway label AUDIT --instrument a.yaml --instrument b.yaml \\
          --instrument c.yaml --vote panel
        walkaway label AUDIT --instrument judge.yaml --repeats 3
        walkaway label AUDIT --instrument actions.yaml --where 'outcome:non-buyer'
        walkaway label AUDIT --instrument judge.yaml --window full --limit 200
        walkaway label AUDIT --instrument judge.yaml --batch write out
      """)

  enum Window: String, ExpressibleByArgument, CaseIterable { case probe, full }

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: PlanArguments
  @OptionGroup var choice: PlanChoice

  @Option(
    name: .long, help: "A YAML file, or the id of an instrument of the audit; repeat it for more.", completion: .file())
  var instrument: [String] = []

  @Option(
    name: .long,
    help:
      "Label simulated turns of this simulator only, an id of the audit or its YAML file; repeat it for more. Those of the plan where it is left out.",
    completion: .file())
  var simulator: [String] = []

  @Option(
    name: .long, help: "probe (the turns up to the labelled one), or full (the whole conversation, real turns only).")
  var window = Window.probe

  @Option(
    name: .customLong("try"),
    help: "Label so many cases, real and simulated turn, with each instrument side by side, and store nothing.")
  var trial: Int?

  @Option(
    name: .long,
    help:
      "Ask each instrument so often about the same turns, for its reliability; repetitions are kept under its id and “-repeat-2” …."
  )
  var repeats = 1

  @Option(
    name: .long,
    help: "Besides, keep what more than half of the instruments say under this id; all are kept in any case.")
  var vote: String?

  @OptionGroup var running: RunArguments
  @OptionGroup var batches: BatchArguments

  @Flag(name: .long, help: "The report as one JSON object.")
  var json = false

  func validate() throws {
    if let trial, !(1...1000).contains(trial) { throw ValidationError("--try is a number of cases, 1 to 1000.") }
    if !(1...100).contains(repeats) { throw ValidationError("--repeats is a number from 1 to 100.") }
    if trial != nil, repeats > 1 || vote != nil || !batches.batch.isEmpty || choice.dryRun || window == .full {
      throw ValidationError("--try stores nothing: leave --repeats, --vote, --batch, --dry-run and --window out.")
    }
    if vote != nil, window == .full { throw ValidationError("--vote is for the window probe.") }
  }

  func run() async throws {
    try await reportingFailures {
      let setup = ProbeSetup(try audit.open(), passOver: ProbeCommand.tellPassedOver)
      let once = try setup.definitions(
        instrument, kind: .instrument, baseURL: running.baseURL, window: window == .full ? .full : .probe)
      let definitions = try setup.repeating(once, times: repeats)
      if let vote { try setup.checkVote(vote, of: definitions) }
      let scope = try setup.scope(
        which.request, plan: choice.plan, simulators: simulator, isLabelling: true, isDry: choice.dryRun)
      if let trial { return try await run(trial, once, scope, setup) }
      tellLeftOut(try setup.leftOut(of: scope))
      if choice.dryRun {
        return try ProbeCommand.tellDryRun(
          "label", setup, scope, instruments: definitions, again: running.retryInvalid, json: json)
      }
      let works = try definitions.map { try setup.session.instrument($0) }
      defer {
        if window == .full { tellAgreement(of: works, setup.store) }
        tellReliability(of: once, setup.store)
      }
      try await ProbeCommand(
        name: "label", setup: setup, works: works, scope: scope, isChosen: choice.plan != nil || which.request.isGiven,
        seed: which.seed, running: running,
        batches: batches, json: json
      ).run()
      if let vote { tell(try setup.session.vote(vote, of: definitions)) }
    }
  }

  /// Shows what the instruments say of some cases.
  private func run(
    _ count: Int, _ definitions: [PreparedDefinition], _ scope: ProbeScope, _ setup: ProbeSetup
  ) async throws {
    let cases = try setup.session.trialCases(within: scope, count: count, seed: which.seed)
    let progress = ProbeProgress()
    defer { progress.finish() }
    let run = PromptTrialRun(session: setup.session, settings: running.settings(try ProbeCommand.configuration()))
    let trial = try await Interrupt().whileWatching { isInterrupted in
      try await run.run(definitions, on: cases, isInterrupted: isInterrupted) { progress.update($0) }
    }
    progress.finish()
    let text = PromptTrialText(
      trial, schema: setup.store.description.schema, prices: try ProbeCommand.configuration().prices)
    try FileOrStandardOutput().write(json ? text.json : text.text)
    if trial.columns.contains(where: { !$0.summary.failures.isEmpty }) {
      throw CommandFailure(.endpoint, "not every request was answered", remedy: "see to what failed above")
    }
  }

  private func tellReliability(of definitions: [PreparedDefinition], _ store: AuditStore) {
    for definition in definitions {
      guard let check = try? RepeatCheck(of: definition, times: repeats, in: store) else { continue }
      StandardError.write(check.text)
    }
  }

  private func tell(_ tally: VoteTally) {
    guard let vote else { return }
    var words = "\(shown(vote)), the majority of the instruments: \(tally.stored) stored"
    if tally.storedBefore > 0 { words += ", \(tally.storedBefore) there before" }
    if tally.undecided > 0 { words += ", \(tally.undecided) without a majority" }
    StandardError.write(words + "\n")
  }

  /// Says whose turns are not labelled because neither the plan nor an option names them.
  private func tellLeftOut(_ left: [(simulator: String, turns: Int)]) {
    if left.isEmpty || !simulator.isEmpty || window == .full { return }
    let words = left.map { "\($0.turns) of \(shown($0.simulator))" }.joined(separator: ", ")
    StandardError.write(
      "simulated turns that the plan or --where leaves out: \(words); --simulator names whose are labelled\n")
  }

  /// The causal-labelling check: does an instrument label a turn otherwise when it knows what came after?
  private func tellAgreement(of works: [ProbeWork], _ store: AuditStore) {
    for work in works {
      guard let check = try? WindowCheck(of: work.definition.id, in: store) else { continue }
      StandardError.write(check.text)
    }
  }
}
