import Cases
import CellGrid

/// Which columns of the list of conversations fit, and where they stand.
struct ConversationListColumns: Sendable {
  enum Column: Sendable, Hashable {
    case marks, conversation, outcome, speaker, turns, userTurns, ended, endedBy, lastAct, faults, words, lastWords

    var title: String {
      switch self {
      case .marks: ""
      case .conversation: "conversation"
      case .outcome: "outcome"
      case .speaker: "who"
      case .turns: "turns"
      case .userTurns: "user"
      case .ended: "last"
      case .endedBy: "ended by"
      case .lastAct: "last act"
      case .faults: "!"
      case .words: "first user turn"
      case .lastWords: "last user turn"
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
      case .speaker: field == .simulator
      case .endedBy: field == .endedBy
      case .lastAct: field == .end
      case .faults, .words, .lastWords: false
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
  ///   - speaker: The widest simulator's id; `nil` where people alone spoke.
  init(width: Int, conversation: Int, outcome: Int, speaker: Int? = nil) {
    isWide = width >= (speaker == nil ? 64 : 110)
    if let speaker {
      columns = ConversationListColumns.columns(
        ConversationListColumns.besideSimulated(width: width, conversation, outcome, speaker), then: .lastWords, width)
      return
    }
    var fixed: [(Column, Int)] = [
      (.marks, 4), (.conversation, min(conversation, width >= 110 ? 24 : isWide ? 14 : 10)),
    ]
    if isWide {
      fixed += [(.outcome, min(max(outcome + 2, 8), 14)), (.turns, 6), (.userTurns, 5), (.ended, 7)]
    } else {
      fixed += [(.outcome, 1), (.turns, 5), (.ended, 7)]
    }
    columns = ConversationListColumns.columns(fixed, then: .words, width)
  }

  /// Where there are simulated conversations it counts who spoke, how they went out, and the last words.
  private static func besideSimulated(
    width: Int, _ conversation: Int, _ outcome: Int, _ speaker: Int
  ) -> [(Column, Int)] {
    if width >= 110 {
      return [
        (.marks, 4), (.conversation, min(conversation, 24)), (.outcome, min(max(outcome + 2, 11), 14)),
        (.speaker, min(speaker, 16)), (.turns, 5), (.userTurns, 4), (.ended, 7), (.endedBy, 8), (.lastAct, 12),
        (.faults, 2),
      ]
    }
    if width >= 64 {
      return [
        (.marks, 4), (.conversation, min(conversation, 12)), (.outcome, 1), (.speaker, min(speaker, 9)),
        (.userTurns, 4), (.lastAct, 12), (.faults, 2),
      ]
    }
    return [
      (.marks, 4), (.conversation, min(conversation, 8)), (.outcome, 1), (.speaker, min(speaker, 6)), (.userTurns, 4),
      (.lastAct, 8), (.faults, 2),
    ]
  }

  /// Columns one beside the other, and what is left for words.
  private static func columns(
    _ fixed: [(Column, Int)], then words: Column, _ width: Int
  ) -> [(column: Column, start: Int, width: Int)] {
    var columns: [(column: Column, start: Int, width: Int)] = []
    var start = 0
    for (column, size) in fixed {
      columns.append((column, start, size))
      start += size + 1
    }
    if width - start >= 6 { columns.append((words, start, width - start)) }
    return columns
  }
}
