import ArgumentParser
import Desk
import SyntheticAudit

/// What is planted in a synthetic audit, so that statistics can be tried on a known truth.
struct PlantedTruthArguments: ParsableArguments {
  @Flag(name: .long, help: "One simulator that samples the next turn perfectly without knowing the outcome.")
  var perfect = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "One simulator that samples exactly from the law of the next turn given: position, previous-stage, action or history.",
      discussion: """
        Each knows what the one before knows; history knows all that the first instrument labelled before. None knows the \
        outcome.
        """, valueName: "knowledge"))
  var knows: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Depth steps that simulators lie too deep with those who decline (negative: too shallow).",
      discussion: "A fraction is a probability: 0.6 is one step in 60 of 100 turns.", valueName: "steps"))
  var declinersShift = 0.0

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The same with those who commit.", valueName: "steps"))
  var committersShift = 0.0

  @Option(
    name: .long,
    help: ArgumentHelp("Share of simulators' resisting turns that become considering ones.", valueName: "share"))
  var softening = 0.0

  @Option(
    name: .long,
    help: ArgumentHelp("Share of simulated turns that are the real turn, label and all.", valueName: "share"))
  var leak = 0.0

  @Option(
    name: .long,
    help: "Share of refusals that the first instrument reads as considering, on simulated turns alone.")
  var judgeMisreads = 0.0

  @Option(name: .long, help: "How many conversations, chosen at random, a person labels blind.")
  var blind = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Share of customers with several conversations who both commit and decline; the others do one of both.",
      valueName: "share"))
  var bothSides: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Probability of each user turn to end a committed conversation by the payment: a competing event of leaving.",
      valueName: "probability"))
  var paymentHazard = 0.0

  @Flag(name: .long, help: "Outcomes that say nothing: those who commit go on as those who decline.")
  var independentOutcome = false

  var isAnything: Bool {
    perfect || knows != nil || declinersShift != 0 || committersShift != 0 || softening != 0 || leak != 0
      || judgeMisreads != 0 || blind != 0 || bothSides != nil || paymentHazard != 0 || independentOutcome
  }

  /// - Throws: ``CommandFailure`` for a knowledge that is none.
  func apply(to options: inout GenerationOptions) throws {
    guard !perfect || knows == nil else {
      throw CommandFailure(.usage, "--perfect and --knows mean one simulator", remedy: "give one of them")
    }
    if perfect { options.simulators = [.perfect()] }
    if let knows {
      let known = Knowledge.allCases.filter { $0 != .states }
      guard let knowledge = known.first(where: { $0.rawValue == knows }) else {
        throw CommandFailure(
          .usage, "\"\(knows)\" is nothing that a simulator can know",
          remedy: "choose from \(known.map(\.rawValue).joined(separator: ", "))")
      }
      options.simulators = [.exact(knowing: knowledge)]
    }
    for index in options.simulators.indices {
      options.simulators[index].planted.declinersShift = declinersShift
      options.simulators[index].planted.committersShift = committersShift
      options.simulators[index].planted.softening = softening
      options.simulators[index].planted.leak = leak
    }
    options.blindConversations = blind
    options.instruments[0].simulatedMisreading = judgeMisreads
    options.bothSides = bothSides
    options.commitmentHazard = paymentHazard
    if independentOutcome { options.model = options.model.withoutOutcome }
  }
}
