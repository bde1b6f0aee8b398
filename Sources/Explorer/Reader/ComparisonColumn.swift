import Cases
import CellGrid
import Figures
import Text

/// One column of the comparison: the real turn, or what a simulator wrote in its place.
struct ComparisonColumn: Sendable {
  var title: String
  /// Which draw, where there are several: it is never cut.
  var draw = ""
  /// The draw's number.
  var number = 0
  var isReal: Bool
  /// Whether this is the simulator's draw that the case list shows.
  var isCurrent: Bool
  var text: String?
  /// By the instrument in hand.
  var label: Label?
  /// By the other instruments.
  var otherLabels: [Label]
  var stage: UInt8
  /// How much deeper than the real turn.
  var shift: Double?
  /// What its words tell.
  var faults: [FaultFinding] = []

  static func real(in content: ReaderContent) -> ComparisonColumn {
    let labels = content.detail.labels.filter { $0.turn == content.key.turn && $0.source == .real }
    let label = labels.first { $0.instrument == content.key.instrument }
    return ComparisonColumn(
      title: "real", isReal: true, isCurrent: true, text: content.realText, label: label,
      otherLabels: labels.filter { $0.instrument != content.key.instrument },
      stage: content.isExitProbe ? Code.noReply : content.marks.code(of: label?.stage))
  }

  static func answers(in content: ReaderContent, beside real: ComparisonColumn) -> [ComparisonColumn] {
    content.answers.map { answer in
      let label = answer.labels.first { $0.instrument == content.key.instrument }
      let isCurrent = answer.simulator == content.key.simulator && answer.draw == content.key.draw
      let draws = content.answers.count { $0.simulator == answer.simulator }
      let stage = answer.text == nil ? Code.noReply : content.marks.code(of: label?.stage)
      return ComparisonColumn(
        title: answer.simulator, draw: draws > 1 || answer.draw > 0 ? " · draw \(answer.draw)" : "",
        number: answer.draw, isReal: false,
        isCurrent: isCurrent, text: answer.text, label: label,
        otherLabels: answer.labels.filter { $0.instrument != content.key.instrument },
        stage: stage, shift: content.marks.scale.shift(real: real.stage, simulated: stage), faults: answer.faults)
    }
  }

  /// The lines of a column, in parts that begin on the same row in every column.
  struct Parts: Sendable {
    var head: [StyledRow]
    var text: [StyledRow]
    var foot: [StyledRow]
  }

  func parts(width: Int, beside real: ComparisonColumn, in content: ReaderContent) -> Parts {
    Parts(
      head: head(width: width, beside: real, in: content), text: textRows(width: width, in: content),
      foot: foot(width: width, in: content))
  }

  /// Head and text with the title and the stage in one line, for where every line counts.
  func compactRows(width: Int, beside real: ComparisonColumn, in content: ReaderContent) -> [StyledRow] {
    var first = stageRow(width: width, in: content)
    let title = titleText(width: max(width - DisplayWidth.of(content.marks.name(of: stage)) - 12, width / 2))
    let size = DisplayWidth.of(title)
    let start = min(DisplayWidth.of(content.marks.name(of: stage)) + 12, max(width - size, 0))
    first.add(title, titleStyle, column: start, width: width - start)
    return [first] + signRows(width: width, beside: real, in: content) + textRows(width: width, in: content)
  }

  // MARK: Head

  private func titleText(width: Int) -> String {
    if isReal { return "REAL" }
    let mark = isCurrent ? "▸ " : "  "
    return mark + title.middleCut(to: width - DisplayWidth.of(mark + draw)) + draw
  }

  private var titleStyle: Style { Style(isReal ? .real : .simulated, isCurrent ? .bold : []) }

  private func head(width: Int, beside real: ComparisonColumn, in content: ReaderContent) -> [StyledRow] {
    [StyledRow(titleText(width: width), titleStyle, width: width), stageRow(width: width, in: content)]
      + signRows(width: width, beside: real, in: content)
  }

  private func stageRow(width: Int, in content: ReaderContent) -> StyledRow {
    let mark = content.marks.mark(of: stage)
    var row = StyledRow()
    row.add(" \(mark.letter) ", mark.style.with(.reverse), column: 0, width: min(3, width))
    let name = "\(content.marks.name(of: stage)) \(mark.glyph)"
    row.add(name, mark.style, column: 4, width: width - 4)
    if let shift, !isReal {
      let column = 6 + DisplayWidth.of(name)
      row.add(shift.shiftMark, Style(.text, shift == 0 ? [] : .bold), column: column, width: width - column)
    }
    return row
  }

  /// Emotion, blocker and exit act; what differs from the real turn is bold.
  private func signRows(
    width: Int, beside real: ComparisonColumn, in content: ReaderContent
  ) -> [StyledRow] {
    let signs = [
      ("", label?.emotion, real.label?.emotion), ("blocker ", label?.blocker, real.label?.blocker),
      ("exit ", label?.exit, real.label?.exit),
    ]
    var rows: [StyledRow] = []
    var row = StyledRow()
    var column = 0
    for (name, value, realValue) in signs {
      // "none" says something only where the real turn has more.
      guard let value, value != "none" || !isReal && (realValue ?? "none") != "none" else { continue }
      let words = name + value
      let size = DisplayWidth.of(words)
      if column > 0, column + 3 + size > width {
        rows.append(row)
        row = StyledRow()
        column = 0
      }
      if column > 0 {
        row.add(" · ", .dim, column: column, width: width - column)
        column += 3
      }
      let differs = !isReal && real.label != nil && value != realValue
      row.add(words, differs ? Style(.text, .bold) : isReal ? .text : .dim, column: column, width: width - column)
      column += size
    }
    if column > 0 { rows.append(row) }
    return rows
  }

  // MARK: Text

  private func textRows(width: Int, in content: ReaderContent) -> [StyledRow] {
    guard let text else { return [StyledRow("∅ no reply", Style(.scale(0), .bold), width: width)] }
    guard !text.isEmpty else { return [StyledRow("(empty text)", .dim, width: width)] }
    let style = Style(isReal ? .customer : .text)
    return StyledText(text, style: style, width: width, signal: label?.signal, searched: content.searched)
      .rows(column: 0, width: width)
  }

  // MARK: Foot

  func foot(width: Int, in content: ReaderContent) -> [StyledRow] {
    var rows: [StyledRow] = []
    for fault in faults {
      let text = "! \(fault.fault.rawValue): \(fault.reason)"
      rows += StyledText(text, style: Style(.error), width: width).rows(column: 0, width: width)
    }
    if let signal = label?.signal, !signal.isEmpty, TextFolding.occurrences(of: signal, in: text ?? "").isEmpty {
      rows += dim("signal, not in these words: “\(signal)”", width: width)
    }
    if let rationale = label?.rationale, !rationale.isEmpty {
      rows += dim("\(content.key.instrument): \(rationale)", width: width)
    } else if label == nil, text != nil {
      rows += dim("\(content.key.instrument) has not labelled it", width: width)
    }
    for other in otherLabels {
      let code = content.marks.code(of: other.stage)
      rows += dim("\(other.instrument): \(content.marks.mark(of: code).letter) \(other.stage ?? "—")", width: width)
    }
    return rows
  }

  private func dim(_ text: String, width: Int) -> [StyledRow] {
    StyledText(text, style: .dim, width: width).rows(column: 0, width: width)
  }
}
