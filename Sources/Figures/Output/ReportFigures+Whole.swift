import Fidelity
import JSON

extension ReportFigures {
  /// Whole simulated conversations beside real ones; nothing where the audit has none.
  var wholeMembers: [JSONValue.Member] {
    guard let whole = report.whole else { return [] }
    if let reason = whole.reason { return [.init("whole", .reason(reason))] }
    return [.init("whole", .array(whole.speakers.map(speaker)))]
  }

  private func speaker(_ speaker: WholeReport.Speaker) -> JSONValue {
    func array(_ id: FigureSection.ID) -> JSONValue {
      .array(entries(id, group: speaker.id).map { .object($0.members) })
    }
    let stages = entries(.wholeStage, group: speaker.id)
    let labelled: JSONValue = stages.isEmpty ? [:] : ["stages": array(.wholeStage)]
    let members: JSONValue = [
      "simulator": .string(speaker.id), "real": .integer(speaker.real), "simulated": .integer(speaker.simulated),
      "replayed": .integer(speaker.replayed),
      "endings": array(.wholeEnding), "ended_by": array(.wholeEndedBy),
      "lengths": array(.wholeLength), "staying": array(.wholeStaying), "incidence": array(.wholeIncidence),
      "length_tests": array(.wholeLengthTest), "told": array(.wholeTold), "turn_lengths": array(.wholeTurnLength),
      "speech": array(.wholeSpeech), "faults": array(.wholeFault),
    ]
    return .object((members.members ?? []) + (labelled.members ?? []))
  }
}
