import Cases
import CellGrid
import Text

/// The first line: which audit, simulator, instrument and filter, and how many of how many cases.
struct TitleLine {
  var title: String
  var series: CaseTable.Series?
  var hasSeveralDraws: Bool
  var filter: String
  /// Whether the filter selects on what was measured.
  var isByMeasure: Bool
  /// What the verdict is taken on, where it is not the usual.
  var verdict: String
  /// `12 of 23 · 1,109 cases`
  var place: String
  /// Who reads: told where nothing else has to give way.
  var reviewer: String

  func render(into frame: inout Frame, in rect: Rect) {
    let base = Style(.title, on: .titleBar)
    frame.fill(rect, style: base)
    let right = " " + place + (hasRoom(in: rect) ? " · " + reviewer : "") + " "
    let (left, end) = rect.splitRight(min(DisplayWidth.of(right), rect.columns / 2))
    frame.write(right, in: end, style: base, alignment: .right)
    var column = left.column + 1
    func put(_ text: String, _ style: Style, atMost limit: Int) {
      let room = min(limit, left.endColumn - column)
      guard room >= 3 else { return }
      column += frame.write(text, row: left.row, column: column, style: style, width: room, clipping: .ellipsis) + 2
    }
    put(title, base.with(.bold), atMost: max(rect.columns / 5, 10))
    guard let series else { return }
    let narrow = rect.columns < 70
    if series == .conversations {
      put("conversations", base, atMost: 14)
      if !filter.isEmpty { put(filter, Style(.accent, on: .titleBar, .bold), atMost: .max) }
      return
    }
    // Without a filter there is room for names that differ at their ends.
    let room = filter.isEmpty ? max(rect.columns / 5, left.columns / 2 - 8) : max(rect.columns / 5, 10)
    put(series.simulator.middleCut(to: room), Style(.simulated, on: .titleBar), atMost: room)
    if !narrow || filter.isEmpty { put(series.instrument, base, atMost: max(rect.columns / 8, 8)) }
    if hasSeveralDraws { put("draw \(series.draw)", base, atMost: 9) }
    if !verdict.isEmpty { put(verdict, base.with(.bold), atMost: .max) }
    if isByMeasure {
      put("by measure:", base.with(.bold), atMost: .max)
    }
    if !filter.isEmpty { put(filter, Style(.accent, on: .titleBar, .bold), atMost: .max) }
  }
}

extension TitleLine {
  /// Whether everything fits with the reviewer's name.
  private func hasRoom(in rect: Rect) -> Bool {
    let words = [
      title, series?.simulator ?? "", series?.instrument ?? "", hasSeveralDraws ? "draw 00" : "", verdict,
      isByMeasure ? "by measure:" : "", filter, place, reviewer,
    ]
    return words.filter { !$0.isEmpty }.reduce(0) { $0 + DisplayWidth.of($1) + 2 } + 4 <= rect.columns
  }
}

extension Explorer {
  var titleLine: TitleLine {
    TitleLine(
      title: options.title, series: query?.series, hasSeveralDraws: draws.count > 1,
      filter: query?.filter.description ?? "", isByMeasure: query?.filter.reasonToWithhold != nil,
      verdict: query?.verdict.words ?? "", place: placeText, reviewer: options.reviewer)
  }

  private var placeText: String {
    guard let query else { return "" }
    guard let shown = cases.shown else { return "…" }
    let waiting = shown == query ? "" : "… "
    let saving =
      whyNotKept != nil ? "read-only · " : reviews.unsavedCount > 0 ? "saving \(reviews.unsavedCount) · " : ""
    let place = cases.count == 0 ? "none" : NumberText.grouped(cases.scroll.selected + 1)
    let read = cases.members.count(of: reviewedRows.read)
    let flagged = cases.members.count(of: reviewedRows.flagged)
    var parts = ["\(place) of \(NumberText.grouped(cases.count))"]
    // What is left to read comes first where there is little room.
    if read > 0 { parts = [place, "read \(NumberText.grouped(read)) of \(NumberText.grouped(cases.count))"] }
    if cases.count < cases.total, columns >= (read + flagged > 0 ? 100 : 60) {
      parts.append("\(NumberText.grouped(cases.total)) in all")
    }
    if flagged > 0, columns >= 60 { parts.append("⚑ \(NumberText.grouped(flagged))") }
    return saving + waiting + parts.joined(separator: " · ")
  }
}
