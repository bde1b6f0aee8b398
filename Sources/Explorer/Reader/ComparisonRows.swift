import Cases
import CellGrid
import Fidelity
import Figures
import Text

/// The comparison: the real turn beside the simulated ones, or above them where there is no room.
struct ComparisonRows: Sendable {
  var rows: [StyledRow]
  /// How many answers stand beside the real turn.
  var shownAnswers: Int
  /// How many there are.
  var allAnswers: Int

  private static let narrowestColumn = 30
  private static let gap = 3

  /// How many answers fit beside the real turn; 0 where the columns must stack.
  static func answersBeside(width: Int) -> Int {
    max((width + gap) / (narrowestColumn + gap) - 1, 0)
  }

  /// - Parameter firstAnswer: The first answer beside the real turn.
  init(of content: ReaderContent, firstAnswer: Int) {
    let real = ComparisonColumn.real(in: content)
    let answers = ComparisonColumn.answers(in: content, beside: real)
    allAnswers = answers.count
    let fitting = ComparisonRows.answersBeside(width: content.width - 2)
    if fitting == 0 {
      shownAnswers = answers.count
      rows = ComparisonRows.stacked([real] + answers, real: real, in: content)
    } else {
      let first = min(firstAnswer, max(answers.count - fitting, 0))
      let shown = answers[first..<min(first + fitting, answers.count)]
      shownAnswers = shown.count
      rows = ComparisonRows.beside([real] + shown, real: real, in: content)
    }
    if allAnswers > shownAnswers { rows.insert(contentsOf: strip(of: answers, in: content), at: 0) }
    rows.insert(heading(of: content, firstAnswer: firstAnswer), at: 0)
  }

  // MARK: Strip

  private static let widestName = 16
  private static let mostStripRows = 3

  /// The stage letter of every simulator's draws, where not all of them stand beside the real turn.
  private func strip(of answers: [ComparisonColumn], in content: ReaderContent) -> [StyledRow] {
    var groups: [(name: String, answers: [ComparisonColumn])] = []
    for answer in answers {
      if let place = groups.firstIndex(where: { $0.name == answer.title }) {
        groups[place].answers.append(answer)
      } else {
        groups.append((answer.title, [answer]))
      }
    }
    var rows = [StyledRow()]
    var column = 1
    for (place, group) in groups.enumerated() {
      let name = group.name.middleCut(to: ComparisonRows.widestName)
      let size = DisplayWidth.of(name) + 1 + group.answers.count
      if column > 1, column + size > content.width {
        guard rows.count < ComparisonRows.mostStripRows else {
          rows[rows.count - 1].add(
            "… \(groups.count - place) more", .dim, column: column, width: content.width - column)
          break
        }
        rows.append(StyledRow())
        column = 1
      }
      let isCurrent = group.answers.contains(where: \.isCurrent)
      rows[rows.count - 1].add(
        name, Style(.simulated, isCurrent ? .bold : []), column: column, width: content.width - column)
      column += DisplayWidth.of(name) + 1
      // By draw, however they stand beside the real turn.
      for answer in group.answers.sorted(by: { $0.number < $1.number }) {
        let mark = content.marks.mark(of: answer.stage)
        rows[rows.count - 1].add(
          String(mark.letter), answer.isCurrent ? mark.style.with(.reverse) : mark.style, column: column, width: 1)
        column += 1
      }
      column += 2
    }
    return rows
  }

  // MARK: Heading

  private func heading(of content: ReaderContent, firstAnswer: Int) -> StyledRow {
    let row = content.row
    var line = StyledRow()
    line.pieces.append(.init(column: 0, width: content.width, content: .rule("━", Style(.heading, .bold))))
    var column = 2
    func put(_ text: String, _ style: Style) {
      line.add(text, style, column: column, width: content.width - column - 1)
      column += DisplayWidth.of(text)
    }
    let real = content.marks.mark(of: row.realStage)
    let simulated = content.marks.mark(of: row.simulatedStage)
    put(" ", .text)
    put(String(real.letter), real.style)
    put(" → ", Style(.heading, .bold))
    put(String(simulated.letter), simulated.style)
    put(" \(row.position) · ", Style(.heading, .bold))
    put(row.verdict + " ", Style(.heading, .bold))
    if allAnswers > shownAnswers {
      let last = min(firstAnswer + shownAnswers, allAnswers)
      let from = max(last - shownAnswers + 1, 1)
      let range = from == last ? "\(last)" : "\(from)–\(last)"
      let note = " \(range) of \(allAnswers) · Tab "
      let start = content.width - note.count - 2
      if start > column + 1 { line.add(note, Style(.key), column: start, width: note.count) }
    }
    return line
  }

  // MARK: Columns

  private static func beside(
    _ columns: [ComparisonColumn], real: ComparisonColumn, in content: ReaderContent
  ) -> [StyledRow] {
    let rects = Rect(row: 0, column: 1, rows: 1, columns: content.width - 2).columns(columns.count, gap: gap)
    let parts = zip(columns, rects).map { $0.parts(width: $1.columns, beside: real, in: content) }
    var rows = aligned(parts.map(\.head), at: rects)
    rows.append(.blank)
    rows += aligned(parts.map(\.text), at: rects)
    if parts.contains(where: { !$0.foot.isEmpty }) {
      rows.append(.blank)
      rows += aligned(parts.map(\.foot), at: rects)
    }
    for index in rows.indices {
      for rect in rects.dropFirst() { rows[index].add("│", Style(.border), column: rect.column - 2, width: 1) }
    }
    return rows
  }

  private static func aligned(_ parts: [[StyledRow]], at rects: [Rect]) -> [StyledRow] {
    (0..<(parts.map(\.count).max() ?? 0)).map { index in
      var row = StyledRow()
      for (part, rect) in zip(parts, rects) where index < part.count {
        row.pieces += part[index].moved(by: rect.column).pieces
        row.isHit = row.isHit || part[index].isHit
      }
      return row
    }
  }

  private static func stacked(
    _ columns: [ComparisonColumn], real: ComparisonColumn, in content: ReaderContent
  ) -> [StyledRow] {
    var rows: [StyledRow] = []
    for column in columns {
      rows += column.compactRows(width: content.width - 2, beside: real, in: content).map { $0.moved(by: 1) }
    }
    // What was said stands together; why it was labelled so comes after.
    for column in columns {
      let foot = column.foot(width: content.width - 2, in: content)
      if !foot.isEmpty { rows.append(.blank) }
      rows += foot.map { $0.moved(by: 1) }
    }
    return rows
  }
}

extension CaseRow {
  /// The miss in words: how far the simulated turn is from the real one.
  var verdict: String {
    guard let shift else { return realStage == simulatedStage ? "the same" : "another kind of turn" }
    if shift == 0 { return realStage == simulatedStage ? "the same stage" : "as deep" }
    return "\(NumberText.brief(abs(shift))) \(shift > 0 ? "too deep" : "too shallow")"
  }
}
