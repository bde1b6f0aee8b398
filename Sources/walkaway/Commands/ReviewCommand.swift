import ArgumentParser
import AuditStore
import Cases
import Desk
import Explorer
import Foundation

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Label turns blind, to check the judge: draw a round, label it, see what it comes to.",
    discussion: """
      A round is drawn once, with known probabilities, and kept in the store: real and simulated turns, at most one of a \
      conversation. Reviewers then see one turn at a time with what was said before it, and neither label, outcome nor \
      source. They label it with the keys beside the values; q pauses. Labels are those of reviews.jsonl, so that stats, \
      check and receipt stand on them too. Several people work on one store, or on copies that walkaway merge brings \
      together.

      EXAMPLES
        walkaway review AUDIT --sample 200 --overlap 2 --seed 7
        walkaway review AUDIT --reviewer mk
        walkaway review AUDIT --results
        walkaway review AUDIT --adjudicate --reviewer mk
      """)

  @OptionGroup var audit: AuditArgument

  @Option(name: .long, help: "Draw a round of so many turns, and end.")
  var sample: Int?

  @Option(name: .long, help: "How many people are to label each turn of the new round.")
  var overlap = 1

  @Option(name: .long, help: "What the new round is drawn with; the same seed draws the same turns.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Who is to label the new round, so that its turns are shared out; everybody labels every turn without it.",
      valueName: "name,…"))
  var with: String?

  @Option(name: .long, help: "Draw only turns of this simulator beside the real ones; repeat it for more.")
  var simulator: [String] = []

  @Option(name: .long, help: "The instrument whose labels are checked; the audit's first where it is left out.")
  var instrument: String?

  @Option(name: .long, help: "The round that is meant; the last one where it is left out.")
  var round: String?

  @Option(name: .long, help: "Who labels; the user's name where it is not said.")
  var reviewer: String?

  @Flag(name: .long, help: "Settle what reviewers disagree on: their labels are shown, without names.")
  var adjudicate = false

  @Flag(name: .long, help: "Print how people agree with each other and with every instrument, and what it comes to.")
  var results = false

  @Flag(name: .long, help: "Print the results, or the new round, as one JSON object.")
  var json = false

  @Flag(name: .long, help: "Print the results as one row a number.")
  var csv = false

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample takes a number of turns, 1 or more.") }
    if overlap < 1 { throw ValidationError("--overlap takes a number of people, 1 or more.") }
    if json && csv { throw ValidationError("Choose --json or --csv.") }
    if csv && !results { throw ValidationError("--csv is a form of --results.") }
    if json && !results && sample == nil { throw ValidationError("--json is a form of --results and --sample.") }
    if sample != nil && (results || adjudicate || round != nil || reviewer != nil) {
      throw ValidationError("--sample draws a new round: leave out --results, --adjudicate, --round and --reviewer.")
    }
    if with != nil, names.isEmpty || Set(names).count < names.count {
      throw ValidationError("--with takes the names of people, each once: --with mk,lj.")
    }
    if results && adjudicate { throw ValidationError("Choose --results or --adjudicate.") }
    if sample == nil && (with != nil || !simulator.isEmpty || instrument != nil || overlap != 1 || seed != 1) {
      throw ValidationError("--overlap, --seed, --with, --simulator and --instrument say how --sample draws a round.")
    }
  }

  @MainActor
  func run() async throws {
    do {
      if let sample {
        try draw(sample)
      } else if results {
        let results = try await RoundResults(try audit.load(), round: round)
        try FileOrStandardOutput().write(json ? results.json : csv ? results.csv : results.text)
      } else {
        let name = try ReadingSettings(ProcessInfo.processInfo.environment).reviewer(named: reviewer)
        let request = BlindRequest(reviewer: name, round: round, adjudicates: adjudicate)
        let opened = try AuditArgument.open(audit.audit)
        // What is wrong with it is said before the screen opens.
        try LoadedAudit(opened.store).check(request)
        try ExplorerStart(audit.audit, reviewer: request.reviewer, blind: request).run(opened)
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw CommandFailure(error).report()
    }
  }

  private var names: [String] {
    (with ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func draw(_ size: Int) throws {
    let request = RoundRequest(
      size: size, overlap: overlap, seed: seed, reviewers: names, simulators: simulator, instrument: instrument)
    let text = RoundText(try audit.load().makeRound(request), asked: size)
    try FileOrStandardOutput().write(json ? text.json : text.text)
  }
}
