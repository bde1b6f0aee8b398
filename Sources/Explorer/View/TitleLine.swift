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

  func render(into frame: inout Frame, in rect: Rect) {
    let base = Style(.title, on: .titleBar)
    frame.fill(rect, style: base)
    let right = " " + place + " "
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
    put(series.simulator, Style(.simulated, on: .titleBar), atMost: max(rect.columns / 5, 10))
    if !narrow || filter.isEmpty { put(series.instrument, base, atMost: max(rect.columns / 8, 8)) }
    if hasSeveralDraws { put("draw \(series.draw)", base, atMost: 9) }
    if !verdict.isEmpty { put(verdict, base.with(.bold), atMost: .max) }
    if isByMeasure {
      put("by measure:", base.with(.bold), atMost: .max)
    }
    if !filter.isEmpty { put(filter, Style(.accent, on: .titleBar, .bold), atMost: .max) }
  }
}

extension Explorer {
  var titleLine: TitleLine {
    TitleLine(
      title: options.title, series: query?.series, hasSeveralDraws: draws.count > 1,
      filter: query?.filter.description ?? "", isByMeasure: query?.filter.reasonToWithhold != nil,
      verdict: query?.verdict.words ?? "", place: placeText)
  }

  private var placeText: String {
    guard let query else { return "" }
    guard let shown = cases.shown else { return "…" }
    let waiting = shown == query ? "" : "… "
    let saving =
      whyNotKept != nil ? "read-only · " : reviews.unsavedCount > 0 ? "saving \(reviews.unsavedCount) · " : ""
    let place = cases.count == 0 ? "none" : NumberText.grouped(cases.scroll.selected + 1)
    if cases.count == cases.total { return saving + waiting + "\(place) of \(NumberText.grouped(cases.total))" }
    let all = columns < 60 ? "" : " · \(NumberText.grouped(cases.total)) in all"
    return saving + waiting + "\(place) of \(NumberText.grouped(cases.count))" + all
  }
}
