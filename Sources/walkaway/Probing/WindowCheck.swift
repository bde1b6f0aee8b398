import AuditStore
import Cases
import Fidelity
import Foundation
import Probing

/// How often an instrument gives a real turn the same stage with and without the rest of the conversation in view.
struct WindowCheck {
  private let id: String
  private let turns: Int
  private let same: Int
  private let deeper: Int
  private let shallower: Int

  /// - Parameter full: The id of the instrument that saw the whole conversation.
  /// - Returns: `nil` where no turn was labelled both ways.
  init?(of full: String, in store: AuditStore) throws {
    let suffix = "-full"
    guard full.hasSuffix(suffix) else { return nil }
    id = String(full.dropLast(suffix.count))
    let depths = store.description.schema.stages.map(\.depth)
    let plain = try store.realStages(instrument: id)
    var counts = (same: 0, deeper: 0, shallower: 0)
    for (turn, code) in try store.realStages(instrument: full) {
      guard let other = plain[turn], Int(code) < depths.count, Int(other) < depths.count else { continue }
      let shift = depths[Int(code)] - depths[Int(other)]
      if shift == 0 { counts.same += 1 } else if shift > 0 { counts.deeper += 1 } else { counts.shallower += 1 }
    }
    (same, deeper, shallower) = counts
    turns = counts.same + counts.deeper + counts.shallower
    if turns == 0 { return nil }
  }

  var text: String {
    let share = String(format: "%.1f %%", Double(same) / Double(turns) * 100)
    return "causal-labelling check of \(shown(id)): \(turns) real turns labelled both ways, \(same) alike (\(share)), "
      + "\(deeper) deeper and \(shallower) shallower with the whole conversation in view\n"
  }
}
