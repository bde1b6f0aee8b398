import ArgumentParser
import Desk
import Fidelity

/// How numbers are computed, wherever they are: in statistics, reports and receipts.
struct MethodArguments: ParsableArguments {
  @Option(name: .long, help: "Where every random number starts.")
  var seed = AnalysisOptions.standard.seed

  @Option(name: .long, help: "Bootstrap resamples.")
  var resamples = AnalysisOptions.standard.resamples

  @Option(name: .long, help: "Draws of the permutation test.")
  var permutations = AnalysisOptions.standard.permutationDraws

  @Option(name: .long, help: "Confidence level.")
  var level = AnalysisOptions.standard.level

  @Option(name: .long, help: "The largest |depth bias| that counts as none.")
  var margin: Double?

  @Option(
    name: .long, help: "The excess over the reference that begins to matter, in depth steps; 0 where it is not said.")
  var excessMargin: Double?

  @Option(
    name: .long,
    help:
      "The reference of the verdict: position, previous-stage, action or history; the most knowing that stands up else."
  )
  var reference: FloorReport.Reference?

  @Flag(name: .long, help: "Average over all draws of a simulator instead of taking one; a probe counts once.")
  var meanOfDraws = false

  @Flag(name: .long, help: "Take conversations, not customers, for the unit.")
  var byConversation = false

  @Option(name: .long, help: "A simulator made of real turns of other people: the floor's fourth reference.")
  var placebo: String?

  @Option(
    name: .long,
    help: "What simulated turns with a fault count as: keep (as labelled), drop (in no figure), exit (as leaving).")
  var faults = FaultTreatment.keep

  func validate() throws {
    if let problem = settings.problem { throw ValidationError("\(problem).") }
  }

  var settings: MethodSettings {
    var settings = MethodSettings()
    settings.seed = seed
    settings.resamples = resamples
    settings.permutationDraws = permutations
    settings.level = level
    settings.margin = margin
    settings.excessMargin = excessMargin
    settings.reference = reference
    settings.meanOfDraws = meanOfDraws
    settings.byConversation = byConversation
    settings.placebo = placebo
    settings.faults = faults
    return settings
  }
}
