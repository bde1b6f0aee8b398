import CellGrid
import DecisionFidelity

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

  func layout(width: Int) -> StatisticsLayout {
    let value = figure.value.text(scale: 1, places: places, signed: signed)
    let style = Style(.text, figure.interval.excludes(0) ?? false ? .bold : [])
    var parts: [(String, Style)] = [(label.rightPadded(to: 12), .text), (value, style)]
    parts.append((name(interval) + figure.interval.text(scale: 1, places: places - 1, signed: signed), style))
    if figure.bootstrap != figure.interval {
      parts.append(("boot " + figure.bootstrap.text(scale: 1, places: places - 1, signed: signed), .dim))
    }
    if !basis.isEmpty { parts.append((basis, .dim)) }
    if let reason = figure.value.reason { parts = [parts[0], ("— " + reason, .dim)] }
    var rows = [StyledRow()]
    var column = 0
    for (text, style) in parts {
      let size = DisplayWidth.of(text)
      if column > 0, column + size > width {
        rows.append(StyledRow())
        column = 14
      }
      rows[rows.count - 1].add(text, style, column: column, width: width - column)
      column += size + 2
    }
    let targets = narrowing.map { [StatisticsTarget(row: 0, column: 0, width: width, narrowing: $0)] } ?? []
    return StatisticsLayout(rows: rows, targets: targets)
  }

  private func name(_ text: String) -> String { text.isEmpty ? "" : text + " " }
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
