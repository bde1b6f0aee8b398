public import Fidelity
internal import Text

/// What a simulator must reach before a build may trust it: limits on the numbers of a receipt.
public struct Policy: Sendable, Hashable {
  /// What a rule looks at.
  public enum Quantity: String, Sendable, Hashable, CaseIterable {
    /// The contrast beyond what an outcome-blind reference shows, in depth steps.
    case excessContrast = "excess_contrast"
    /// At exit probes: how much more often the simulator leaves than a sampler that is blind to the outcome.
    case exitProbeRecallExcess = "exit_probe_recall_excess"
    /// The same where the real person stayed.
    case falseLeavingExcess = "false_leaving_excess"
    /// depth(simulated) − depth(real) beyond the reference’s, of every stratum: within ± margin.
    case depthBiasExcess = "depth_bias_excess"
    /// At exit probes: how often the simulator leaves where the real person left for good.
    case exitProbeRecall = "exit_probe_recall"
    /// How often it leaves where the real person stayed.
    case falseLeaving = "false_leaving"
    /// depth(simulated) − depth(real): shown to lie within ± margin.
    case depthBias = "depth_bias"
    /// With two draws a probe or more: how much better the draws tell the next real stage than a reference does.
    case skill
    /// Conversations that the numbers rest on.
    case conversations
    /// Whole conversations: by how much more or less often than in real ones the last user turn closes, beyond what two
    /// halves of the real people differ by.
    case endingClosing = "ending_closing"
    /// Whole simulated conversations: how often the user ended them.
    case leaves
    /// Whole simulated conversations: how often they have any fault.
    case faults
    /// The same of their user turns.
    case faultyTurns = "faulty_turns"
    /// Whole conversations: by how many user turns simulated ones end later or earlier than real ones, were none cut off,
    /// beyond what two halves of the real people differ by.
    case lengthDifference = "length_difference"
    /// Whole conversations: the AUC by which the speech alone tells simulated from real ones, beyond that by which two
    /// halves of the real people are told apart.
    case speechAUCExcess = "speech_auc_excess"
    /// Whole conversations: by how much more or less often than in real ones the user ever resists, by labels, beyond the
    /// same floor.
    case everResists = "ever_resists"
    /// The same of any exit act.
    case everLeaves = "ever_leaves"
    /// Answers of the instrument that could not be read.
    case invalidRate = "invalid_rate"
    /// Facts that the receipt states.
    case completeness

    /// By its name, or the one that it had in earlier policies.
    init?(name: String) {
      let earlier = ["exit_recall": Quantity.exitProbeRecall, "false_exits": .falseLeaving]
      guard let quantity = Quantity(rawValue: name) ?? earlier[name] else { return nil }
      self = quantity
    }

    /// How its numbers are written.
    var style: NumberStyle {
      switch self {
      case .excessContrast, .depthBias, .depthBiasExcess: .depth
      case .exitProbeRecallExcess, .falseLeavingExcess, .endingClosing, .everResists, .everLeaves: .shift
      case .lengthDifference: NumberStyle(decimals: 1, unit: " user turns")
      case .speechAUCExcess: .distance
      case .skill: .effect
      case .exitProbeRecall, .falseLeaving, .invalidRate, .leaves, .faults, .faultyTurns: .share
      case .conversations, .completeness: .count
      }
    }
  }

  public enum Limit: Sendable, Hashable {
    case atMost(Double)
    case atLeast(Double)
    /// Within ± the number, shown by two one-sided tests.
    case margin(Double)
  }

  public struct Rule: Sendable, Hashable {
    public var quantity: Quantity
    public var limit: Limit
    /// Ids of strata; `nil` for those that the quantity is about by itself.
    public var strata: [String]?
    /// Of an excess or a skill: the reference; `nil` for the most knowing one.
    public var reference: FloorReport.Reference?
  }

  /// The simulators that are judged together; the first of the audit where none is named.
  public var simulators: [String] = []
  public var instrument: String?
  public var filter: String?
  public var level: Double?
  public var seed: UInt64?
  public var resamples: Int?
  /// The excess beyond which the verdict says that errors concentrate, in depth steps; `nil` for 0.
  public var excessMargin: Double?
  /// Where the audit is checked again and again while it grows: the number of conversations at which the bounds are to be
  /// narrowest. `nil` where one look is meant.
  public var narrowestAt: Int?
  public var rules: [Rule]
  /// Facts that must be stated, by their names in ``ReceiptCompleteness/fields``.
  public var requiredFields: [String]

