import Cases
import CellGrid
import Text

/// Draws the list of whole conversations: a heading line, then a row a conversation.
struct ConversationsView {
  let pane: CasesPane
  let table: CaseTable
  let cells: ListCells
  let hasFocus: Bool
  /// What stands in the place of rows where there are none.
  let why: String

  func render(into frame: inout Frame, in rect: Rect) {
    let columns = ConversationListColumns(
      width: rect.columns, conversation: max(cells.previews.widestID, 8),
      outcome: table.description.outcome.strata.map { DisplayWidth.of($0.id) }.max() ?? 1, speaker: widestSpeaker)
    let (heading, body) = rect.splitTop(CasesView.headingRows)
    renderHeading(columns, into: &frame, in: heading)
    guard pane.count > 0 else {
      cells.renderEmpty(why, into: &frame, in: body)
      return
    }
    let width = columns.columns.first { $0.column == .conversation }?.width ?? 0
    let cut = cells.cut(of: pane.rowsInSight.map(table.key), to: width)
    pane.renderRows(hasFocus: hasFocus, into: &frame, in: body) { row, isSelected, frame, line in
      renderConversation(row, columns, cut, isSelected: isSelected, into: &frame, in: line)
    }
  }

  private var widestSpeaker: Int? {
    table.whole.isEmpty
      ? nil : (table.whole.simulators + [ConversationCode.person]).map { DisplayWidth.of($0) }.max()
  }

  private func renderHeading(_ columns: ConversationListColumns, into frame: inout Frame, in rect: Rect) {
    let style = Style(hasFocus ? .focusedBorder : .heading, hasFocus ? .bold : [])
    for (column, start, width) in columns.columns {
      let order = pane.shown?.order.first.flatMap { column.shows($0.field) ? $0 : nil }
      let arrow = order.map { $0.descending ? "▼" : "▲" } ?? ""
      // Beside a title that is cut the arrow would be lost.
      let short = column == .conversation && width < 13 ? "conv" : column.title
      let cut = String(short.prefix(width == 1 ? 1 : width - (order == nil ? 0 : 1)))
      let title = column.isNumber ? cut.leftPadded(to: width - (order == nil ? 0 : 1)) : cut
      frame.write(
        title + arrow, row: rect.row, column: rect.column + start, style: style, width: width + (order == nil ? 0 : 1))
    }
  }

  private func renderConversation(
    _ row: Int, _ columns: ConversationListColumns, _ cut: IDCut, isSelected: Bool, into frame: inout Frame,
    in line: Rect
  ) {
    let key = table.key(of: row)
    let preview = cells.previews[key]
    let isRead = cells.read.contains(row)
    let conversation = Int(table.pairs.conversation[row])
    for (column, start, width) in columns.columns {
      let cell = Rect(row: line.row, column: line.column + start, rows: 1, columns: width)
      switch column {
      case .marks:
        cells.renderMarks(of: key, preview, isRead: isRead, isSelected: isSelected, into: &frame, in: cell)
      case .conversation: frame.write(cut(preview?.conversationID ?? "…"), in: cell, style: isRead ? .dim : .text)
      case .outcome:
        let isInherited = table.inheritsOutcome(ofConversation: conversation)
        renderOutcome(
          table.stratum(ofRow: row), isInherited: isInherited, isWide: columns.isWide, into: &frame, in: cell)
      case .turns: renderNumber(table.conversations.turns, conversation, into: &frame, in: cell)
      case .userTurns: renderNumber(table.conversations.userTurns, conversation, into: &frame, in: cell)
      case .ended: renderEnding(table.ending(of: conversation), into: &frame, in: cell)
      case .speaker: renderSpeaker(conversation, into: &frame, in: cell)
      case .endedBy: renderWord(table.endedBy(ofConversation: conversation)?.rawValue, into: &frame, in: cell)
      case .lastAct: renderAct(table.lastAct(ofConversation: conversation), into: &frame, in: cell)
      case .faults: renderFaults(conversation, into: &frame, in: cell)
      case .words: renderWords(preview, preview?.realText, into: &frame, in: cell)
      case .lastWords: renderWords(preview, preview?.last?.text, into: &frame, in: cell)
      }
    }
  }

  /// - Parameter isInherited: Whether it is that of the conversation that is replayed, which the user here did not make.
  private func renderOutcome(
    _ stratum: Stratum, isInherited: Bool, isWide: Bool, into frame: inout Frame, in cell: Rect
  ) {
    if isInherited {
      frame.write("↩", row: cell.row, column: cell.column, style: .dim, width: 1)
      guard isWide else { return }
      frame.write(
        ConversationCode.inherited, row: cell.row, column: cell.column + 2, style: .dim, width: cell.columns - 2,
        clipping: .ellipsis)
      return
    }
    let mark = stratum.outcomeMark
    frame.write(mark.glyph, row: cell.row, column: cell.column, style: mark.style, width: 1)
    guard isWide, stratum != .unknown else { return }
    frame.write(
      stratum.id, row: cell.row, column: cell.column + 2, style: mark.style, width: cell.columns - 2,
      clipping: .ellipsis)
  }

  private func renderNumber(_ column: [UInt16], _ conversation: Int, into frame: inout Frame, in cell: Rect) {
    guard conversation < column.count else { return }
    frame.write(NumberText.grouped(Int(column[conversation])), in: cell, style: .dim, alignment: .right)
  }

  private func renderEnding(_ ending: ConversationEnding?, into frame: inout Frame, in cell: Rect) {
    guard let ending else { return }
    frame.write(ending.rawValue, in: cell, style: .dim)
    guard ending == .agent else { return }
    let column = cell.column + DisplayWidth.of(ending.rawValue) + 1
    frame.write("∅", row: cell.row, column: column, style: Style(.scale(0), .bold), width: 1)
  }

  private func renderSpeaker(_ conversation: Int, into frame: inout Frame, in cell: Rect) {
    let simulator = table.speaker(ofConversation: conversation)
    frame.write(
      simulator ?? ConversationCode.person, in: cell, style: Style(simulator == nil ? .real : .simulated),
      clipping: .ellipsis)
  }

  private func renderWord(_ word: String?, into frame: inout Frame, in cell: Rect) {
    frame.write(word ?? "", in: cell, style: .dim, clipping: .ellipsis)
  }

  /// Who refuses or puts off has left of their own; thanks and control words are what a harness ends with.
  private func renderAct(_ act: LastAct?, into frame: inout Frame, in cell: Rect) {
    let leaves = act == .refusal || act == .delay
    frame.write(
      act?.rawValue ?? "", in: cell, style: leaves ? Style(.scale(0), .bold) : .dim, clipping: .ellipsis)
  }

  private func renderFaults(_ conversation: Int, into frame: inout Frame, in cell: Rect) {
    let count = table.whole.conduct.faults[conversation].faults.count
    if count > 0 { frame.write("!\(min(count, 9))", in: cell, style: Style(.error, .bold)) }
  }

  private func renderWords(_ preview: CasePreview?, _ text: String?, into frame: inout Frame, in cell: Rect) {
    guard preview != nil else { return }
    guard let text else {
      frame.write("the user never spoke", in: cell, style: .dim)
      return
    }
    cells.renderWords(text, Style(.customer), into: &frame, in: cell)
  }
}

extension Stratum {
  /// How an outcome looks: a glyph and a colour, that of commitment or of resistance.
  var outcomeMark: (glyph: String, style: Style) {
    if self == .unknown { return ("?", .dim) }
    return committed ? ("✓", Style(.scale(8), .bold)) : ("✗", Style(.scale(0), .bold))
  }
}
