import Cases
import CellGrid
import Figures

extension Explorer {
  /// Gives the reader the current case, once it is loaded.
  mutating func showCase(of table: CaseTable, in rect: Rect) {
    guard let current = currentRow else { return }
    let key = table.key(of: current)
    guard let detail = details[key] else { return }
    var content = ReaderContent(
      key: key, row: table.caseRow(current, scale: marks.scale), detail: detail, table: table, marks: marks,
      book: reviews,
      isUnfolded: reader.isUnfolded, searched: hits?.text, width: rect.columns)
    let pinned = pinnedProfile(of: detail, in: rect) == nil ? 0 : 1
    let facts = ReaderDocument.facts(of: detail.conversation, width: rect.columns)
    content.isProfilePinned = pinned > 0 && options.profile.isEmpty && facts.count == 1
    reader.show(content, height: rect.rows - ReaderView.headingRows - pinned)
  }

  /// The fewest rows of a reader that keeps one for the profile.
  private static let roomForProfile = 16

  /// The profile in one line, the fields that are set or as many as there is room for.
  private func pinnedProfile(of detail: CaseDetail, in rect: Rect) -> StyledRow? {
    // A whole conversation is read from its top, where the profile stands.
    guard rect.rows >= Explorer.roomForProfile, query?.series != .conversations else { return nil }
    return ReaderDocument.facts(of: detail.conversation, named: options.profile, width: rect.columns).first
  }

  var readerView: ReaderView {
    let row = table.flatMap { table in currentRow.map { table.caseRow($0, scale: marks.scale) } }
    let stratum = table?.description.outcome.strata.first { $0.id == row?.stratum }
    let detail = row.flatMap { details[$0.key] }
    let isInherited = detail?.simulated?.inheritsOutcome == true
    return ReaderView(
      pane: reader, row: row, noun: noun,
      stratum: (stratum?.label ?? row?.stratum ?? "") + (isInherited ? " (inherited)" : ""),
      conversation: detail?.conversation.id ?? row.flatMap { previews[$0.key]?.conversationID },
      isLoaded: row.map { reader.shows($0.key) && detail != nil } ?? false,
      hasFocus: focus == .reader && prompt == nil, isRead: currentRow.map(reviewedRows.read.contains) ?? false,
      profile: detail.flatMap { detail in layout.rect(of: .reader).flatMap { pinnedProfile(of: detail, in: $0) } })
  }
}
