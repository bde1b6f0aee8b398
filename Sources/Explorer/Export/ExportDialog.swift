import Cases
import CellGrid
import Fidelity
import Text

/// The dialog that `e` opens: what, as what, to where.
struct ExportDialog: Sendable {
  enum Field: Int, Sendable, CaseIterable {
    case scope, format, path
  }

  /// The start of the path, without the extension.
  private let stem: String
  private(set) var field = Field.scope
  private(set) var isFlagged: Bool
  private(set) var format: ExportFormat
  private(set) var path: LineEditor
  /// Whether the path was typed: then the format no longer changes its end.
  private var isPathTyped = false
  private let shownCount: Int
  private let flaggedCount: Int
  private let isOfConversations: Bool

  init(
    stem: String, isFlagged: Bool, format: ExportFormat, shownCount: Int, flaggedCount: Int, isOfConversations: Bool
  ) {
    self.isOfConversations = isOfConversations
    // What is proposed is named after what is in it.
    let isNamedAfterCases = isOfConversations && stem.hasSuffix("cases")
    let stem = isNamedAfterCases ? stem.dropLast(5) + "conversations" : stem
    self.stem = stem
    self.flaggedCount = flaggedCount
    self.isFlagged = isFlagged
    // A report is made of cases.
    let format = isOfConversations && format.isReport ? .csv : format
    self.format = format
    self.shownCount = shownCount
    path = LineEditor(stem + format.pathEnding)
  }

  /// The cases that would be exported.
  var count: Int { isFlagged ? flaggedCount : shownCount }

  func request(_ query: CaseQuery) -> ExportRequest {
    ExportRequest(
      scope: isFlagged ? .flagged : .shown(query), format: format, path: path.text.trimmingBlanks,
      isProposal: !isPathTyped, isOfConversations: isOfConversations)
  }

  mutating func turnField(_ step: Int) {
    let count = Field.allCases.count
    field = Field(rawValue: (field.rawValue + step + count) % count) ?? .scope
  }

  mutating func turnChoice(_ step: Int) {
    switch field {
    case .scope: isFlagged.toggle()
    case .format: choose(format.after(by: step, among: formats))
    case .path: break
    }
  }

  private var formats: [ExportFormat] { ExportFormat.allCases.filter { !isOfConversations || !$0.isReport } }

  private mutating func choose(_ format: ExportFormat) {
    self.format = format
    if !isPathTyped { path.replace(with: stem + format.pathEnding) }
  }

  /// Takes a key that edits the path. Returns false for one that does not.
  mutating func type(_ key: Key) -> Bool {
    guard field == .path else { return false }
    let before = path.text
    guard path.handle(key) else { return false }
    if path.text != before { isPathTyped = true }
    return true
  }

  mutating func paste(_ text: String) {
    guard field == .path else { return }
    path.insert(text)
    isPathTyped = true
  }

  // MARK: Drawing

  func render(into frame: inout Frame, in body: Rect) {
    let width = min(72, body.columns)
    let rect = Rect(
      row: body.row + max((body.rows - 7) / 2, 0), column: body.column + max((body.columns - width) / 2, 0),
      rows: min(7, body.rows), columns: width)
    frame.fill(rect)
    let inside = frame.box(
      rect, title: "Export", style: Style(.focusedBorder), titleStyle: Style(.heading, .bold))
    renderChoices(
      isOfConversations ? "which" : "cases",
      [
        ("shown (\(NumberText.grouped(shownCount)))", !isFlagged),
        ("flagged (\(NumberText.grouped(flaggedCount)))", isFlagged),
      ],
      isFocused: field == .scope, into: &frame, in: inside.line(0))
    renderChoices(
      "format", formats.map { ($0.title, $0 == format) }, isFocused: field == .format,
      into: &frame, in: inside.line(1))
    renderPath(into: &frame, in: inside.line(2))
    let hint =
      isOfConversations
      ? "reviews, outcome, profile and transcript go with it"
      : "reviews, labels, both turns, profile and prefix go with it"
    frame.write(hint, in: inside.line(4).inset(rows: 0, columns: 1), style: .dim)
  }

  private func renderLabel(_ label: String, isFocused: Bool, into frame: inout Frame, in line: Rect) -> Int {
    frame.write(
      (isFocused ? "›" : " ") + label, row: line.row, column: line.column,
      style: isFocused ? Style(.key, .bold) : .dim, width: 8)
    return line.column + 9
  }

  private func renderChoices(
    _ label: String, _ choices: [(text: String, isChosen: Bool)], isFocused: Bool, into frame: inout Frame,
    in line: Rect
  ) {
    var column = renderLabel(label, isFocused: isFocused, into: &frame, in: line)
    for choice in choices {
      let style =
        choice.isChosen ? Style(.text, on: isFocused ? .selection : .dimSelection, .bold) : Style(.dim)
      let text = choice.isChosen ? "[\(choice.text)]" : " \(choice.text) "
      column +=
        frame.write(
          text, row: line.row, column: column, style: style, width: line.endColumn - column) + 1
    }
  }

  private func renderPath(into frame: inout Frame, in line: Rect) {
    let column = renderLabel("path", isFocused: field == .path, into: &frame, in: line)
    let rect = Rect(row: line.row, column: column, rows: 1, columns: line.endColumn - column - 1)
    guard !rect.isEmpty else { return }
    frame.fill(rect, style: Style(.input, on: .field))
    let view = path.view(width: rect.columns)
    frame.write(view.text, row: rect.row, column: rect.column, style: Style(.input, on: .field), width: rect.columns)
    if field == .path { frame.cursor = Position(row: rect.row, column: rect.column + view.cursorColumn) }
  }
}

extension ExportFormat {
  fileprivate func after(by step: Int, among all: [ExportFormat]) -> ExportFormat {
    guard let index = all.firstIndex(of: self) else { return self }
    return all[(index + step + all.count) % all.count]
  }
}
