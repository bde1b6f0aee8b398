internal import Cases
public import Fidelity
import Figures

/// One page of the statistics: sections of the catalogue, each with every figure that is shown here.
///
/// A further page is a further row of ``all``.
public struct StatisticsPage: Sendable {
  /// Sections that stand in the same panels, a stratum a panel.
  struct Part: Sendable {
    let sections: [FigureSection.ID]
    var isTitled = true
    /// Whether the verdict's sentence alone stands here.
    var isVerdict = false

    static func sections(_ sections: FigureSection.ID...) -> Part { Part(sections: sections) }
  }

  public let title: String
  let contents: [Part]
  /// What to say where the cases have nothing of it.
  let nothing: String

  init(_ title: String, _ contents: [Part], nothing: String = "nothing can be said of these cases") {
    self.title = title
    self.contents = contents
    self.nothing = nothing
  }

  /// The parts of an analysis that it shows.
  public var parts: AnalysisParts {
    contents.flatMap(\.sections).reduce(into: []) { $0.formUnion(FigureCatalogue.section($1).parts) }
  }

  /// Whether it compares whole simulated conversations with real ones.
  var isOfWhole: Bool { !parts.isEmpty && parts.isSubset(of: .whole) }

  /// What goes to each page, in their order: digits, and letters that mean nothing else in the statistics.
  static let keys: [Character] = Array("1234567890TUVWXYZ")

  /// The pages that there are. Those of whole simulated conversations, where the audit has some, stand last among cases;
  /// among conversations they stand in the place of those that tell of cases.
  ///
  /// - Parameters:
  ///   - whole: What the audit has of simulated conversations.
  ///   - comparesAgents: Whether they name agents that can be compared.
  static func pages(
    listsConversations: Bool, whole: WholeConversations?, comparesAgents: Bool = false
  ) -> [StatisticsPage] {
    guard let whole, !whole.isEmpty else { return listsConversations ? ofConversations : all }
    return (listsConversations ? Array(ofConversations.prefix(1)) : all) + pages(of: whole)
      + (comparesAgents ? [agents] : [])
  }

  /// Those of whole simulated conversations alone.
  static func pages(of whole: WholeConversations) -> [StatisticsPage] {
    whole.isEmpty ? [] : whole.labels.isEmpty ? ofWhole : ofWhole + [ofLabels]
  }

  /// Whether it matters who simulates the user.
  static let agents = StatisticsPage(
    "agents",
    [
      Part(sections: [.wholeAgent], isTitled: false), .sections(.wholeAgentShift), .sections(.wholeAgentTest),
      .sections(.wholeAgentRank),
    ], nothing: "no agent is compared")

  /// Whole simulated conversations against real ones.
  static let ofWhole = [
    StatisticsPage(
      "endings", [Part(sections: [.wholeEnding], isTitled: false), .sections(.wholeEndedBy)],
      nothing: "no whole conversation is compared"),
    StatisticsPage(
      "length",
      [
        Part(sections: [.wholeLength], isTitled: false), .sections(.wholeStaying), .sections(.wholeIncidence),
        .sections(.wholeLengthTest), .sections(.wholeOutcome), .sections(.wholeOutcomeTest),
      ], nothing: "no whole conversation is compared"),
    StatisticsPage(
      "speech",
      [Part(sections: [.wholeTold], isTitled: false), .sections(.wholeTurnLength), .sections(.wholeSpeech)],
      nothing: "no whole conversation is compared"),
    StatisticsPage(
      "faults", [Part(sections: [.wholeFault], isTitled: false)], nothing: "no whole conversation is compared"),
  ]

  /// Where whole conversations go by labels, where simulated ones have some.
  static let ofLabels = StatisticsPage(
    "stages",
    [
      Part(sections: [.wholeStage], isTitled: false), .sections(.wholeResistance), .sections(.wholeResistanceMean),
      .sections(.wholeStageTurn), .sections(.wholeTransition),
    ], nothing: "no whole conversation is compared")

  /// The pages of whole conversations: what they tell stands first, the others say what they lack.
  static let ofConversations =
    [
      StatisticsPage(
        "conversations",
        [.sections(.conversation), .sections(.conversationLength), .sections(.conversationEnding)],
        nothing: "no conversation is shown")
    ] + all.dropFirst()

  /// In the order of ``keys``.
  public static let all: [StatisticsPage] = [
    StatisticsPage(
      "shift",
      [
        Part(sections: [.verdict], isTitled: false, isVerdict: true),
        Part(sections: [.headline, .stage, .depthBias], isTitled: false),
        .sections(.contrast),
      ]),
    StatisticsPage(
      "contrast",
      [
        .sections(.verdict), .sections(.contrast), .sections(.side), .sections(.floor), .sections(.correctedExcess),
        .sections(.calibration), .sections(.missing),
        .sections(.equivalence),
        .sections(.power), .sections(.need),
      ]),
    StatisticsPage(
      "positions", [.sections(.position), .sections(.positionStage)], nothing: "nothing here has a position"),
    StatisticsPage(
      "actions", [.sections(.action), .sections(.pooledAction), .sections(.actionStage)],
      nothing: "nothing here has an action"),
    StatisticsPage("matrix", [.sections(.confusion, .confusionExcess, .rate, .distance, .homogeneity)]),
    StatisticsPage(
      "labels", [.sections(.exit), .sections(.emotion), .sections(.blocker)], nothing: "no such labels were given"),
    StatisticsPage(
      "exits",
      [
        .sections(.exitAct), .sections(.leaving, .leavingByPosition, .record),
        .sections(.survival, .incidence, .survivalTest),
      ]),
    StatisticsPage(
      "simulators", [.sections(.comparisonBias), .sections(.comparison)], nothing: "this audit has no second simulator"),
    StatisticsPage(
      "instruments",
      [
        .sections(.judge), .sections(.judgeMisread), .sections(.judgeConfusion), .sections(.instrument),
        .sections(.instrumentOverall), .sections(.corrected),
        .sections(.ensemble), .sections(.widerExcess), .sections(.component), .sections(.purchase),
      ]),
  ]
}
