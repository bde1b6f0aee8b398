import Cases
import CellGrid
import Fidelity
import Text

/// A case as lines, from the profile to what happened next; or a whole conversation.
struct ReaderDocument: Sendable {
  private(set) var rows: [StyledRow] = []
  /// Where the comparison begins, and the first row after it.
  private(set) var comparison = 0..<0
  /// Where what happened next begins.
  private(set) var followed = 0
  /// The answers beside the real turn, and all of them.
  private(set) var shownAnswers = 0
  private(set) var allAnswers = 0

  static let empty = ReaderDocument()

  /// A blank, and the heading of what happened next: they stay in view below the comparison.
  static let rowsBelow = 2

  private init() {}

  /// - Parameter height: The rows that are shown at once: a shorter case ends at the bottom of them.
  init(of content: ReaderContent, firstAnswer: Int, height: Int) {
    rows = ReaderDocument.profile(of: content)
    if content.key.isOfConversation {
      rows += WholeConversationRows.heading(of: content)
      rows += ReviewRows.rows(of: content)
      rows.append(.blank)
      rows += WholeConversationRows.transcript(of: content)
      followed = rows.count
      return
    }
    rows.append(.blank)
    let top = rows.count
    rows += TranscriptRows.rows(of: 0..<min(content.key.turn, content.detail.conversation.turns.count), in: content)
    rows.append(.blank)
    var start = rows.count
    let compared = ComparisonRows(of: content, firstAnswer: firstAnswer)
    shownAnswers = compared.shownAnswers
    allAnswers = compared.allAnswers
    rows += compared.rows
    rows += ReviewRows.rows(of: content)
    let room = height - rows.count - ReaderDocument.rowsBelow
    if room > 0 {
      rows.insert(contentsOf: Array(repeating: .blank, count: room), at: top)
      start += room
    }
    comparison = start..<rows.count
    rows.append(.blank)
    followed = rows.count
    rows += ReaderDocument.followed(in: content)
  }

  var hitRows: [Int] { rows.indices.filter { rows[$0].isHit } }
  var faultRows: [Int] { rows.indices.filter { rows[$0].isFault } }

  // MARK: Parts

  /// Who this is and how it ended.
  private static func profile(of content: ReaderContent) -> [StyledRow] {
    [outcome(of: content)]
      + (content.isProfilePinned ? [] : facts(of: content.detail.conversation, width: content.width))
  }

  /// The profile in one line or several.
  ///
  /// - Parameter names: The fields; all, and the customer, where there are none.
  static func facts(of conversation: Conversation, named names: [String] = [], width: Int) -> [StyledRow] {
    var facts: [(name: String, value: String)] = []
    if let customer = conversation.customer, names.isEmpty || names.contains("customer") {
      facts.append(("customer", customer))
    }
    let profile = conversation.profile.map { (name: $0.name, value: $0.value) }
    facts += names.isEmpty ? profile : names.compactMap { name in profile.first { $0.name == name } }
    var rows: [StyledRow] = []
    var row = StyledRow()
    var column = 1
    for fact in facts {
      let size = DisplayWidth.of(fact.name) + 1 + DisplayWidth.of(fact.value)
      if column > 1, column + 3 + size > width {
        rows.append(row)
        row = StyledRow()
        column = 1
      }
      if column > 1 {
        row.add(" · ", .dim, column: column, width: 3)
        column += 3
      }
      row.add(fact.name, .dim, column: column, width: width - column)
      column += DisplayWidth.of(fact.name) + 1
      row.add(fact.value, .text, column: column, width: width - column)
      column += DisplayWidth.of(fact.value)
    }
    if column > 1 { rows.append(row) }
    return rows
  }

  private static func outcome(of content: ReaderContent) -> StyledRow {
    let conversation = content.detail.conversation
    var row = StyledRow()
    let end = conversation.outcomeAt.map { " at \($0)" } ?? ""
    let name =
      content.stratum?.label ?? (conversation.outcome == Stratum.unknown.id ? "outcome unknown" : conversation.outcome)
    let source = content.detail.simulated?.inheritsOutcome == true ? " (inherited)" : ""
    let text = "\(name)\(source)\(end) · \(NumberText.counted(conversation.turns.count, "turn"))"
    row.add(text, Style(.heading), column: 1, width: content.width - 1)
    return row
  }

  /// What really happened after the probe, folded to a line unless asked for.
  private static func followed(in content: ReaderContent) -> [StyledRow] {
    let turns = content.detail.conversation.turns
    let first = content.key.turn + 1
    guard first < turns.count else {
      let text = content.isExitProbe ? "the customer never answered" : "the conversation ended here"
      return [StyledRow("■ \(text)", .dim, column: 1, width: content.width)]
    }
    let count = NumberText.counted(turns.count - first, "turn")
    let heading =
      content.isUnfolded ? "▾ what really happened next: \(count)" : "▸ what really happened next: \(count) (o unfolds)"
    let row = StyledRow(heading, Style(.heading), column: 1, width: content.width)
    return content.isUnfolded ? [row] + TranscriptRows.rows(of: first..<turns.count, in: content) : [row]
  }
}
