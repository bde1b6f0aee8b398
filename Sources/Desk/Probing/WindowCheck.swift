public import AuditStore
internal import Cases
internal import Fidelity
internal import Foundation
internal import Text

/// How well the labels of an instrument that saw whole conversations agree with its labels of the same real turns.
public struct WindowCheck {
  private let id: String
  private let agreement: WindowAgreement

  /// - Parameter full: The id of the instrument that saw the whole conversation.
  /// - Returns: `nil` where no turn was labelled both ways.
  public init?(of full: String, in store: AuditStore) throws {
    let suffix = "-full"
    guard full.hasSuffix(suffix) else { return nil }
    id = String(full.dropLast(suffix.count))
    agreement = WindowAgreement(
      full: try WindowCheck.realStages(full, in: store), upToTurn: try WindowCheck.realStages(id, in: store),
      depths: store.description.schema.stages.map(\.depth))
    if agreement.turns == 0 { return nil }
  }

  private static func realStages(_ instrument: String, in store: AuditStore) throws -> [LabelledTurn: UInt8] {
    try store.labels(instrument: instrument).filter { $0.key.source == .real }.mapValues(\.codes.stage)
  }

  public var text: String {
    let share = NumberStyle.share.text(Double(agreement.same) / Double(agreement.turns))
    return
      "causal-labelling check of \(shown(id)): \(NumberText.counted(agreement.turns, "real turn")) labelled both ways, "
      + "\(agreement.same) alike (\(share)), \(agreement.deeper) deeper and \(agreement.shallower) shallower "
      + "with the whole conversation in view\n"
  }
}
