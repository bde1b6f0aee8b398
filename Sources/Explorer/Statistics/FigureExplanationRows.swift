import CellGrid
import Fidelity
import Figures
import Text

/// What a figure is, how it is computed, how to read it, and what it rests on here.
struct FigureExplanationRows {
  let figure: NamedFigure
  let report: FidelityReport
  let width: Int

  var rows: [StyledRow] {
    let explanation = figure.figure.definition.explanation
    var head = StyledRow()
    head.add(.rule("─", Style(.border)), column: 0, width: width)
    head.add(" \(figure.name) ", Style(.heading, .bold), column: 2, width: width - 4)
    let lines = [("", explanation.what), ("= ", explanation.formula), ("", explanation.reading), ("", here)]
    return [head]
      + lines.filter { !$0.1.isEmpty }.flatMap { prefix, text in
        StyledText(text, style: .text, width: max(width - 2, 8), prefix: prefix).rows(column: 1, width: width - 2)
      }
  }

  /// Its value with what it rests on, and what was left out of it.
  private var here: String {
    let named = figure
    let figure = named.figure
    let reading = figure.reading
    var parts = [figure.value()]
    if reading.number != nil {
      if let interval = figure.interval {
        parts.append((figure.definition.intervalName.map { $0 + " " } ?? "") + interval)
      }
      if figure.showsBootstrap, figure.definition.intervalName != "bootstrap", let bootstrap = figure.bootstrap {
        parts.append("bootstrap " + bootstrap)
      }
    } else if let reason = reading.reason {
      parts.append(reason)
    }
    if let basis = named.basis { parts.append("n " + NumberText.grouped(basis)) }
    let text = "Here: " + parts.joined(separator: ", ") + "."
    return ([text] + report.leftOut(of: figure.definition, stratum: named.stratum, n: named.basis)).joined(
      separator: " ")
  }
}
