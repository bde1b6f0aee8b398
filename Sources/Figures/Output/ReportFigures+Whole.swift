import Fidelity
import JSON

extension ReportFigures {
  /// Whole simulated conversations beside real ones; nothing where the audit has none.
  var wholeMembers: [JSONValue.Member] {
    guard let whole = report.whole else { return [] }
    let speakers = whole.reason.map(JSONValue.reason) ?? .array(whole.speakers.map(speaker))
    return [.init("whole", speakers)] + agents(whole)
  }

  /// Nothing where no agents or simulators are to be compared.
  private func agents(_ whole: WholeReport) -> [JSONValue.Member] {
    guard let agents = whole.agents else { return [] }
    if let reason = agents.reason { return [.init("agents", .reason(reason))] }
    func array(_ id: FigureSection.ID) -> JSONValue { .array(entries(id).map { .object($0.members) }) }
    return [
      .init(
        "agents",
        [
          "scores": array(.wholeAgent), "shifts": array(.wholeAgentShift), "tests": array(.wholeAgentTest),
          "ranks": array(.wholeAgentRank),
        ])
    ]
  }

  private func speaker(_ speaker: WholeReport.Speaker) -> JSONValue {
    func array(_ id: FigureSection.ID) -> JSONValue {
      .array(entries(id, group: speaker.id).map { .object($0.members) })
    }
    let stages = entries(.wholeStage, group: speaker.id)
    let labelled: JSONValue =
      stages.isEmpty
      ? [:]
      : [
        "stages": array(.wholeStage), "stages_by_turn": array(.wholeStageTurn), "transitions": array(.wholeTransition),
        "first_resistance": array(.wholeResistance), "first_resistance_mean": array(.wholeResistanceMean),
      ]
    let members: JSONValue = [
      "simulator": .string(speaker.id), "real": .integer(speaker.real), "simulated": .integer(speaker.simulated),
      "replayed": .integer(speaker.replayed),
      "endings": array(.wholeEnding), "ended_by": array(.wholeEndedBy),
      "lengths": array(.wholeLength), "staying": array(.wholeStaying), "incidence": array(.wholeIncidence),
      "length_tests": array(.wholeLengthTest), "outcomes": array(.wholeOutcome),
      "outcome_tests": array(.wholeOutcomeTest), "told": array(.wholeTold), "turn_lengths": array(.wholeTurnLength),
      "speech": array(.wholeSpeech), "faults": array(.wholeFault),
    ]
    return .object((members.members ?? []) + (labelled.members ?? []))
  }
}
