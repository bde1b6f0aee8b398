import Cases
import CellGrid
import Fidelity

/// Draws the reader: a heading line, then the lines in view.
struct ReaderView {
  static let headingRows = 1
  /// The cells that an id keeps, however long what stands behind it is.
  private static let narrowestID = 12

  let pane: ReaderPane
  /// The case that is to be read, whether or not it has been loaded.
  let row: CaseRow?
  /// What could be read here.
  let noun: String
  let stratum: String
  let conversation: String?
  let isLoaded: Bool
  let hasFocus: Bool
  /// Whether the reviewer has read it.
  let isRead: Bool
  /// The profile in a line that stays; `nil` where there is none, or no room.
  let profile: StyledRow?

  func render(into frame: inout Frame, in rect: Rect) {
    let (heading, rest) = rect.splitTop(ReaderView.headingRows)
    let (pinned, body) = rest.splitTop(profile == nil ? 0 : 1)
    profile?.render(into: &frame, row: pinned.row, column: pinned.column)
    guard let row else {
      frame.write("no \(noun) selected", in: body.line(body.rows / 2), style: .dim, alignment: .centre)
      return
    }
    renderHeading(of: row, into: &frame, in: heading)
    guard isLoaded else {
      frame.write("…", in: body.line(body.rows / 2), style: .dim, alignment: .centre)
      return
    }
    for line in 0..<body.rows where pane.document.rows.indices.contains(pane.first + line) {
      pane.document.rows[pane.first + line].render(into: &frame, row: body.row + line, column: body.column)
    }
  }

  private func renderHeading(of row: CaseRow, into frame: inout Frame, in rect: Rect) {
    let style = Style(hasFocus ? .focusedBorder : .heading, hasFocus ? .bold : [])
    let place = (isRead ? "✓ read  " : "") + (isLoaded ? placeText : "")
    let what = row.key.isOfConversation ? "conversation" : "turn \(row.key.turn) · \(row.position)"
    let (start, end) = rect.splitRight(DisplayWidth.of(place) + 1, gap: 1)
    let rest = " · \(stratum) · \(what)"
    // Where there is no room for all of it the id loses its middle: conversations differ by its ends.
    let room = max(start.columns - 1 - DisplayWidth.of(rest), ReaderView.narrowestID)
    frame.write(" " + (conversation ?? "…").middleCut(to: room) + rest, in: start, style: style, clipping: .ellipsis)
    frame.write(place, in: end, style: .dim)
  }

  /// How much lies above and below.
  private var placeText: String {
    let count = pane.document.rows.count
    guard count > pane.height || pane.first > 0 else { return "" }
    let above = pane.first
    let below = max(count - pane.first - pane.height, 0)
    return (above > 0 ? "↑\(above)" : "") + (above > 0 && below > 0 ? " " : "") + (below > 0 ? "↓\(below)" : "")
  }
}
