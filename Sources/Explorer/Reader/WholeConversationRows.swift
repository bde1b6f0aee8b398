import Cases
import CellGrid
import Text

/// A whole conversation: who spoke in it and how it ended, then its turns, beside those of the real one that it replays.
enum WholeConversationRows {
  private static let narrowestColumn = 34
  private static let gap = 3

  /// What is known of a simulated conversation besides its turns; nothing of a real one.
  static func heading(of content: ReaderContent) -> [StyledRow] {
    guard let simulated = content.detail.simulated else { return [] }
    var row = StyledRow()
    var column = 1
    func put(_ text: String, _ style: Style) {
      row.add(text, style, column: column, width: content.width - column)
      column += DisplayWidth.of(text)
    }
    put("simulated by ", .dim)
    put(simulated.simulator, Style(.simulated, .bold))
    put(" · ended by ", .dim)
    put(simulated.endedBy?.rawValue ?? "whom nobody wrote down", .text)
    if let word = simulated.endWord { put(" (\(word))", .text) }
    let faults = content.detail.faults.count
    if faults > 0 {
      put(" · ", .dim)
      put(NumberText.counted(faults, "fault"), Style(.error, .bold))
    }
    var rows = [row]
    for finding in content.detail.faults where finding.turn == nil {
      rows += TranscriptRows.faultRows(of: finding, width: max(content.width - TranscriptRows.margin - 1, 8))
    }
    return rows
  }

  /// The turns, and how it ended.
  static func transcript(of content: ReaderContent) -> [StyledRow] {
    guard let replayed = content.detail.simulated?.replayed else {
      let turns = TranscriptRows.rows(of: 0..<content.detail.conversation.turns.count, in: content)
      return turns + [ending(of: content.detail.conversation, width: content.width)]
    }
    let own = content.alone(with: content.detail.conversation)
    let real = content.alone(with: replayed)
    let width = (content.width - gap) / 2
    return width < narrowestColumn ? stacked(own, real, in: content) : beside(own, real, width: width)
  }

  private static func stacked(_ own: ReaderContent, _ real: ReaderContent, in content: ReaderContent) -> [StyledRow] {
    func rows(of part: ReaderContent) -> [StyledRow] {
      TranscriptRows.rows(of: 0..<part.detail.conversation.turns.count, in: part)
        + [ending(of: part.detail.conversation, width: part.width)]
    }
    let heading =
      content.isUnfolded
      ? "▾ the real conversation that it replays, \(real.detail.conversation.id)"
      : "▸ it replays \(real.detail.conversation.id) (o unfolds it)"
    let row = StyledRow(heading, Style(.heading), column: 1, width: content.width)
    return rows(of: own) + [.blank, row] + (content.isUnfolded ? rows(of: real) : [])
  }

  /// Two columns: what answers the same user turn begins on the same line, and so do the user turns themselves.
  private static func beside(_ own: ReaderContent, _ real: ReaderContent, width: Int) -> [StyledRow] {
    var parts = [own, real]
    for place in parts.indices { parts[place].width = width }
    let columns = parts.map { segments(of: $0) }
    var rows = [
      titles(
        ["SIMULATED", "REAL \(real.detail.conversation.id)"], [Style(.simulated, .bold), Style(.real, .bold)], width)
    ]
    for segment in 0..<(columns.map(\.count).max() ?? 0) {
      let cells = columns.map { segment < $0.count ? $0[segment] : Segment() }
      let before = cells.map(\.before.count).max() ?? 0
      rows += zipped(cells.map { pad($0.before, to: before) + $0.user }, width)
    }
    return rows
  }

  /// What was said before a user turn, and that turn; the last has none.
  private struct Segment {
    var before: [StyledRow] = []
    var user: [StyledRow] = []
  }

  private static func segments(of content: ReaderContent) -> [Segment] {
    let turns = content.detail.conversation.turns
    var segments = [Segment()]
    for number in turns.indices {
      let rows = TranscriptRows.rows(of: number..<number + 1, in: content)
      if turns[number].role == .user {
        segments[segments.count - 1].user = rows
        segments.append(Segment())
      } else {
        segments[segments.count - 1].before += rows
      }
    }
    segments[segments.count - 1].before.append(ending(of: content.detail.conversation, width: content.width))
    return segments
  }

  /// What came first stands on top; the user turns stand on one line.
  private static func pad(_ rows: [StyledRow], to count: Int) -> [StyledRow] {
    rows + Array(repeating: .blank, count: max(count - rows.count, 0))
  }

  private static func zipped(_ columns: [[StyledRow]], _ width: Int) -> [StyledRow] {
    (0..<(columns.map(\.count).max() ?? 0)).map { line in
      var row = StyledRow()
      for (place, column) in columns.enumerated() where line < column.count {
        row.pieces += column[line].moved(by: place * (width + gap)).pieces
        row.isHit = row.isHit || column[line].isHit
        row.isFault = row.isFault || column[line].isFault
      }
      row.add("│", Style(.border), column: width + 1, width: 1)
      return row
    }
  }

  private static func titles(_ titles: [String], _ styles: [Style], _ width: Int) -> StyledRow {
    var row = StyledRow()
    for (place, title) in titles.enumerated() {
      row.add(title, styles[place], column: place * (width + gap) + 1, width: width - 1)
    }
    row.add("│", Style(.border), column: width + 1, width: 1)
    return row
  }

  /// Who had the last word.
  private static func ending(of conversation: Conversation, width: Int) -> StyledRow {
    let speaker = conversation.turns.last { $0.role == .agent || $0.role == .user }?.role
    let text = speaker == .agent ? "nobody answered the agent" : "the conversation ended here"
    return StyledRow("■ \(text)", .dim, column: 1, width: width)
  }
}

extension ReaderContent {
  /// The same of one of the two: the faults are those of the one that is read, and labels its own.
  fileprivate func alone(with other: Conversation) -> ReaderContent {
    var content = self
    if other.id != detail.conversation.id {
      content.detail.labels = detail.simulated?.replayedLabels ?? []
      content.detail.simulated = nil
      content.detail.faults = []
    }
    content.detail.conversation = other
    return content
  }
}
