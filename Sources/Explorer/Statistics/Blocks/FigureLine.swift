import CellGrid
import Fidelity

/// A number with its intervals and its n.
struct FigureLine: Sendable {
  var label: String
  var figure: Figure
  var places = 3
  var signed = true
  /// The name of the figure's own interval, where it is not plain.
  var interval = ""
  /// What it rests on: "181 conversations".
  var basis = ""
  var narrowing: Narrowing?
  /// Whether the figure has intervals at all.
  var showsIntervals = true
  /// Whether a bootstrap interval stands beside its own.
  var hasBootstrap = true

  func layout(width: Int) -> StatisticsLayout {
    let labelWidth = width >= 50 ? 18 : 12
    var layout = StatisticsLayout(rows: [StyledRow(label, .text, width: width)])
    if let reason = figure.value.reason {
      let start = max(labelWidth, DisplayWidth.of(label)) + 2
      let text = StyledText("— " + reason, style: .dim, width: max(width - start, 8))
      layout.rows = text.rows(column: start, width: width - start)
      layout.rows[0].add(label, .text, column: 0, width: start - 1)
    } else {
      add(parts, to: &layout.rows, labelWidth: labelWidth, width: width)
    }
    layout.targets = narrowing.map { [StatisticsTarget(row: 0, column: 0, width: width, narrowing: $0)] } ?? []
    return layout
  }

  /// Puts the parts beside the label, on further lines where there is no room.
  private func add(_ parts: [(String, Style)], to rows: inout [StyledRow], labelWidth: Int, width: Int) {
    var column = max(labelWidth, DisplayWidth.of(label)) + 2
    for (text, style) in parts {
      let size = DisplayWidth.of(text)
      if column > labelWidth + 2, column + size > width {
        rows.append(StyledRow())
        column = labelWidth + 2
      }
      rows[rows.count - 1].add(text, style, column: column, width: width - column)
      column += size + 2
    }
  }

  private var parts: [(String, Style)] {
    let style = Style(.text, figure.interval.excludes(0) ?? false ? .bold : [])
    var parts = [(figure.value.text(scale: 1, places: places, signed: signed), style)]
    if showsIntervals { parts += intervals(style) }
    if !basis.isEmpty { parts.append((basis, .dim)) }
    return parts
  }

  private func intervals(_ style: Style) -> [(String, Style)] {
    let own = figure.interval.text(scale: 1, places: max(places - 1, 2), signed: signed)
    let bootstrap = figure.bootstrap.text(scale: 1, places: max(places - 1, 2), signed: signed)
    let first = [(interval.isEmpty ? own : interval + " " + own, style)]
    return !hasBootstrap || figure.bootstrap == figure.interval ? first : first + [("boot " + bootstrap, .dim)]
  }
}

extension Quantity {
  /// The number, or a dash where there is none.
  func text(scale: Double, places: Int, signed: Bool = false) -> String {
    number.map { ($0 * scale).decimal(places, signed: signed) } ?? "—"
  }
}

extension IntervalFigure {
  /// `[−15.2, −8.0]`; "…" while it is being computed, a dash where there is none.
  func text(scale: Double, places: Int, signed: Bool = false) -> String {
    switch self {
    case .bounds(let lower, let upper):
      "[\((lower * scale).decimal(places, signed: signed)), \((upper * scale).decimal(places, signed: signed))]"
    case .reason: "[—]"
    case .pending: "…"
    }
  }
}

extension String {
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(width - DisplayWidth.of(self), 0)) + self
  }

  func rightPadded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - DisplayWidth.of(self), 0))
  }
}
