public import AuditStore
internal import Cases
internal import Fidelity
public import Probing
internal import Text

/// How far an instrument agrees with itself, in words.
public struct RepeatCheck {
  private let id: String
  private let times: Int
  private let agreement: RepeatAgreement

  /// - Parameters:
  ///   - definition: The instrument as it was asked first.
  ///   - times: How often it was asked, the first included.
  /// - Returns: `nil` where no turn was labelled every time.
  public init?(of definition: PreparedDefinition, times: Int, in store: AuditStore) throws {
    id = definition.id
    self.times = times
    let schema = store.description.schema
    let isOfActions = definition.task == .agentAction
    let ids = [definition.id] + (2...max(2, times)).map { definition.definition.repeated($0).id }
    agreement = RepeatAgreement(
      readings: try ids.map { id in
        try store.labels(instrument: id).mapValues { isOfActions ? $0.codes.action : $0.codes.stage }
      },
      values: isOfActions ? schema.actions.count : schema.stages.count)
    if times < 2 || agreement.turns == 0 { return nil }
  }

  public var text: String {
    let share = NumberStyle.share.text(Double(agreement.alike) / Double(agreement.turns))
    let alpha = agreement.alpha.map { ", Krippendorff’s α \(NumberText.fixed($0, 2))" } ?? ""
    return "reliability of \(shown(id)): \(NumberText.counted(agreement.turns, "turn")) labelled \(times) times, "
      + "\(agreement.alike) alike every time (\(share))\(alpha)\n"
  }
}
