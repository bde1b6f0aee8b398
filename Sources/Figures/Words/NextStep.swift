public import Cases
public import Fidelity
internal import Text

/// What an audit lacks before the fidelity of a simulator can be measured, and the command that brings it: said once for
/// every screen and output.
public struct NextStep: Sendable, Hashable {
  /// What is missing, as a clause.
  public let missing: String
  /// The command, or the commands in their order.
  public let commands: [String]

  /// The first thing that an audit lacks; `nil` where it has outcomes and cases.
  ///
  /// - Parameter hasCases: Whether any simulated turn is labelled.
  init?(hasOutcomes: Bool, hasSimulations: Bool, hasCases: Bool, hasPeople: Bool = true) {
    guard hasPeople else {
      missing = "no conversation of people is there to compare with"
      commands = ["walkaway import LOG --into STORE"]
      return
    }
    switch (hasOutcomes, hasCases, hasSimulations) {
    case (false, _, _):
      missing = "no outcome is known"
      commands = [
        "walkaway import LOG --outcomes FILE.csv --on conversation_id --outcome COLUMN --committed VALUE --into STORE"
      ]
    case (true, false, false):
      missing = "no simulator has answered yet"
      commands = [
        "walkaway plan AUDIT", "walkaway simulate AUDIT --simulator FILE.yaml",
        "walkaway label AUDIT --instrument FILE.yaml",
      ]
    case (true, false, true):
      missing = "no simulated turn is labelled yet"
      commands = ["walkaway label AUDIT --instrument FILE.yaml"]
    case (true, true, _): return nil
    }
  }

  /// - Parameter table: Of cases or of whole conversations.
  public init?(_ table: CaseTable) {
    self.init(
      hasOutcomes: table.hasOutcomes, hasSimulations: table.hasSimulations, hasCases: table.hasCases,
      hasPeople: table.whole.isEmpty || table.realConversations > 0)
  }

  /// "no outcome is known; next: walkaway import …"
  public var sentence: String {
    "\(missing); next: " + commands.dropLast().map { $0 + ", " }.joined()
      + (commands.count > 1 ? "then " : "") + (commands.last ?? "")
  }
}

extension FidelityReport {
  /// What the audit lacks for more than this report says; `nil` where nothing is missing, or where that is not known here.
  public var nextStep: NextStep? {
    if let conversationReport {
      return NextStep(
        hasOutcomes: conversationReport.hasOutcomes, hasSimulations: conversationReport.hasSimulations,
        hasCases: conversationReport.hasCases, hasPeople: conversationReport.hasPeople)
    }
    return reason == FidelityReport.noOutcomeGroups
      ? NextStep(hasOutcomes: false, hasSimulations: true, hasCases: true) : nil
  }

  /// What stands in the place of figures of decision fidelity; `nil` where there are some.
  public var insteadOfFigures: [String]? {
    guard let reason else { return nil }
    guard conversationReport == nil else { return ["No figure of decision fidelity: \(nextStep?.sentence ?? reason)"] }
    return ["Nothing to report: \(reason)"] + [nextStep?.sentence].compactMap(\.self)
  }

  /// Said where shares of outcomes stand, and none is known.
  var noOutcomeWords: String? {
    conversationReport.flatMap { $0.hasOutcomes ? nil : "No outcome is known." }
  }

  /// Said where the conversations that are counted are no person's.
  var simulatedAloneWords: String? {
    conversationReport.flatMap {
      $0.isOfSimulators
        ? "Simulated conversations alone: no person spoke in them, and no person’s outcome is known." : nil
    }
  }

  /// How the intervals of shares of conversations were made.
  public var shareMethod: String {
    "\(NumberText.percent(level)) intervals, clustered by \(cluster.rawValue): shares Wilson on the effective sample size."
  }
}
