import Cases
import CellGrid
import Fidelity
import Text

/// The dialog that `e` opens: what, as what, to where.
struct ExportDialog: Sendable {
  enum Field: Int, Sendable, CaseIterable {
    case scope, format, words, path
  }

  /// The start of the path, without the extension.
  private let stem: String
  /// The folder that the path is of where it begins at none.
  private let folder: String
  private(set) var field = Field.scope
  private(set) var isFlagged: Bool
  private(set) var format: ExportFormat
  private(set) var words = ExportRequest.Words.whole
  private(set) var path: LineEditor
  /// Whether the path was typed: then the format no longer changes its end.
  private var isPathTyped = false
  private let shownCount: Int
  private let flaggedCount: Int
  private let isOfConversations: Bool

  init(
    stem: String, folder: String, isFlagged: Bool, format: ExportFormat, shownCount: Int, flaggedCount: Int,
    isOfConversations: Bool
  ) {
    self.isOfConversations = isOfConversations
    // What is proposed is named after what is in it.
    let isNamedAfterCases = isOfConversations && stem.hasSuffix("cases")
    let stem = isNamedAfterCases ? stem.dropLast(5) + "conversations" : stem
    self.stem = stem
    self.folder = folder
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
      isProposal: !isPathTyped, isOfConversations: isOfConversations, words: words)
  }

  mutating func turnField(_ step: Int) {
    let count = Field.allCases.count
    field = Field(rawValue: (field.rawValue + step + count) % count) ?? .scope
  }

  mutating func turnChoice(_ step: Int) {
    switch field {
    case .scope: if step % 2 != 0 { isFlagged.toggle() }
    case .format: choose(format.after(by: step, among: formats))
    case .words: words = words.after(by: step, among: ExportRequest.Words.allCases)
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

  /// Takes the path as Tab completed it.
  mutating func complete(to text: String) {
    path.replace(with: text)
    isPathTyped = true
  }

  mutating func paste(_ text: String) {
    guard field == .path else { return }
    path.insert(text)
    isPathTyped = true
  }

  // MARK: Drawing

  private static let height = 9
  private static let labelWidth = 9

  func render(into frame: inout Frame, in body: Rect) {
    let rect = rect(in: body)
    frame.fill(rect)
    let inside = frame.box(
      rect, title: "Export", style: Style(.focusedBorder), titleStyle: Style(.heading, .bold))
    for choices in Field.allCases where choices != .path {
      render(choices, into: &frame, in: inside.line(choices.rawValue))
    }
    renderPath(into: &frame, in: inside.line(3))
    // The end of a path says more than its start.
    for (offset, line) in wrap(wholePath, width: inside.columns - 10).suffix(2).enumerated() {
      frame.write(line, in: inside.line(4 + offset).inset(rows: 0, columns: 9), style: .dim)
    }
    frame.write(hint, in: inside.line(6).inset(rows: 0, columns: 1), style: .dim)
  }

  private var wholePath: String {
    let path = path.text.trimmingBlanks
    return path.hasPrefix("/") || path.hasPrefix("~") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  private var hint: String {
    switch words {
    case .whole where isOfConversations: "reviews, outcome, profile and transcript go with it"
    case .whole: "reviews, labels, both turns, profile and prefix go with it"
    case .masked: "what is personal is masked; names of people are not"
    case .none: "labels and reviews alone, no words of a conversation"
    }
  }

  private func renderLabel(_ label: String, isFocused: Bool, into frame: inout Frame, in line: Rect) -> Int {
    frame.write(
      (isFocused ? "›" : " ") + label, row: line.row, column: line.column,
      style: isFocused ? Style(.key, .bold) : .dim, width: ExportDialog.labelWidth - 1)
    return line.column + ExportDialog.labelWidth
  }

  /// What a field offers; nothing for the path.
  private func choices(of field: Field) -> (label: String, texts: [String], chosen: Int) {
    switch field {
    case .scope:
      (
        isOfConversations ? "which" : "cases",
        ["shown (\(NumberText.grouped(shownCount)))", "flagged (\(NumberText.grouped(flaggedCount)))"],
        isFlagged ? 1 : 0
      )
    case .format: ("format", formats.map(\.title), formats.firstIndex(of: format) ?? 0)
    case .words:
      (
        "words", ExportRequest.Words.allCases.map(\.rawValue), ExportRequest.Words.allCases.firstIndex(of: words) ?? 0
      )
    case .path: ("path", [], 0)
    }
  }

  /// The choices of a field with the columns where they stand.
  private func places(of field: Field, in line: Rect) -> [(text: String, isChosen: Bool, columns: Range<Int>)] {
    let (_, texts, chosen) = choices(of: field)
    var column = line.column + ExportDialog.labelWidth
    return texts.enumerated().map { index, text in
      let shown = index == chosen ? "[\(text)]" : " \(text) "
      let columns = column..<column + DisplayWidth.of(shown)
      column = columns.upperBound + 1
      return (shown, index == chosen, columns)
    }
  }

  private func render(_ choices: Field, into frame: inout Frame, in line: Rect) {
    let isFocused = field == choices
    _ = renderLabel(self.choices(of: choices).label, isFocused: isFocused, into: &frame, in: line)
    for (text, isChosen, columns) in places(of: choices, in: line) {
      let style = isChosen ? Style(.text, on: isFocused ? .selection : .dimSelection, .bold) : Style(.dim)
      frame.write(
        text, row: line.row, column: columns.lowerBound, style: style, width: line.endColumn - columns.lowerBound)
    }
  }

  private func rect(in body: Rect) -> Rect {
    let width = min(72, body.columns)
    return Rect(
      row: body.row + max((body.rows - ExportDialog.height) / 2, 0),
      column: body.column + max((body.columns - width) / 2, 0), rows: min(ExportDialog.height, body.rows),
      columns: width)
  }

  /// Goes to the field at a place of the screen, and takes the choice there.
  mutating func press(row: Int, column: Int, in body: Rect) {
    let inside = rect(in: body).inset(rows: 1, columns: 1)
    guard inside.contains(row: row, column: column), let pressed = Field(rawValue: row - inside.row) else { return }
    field = pressed
    let places = places(of: pressed, in: inside.line(pressed.rawValue))
    guard let wanted = places.firstIndex(where: { $0.columns.contains(column) }) else { return }
    turnChoice(wanted - choices(of: pressed).chosen)
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

extension Equatable {
  fileprivate func after(by step: Int, among all: [Self]) -> Self {
    guard let index = all.firstIndex(of: self) else { return self }
    return all[(index + step + all.count) % all.count]
  }
}
