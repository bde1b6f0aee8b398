internal import Fidelity
internal import Figures

/// What of the catalogue stands under each other on one axis.
struct ForestRows {
  private let committed: Set<String>

  init(_ report: FidelityReport) { committed = Set(report.strata.filter(\.committed).map(\.id)) }

  func rows(_ parts: [ReportPart], _ axis: ReportSection.Axis) -> [ForestPlot.Row] {
    parts.flatMap { part in
      part.section.layout == .pivot && part.blocks.count > 1 ? groups(part) : figures(part, axis)
    }
  }

  /// A heading a figure, under it the places that have it.
  private func figures(_ part: ReportPart, _ axis: ReportSection.Axis) -> [ForestPlot.Row] {
    let entries = part.blocks.flatMap { block in block.entries.map { ($0, $0.stratum ?? block.stratum) } }
    guard let first = entries.first?.0 else { return [] }
    if entries.count == 1, part.section.layout == .list {
      return [.heading(part.section.title)]
        + first.figures.filter(axis.shows).map {
          .figure(label: $0.definition.words, $0, mark: mark($0, stratum: entries[0].1))
        }
    }
    let shown = first.figures.indices.filter { axis.shows(first.figures[$0]) }
    return shown.flatMap { place -> [ForestPlot.Row] in
      let words = first.figures[place].definition.words
      let heading = shown.count > 1 ? "\(part.section.title): \(words)" : part.section.title
      return [.heading(heading)]
        + entries.map { entry, stratum in
          .figure(label: entry.words, entry.figures[place], mark: mark(entry.figures[place], stratum: stratum))
        }
    }
  }

  /// A heading a group, under it every figure of every stratum and of both together.
  private func groups(_ part: ReportPart) -> [ForestPlot.Row] {
    var names: [String] = []
    for entry in part.blocks.flatMap(\.entries) where !names.contains(entry.words) { names.append(entry.words) }
    return names.flatMap { name -> [ForestPlot.Row] in
      [.heading(name)]
        + part.blocks.flatMap { block -> [ForestPlot.Row] in
          guard let entry = block.entries.first(where: { $0.words == name }) else { return [] }
          return entry.figures.map { figure in
            let label = block.stratum == nil ? figure.definition.words : block.title
            return .figure(label: label, figure, mark: mark(figure, stratum: block.stratum))
          }
        }
    }
  }

  /// What is a reference, or should not be, is a ring.
  private static let rings: Set<String> = [
    "floor.estimate", "leaving.false_leaving", "leaving-by-position.false_leaving",
  ]

  private func mark(_ figure: FigureInstance, stratum: String?) -> ForestPlot.Mark {
    if ForestRows.rings.contains(figure.definition.id) { return .ring }
    guard let stratum else { return .diamond }
    return committed.contains(stratum) ? .circle : .square
  }
}
