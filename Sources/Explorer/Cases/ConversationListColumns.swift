import Cases
import CellGrid

/// Which columns of the list of conversations fit, and where they stand.
struct ConversationListColumns: Sendable {
  enum Column: Sendable, Hashable {
    case marks, conversation, outcome, turns, userTurns, ended, words

    var title: String {
      switch self {
      case .marks: ""
      case .conversation: "conversation"
      case .outcome: "outcome"
      case .turns: "turns"
      case .userTurns: "user"
      case .ended: "last"
      case .words: "first user turn"
      }
    }

    var isNumber: Bool { self == .turns || self == .userTurns }

    /// Whether sorting by a field is marked over this column.
    func shows(_ field: FilterField) -> Bool {
      switch self {
      case .marks: field == .flag
      case .conversation: field == .conversation || field == .customer
      case .outcome: field == .outcome || field == .committed
      case .turns: field == .turns || field == .agentTurns
      case .userTurns: field == .userTurns
      case .ended: field == .ended || field == .silences
      case .words: false
      }
    }
  }

  private(set) var columns: [(column: Column, start: Int, width: Int)] = []
  /// Whether outcomes are told in words beside their glyphs.
  let isWide: Bool

  /// - Parameters:
  ///   - width: The cells of the list.
  ///   - conversation: The widest conversation id in view.
  ///   - outcome: The widest stratum's id.
  init(width: Int, conversation: Int, outcome: Int) {
    isWide = width >= 64
    var fixed: [(Column, Int)] = [
      (.marks, 3), (.conversation, min(conversation, width >= 110 ? 24 : isWide ? 14 : 10)),
    ]
    if isWide {
      fixed += [(.outcome, min(max(outcome + 2, 8), 14)), (.turns, 6), (.userTurns, 5), (.ended, 7)]
    } else {
      fixed += [(.outcome, 1), (.turns, 5), (.ended, 7)]
    }
    var start = 0
    for (column, size) in fixed {
      columns.append((column, start, size))
      start += size + 1
    }
    if width - start >= 6 { columns.append((.words, start, width - start)) }
  }
}