  /// The margin of the rule on depth bias.
  public var margin: Double? {
    for rule in rules {
      if rule.quantity == .depthBias, case .margin(let margin) = rule.limit { return margin }
    }
    return nil
  }

  /// A policy with every rule, explained: what `walkaway check --example-policy` prints.
  public static let example = """
    # A policy for `walkaway check AUDIT --policy FILE`.
    #
    # The simulator is trusted (exit status 0) when every rule holds, not trusted (1) when one is shown to be broken, and
    # undecided (2) when the data cannot tell: when a limit lies within an interval, or a number is not there. Leave out
    # the rules that you do not need.
    version: 1

    # Which series is looked at: the first of the audit where it is not said.
    # simulator: persona         # or simulators: [persona, other], whose verdicts hold together (Holm)
    # instrument: judge-a
    # where: 'position:90%'      # a filter in the filter language
    # level: 0.95                # of the intervals
    # seed: 20260620
    # resamples: 10000

    # The excess that begins to matter, in depth steps: beyond it the verdict of the first line says that errors
    # concentrate; beyond 0 where it is not said. A plan, or a limit of excess_contrast, that names another is told.
    excess_margin: 0.20

    # Where the same audit is checked again and again while it grows: bounds that hold for all looks together, however many
    # there are, narrowest at so many conversations. Choose the number before the first look.
    # looks:
    #   narrowest_at: 300

    rules:
      # The contrast between those who decline and those who commit, beyond what an outcome-blind reference shows, in
      # depth steps. reference: position, previous-stage, action, history or placebo; the most knowing one where it is not said.
      excess_contrast:
        at_most: 0.20

      # Where the real person left for good: how often the simulator resists, refuses, delays or stays silent, beyond a
      # sampler that is blind to the outcome. Nobody who does not know who will leave finds them all. Uncommitted strata where
      # none are named.
      exit_probe_recall_excess:
        at_least: -0.15

      # Where the real person goes on: how often the simulator does any of that, beyond such a sampler.
      false_leaving_excess:
        at_most: 0.10

      # Depth bias of every stratum beyond the reference's, in depth steps: shown to lie within ± margin.
      depth_bias_excess:
        margin: 0.50
        # strata: [non-buyer, buyer]

      # Where the simulator drew twice or more at a probe: 1 − the ranked probability score of its draws ÷ that of the
      # reference (position, previous-stage, action or history; the verdict’s where it is not said). 0 is as good as the
      # reference; with one draw the rule is undecided.
      # skill:
      #   at_least: -0.10

      # Limits without a floor are read too, and told: exit_probe_recall, false_leaving, depth_bias.

      # Conversations of every stratum that the numbers rest on.
      conversations:
        at_least: 100

      # Whole conversations that the simulator carried on by itself, where the audit has some.
      # ending_closing:          # last user turns that thank or say goodbye: |simulated − real| beyond what two halves
      #   at_most: 0.10          # of the real people differ by
      # leaves:                  # conversations that the user ended
      #   at_least: 0.05
      # faults:                  # conversations with any fault; faulty_turns: user turns
      #   at_most: 0.02
      # length_difference:       # user turns until the end: |simulated − real| beyond such a floor
      #   at_most: 1.0
      # speech_auc_excess:       # how well their speech alone tells them from real ones, beyond how well it tells halves
      #   at_most: 0.10          # of the real people apart; it says nothing of what they decide
      # ever_resists:            # by labels: conversations in which the user ever resists, |simulated − real| beyond the
      #   at_most: 0.10          # floor; ever_leaves: any exit act

      # Answers of the instrument that could not be read. Known only where walkaway label asked it.
      # invalid_rate:
      #   at_most: 0.02

      # Facts that the receipt must state, of all it may; or name them one by one.
      completeness:
        at_least: 10
      receipt_fields: [simulator.model, instrument.model, outcome.evidence, privacy]

    """
}

/// What is wrong with a policy, where, and what is allowed there.
public struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// From 1; `nil` where the file as a whole is meant.
  public var line: Int?
  public var explanation: String

  public init(line: Int?, _ explanation: String) {
    self.line = line
    self.explanation = explanation
  }

  public var description: String { (line.map { "line \($0): " } ?? "") + explanation }
}
