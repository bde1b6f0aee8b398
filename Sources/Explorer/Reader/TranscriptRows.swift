import Cases
import CellGrid
import Figures

/// The transcript: each turn with its number, the real stage or who speaks, and its text.
enum TranscriptRows {
  /// Number, mark, blank.
  static let margin = 6

  static func rows(of turns: Range<Int>, in content: ReaderContent) -> [StyledRow] {
    turns.clamped(to: content.detail.conversation.turns.indices).flatMap { turn in rows(of: turn, in: content) }
  }

  private static func rows(of number: Int, in content: ReaderContent) -> [StyledRow] {
    let turn = content.detail.conversation.turns[number]
    let style = turn.role == .user ? Style(.customer) : turn.role == .agent ? Style(.agent) : .dim
    let width = max(content.width - margin - 1, 8)
    let text = StyledText(
      turn.text, style: style, width: width, prefix: prefix(of: turn, number, in: content), searched: content.searched)
    var rows = text.rows(column: margin, width: width)
    var head = StyledRow()
    head.add(padded(number, to: 3), .dim, column: 0, width: 3)
    if turn.role == .user {
      let mark = content.marks.mark(of: content.marks.code(of: content.userLabel(of: number)?.stage))
      head.add(String(mark.letter), mark.style, column: 4, width: 1)
    } else {
      head.add(turn.role == .agent ? "›" : "·", .dim, column: 4, width: 1)
    }
    head.pieces += rows[0].pieces
    head.isHit = rows[0].isHit
    let faults = content.detail.faults.filter { $0.turn == number }
    if !faults.isEmpty { head.add("!", Style(.error, .bold), column: 5, width: 1) }
    rows[0] = head
    return rows + faults.flatMap { faultRows(of: $0, width: width) }
  }

  /// Which fault, and what it is told by.
  static func faultRows(of finding: FaultFinding, width: Int) -> [StyledRow] {
    let text = "! \(finding.fault.rawValue): \(finding.reason)"
    var rows = StyledText(text, style: Style(.error), width: width).rows(column: margin, width: width)
    rows[0].isFault = true
    return rows
  }

  /// What stands before the text: the agent's action, or who else speaks.
  private static func prefix(of turn: Turn, _ number: Int, in content: ReaderContent) -> String {
    switch turn.role {
    case .agent: content.action(of: number).map { "‹\($0)› " } ?? ""
    case .user: ""
    case .system, .tool: "‹\(turn.role.rawValue)› "
    }
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(width - digits.count, 0)) + digits
  }
}
