internal import Fidelity
internal import Figures
internal import Text

/// Sections of the catalogue in HTML: a plot where the layout has one, else a table.
struct FigureMarkup {
  let figures: ReportFigures
  let marks: StageMarks

  /// - Returns: `nil` where the report has nothing of the section.
  func section(_ section: ReportSection) -> PageSection? {
    let parts = section.parts.compactMap { ReportPart($0, figures, marks, for: .html) }
    guard !parts.isEmpty else { return nil }
    var body = [section.note, section.legend].compactMap(\.self).map(note).joined()
    let drawn = parts.filter { section.axis?.parts.contains($0.section.id) ?? false }
    for part in parts {
      var rest = part
      if let axis = section.axis, axis.parts.contains(part.section.id) {
        if part.section.id == drawn.first?.section.id { body += forest(drawn, axis, title: section.title) }
        rest = part.without(axis)
      }
      let content = rest.remarks.map(note).joined() + drawing(rest) + reasons(part)
      guard content != .empty else { continue }
      body += section.parts.count > 1 ? "<h3>\(part.section.title)</h3>\(content)" : content
    }
    return PageSection(id: section.id, title: section.title, short: section.short, body: body)
  }

  private func note(_ text: String) -> Markup { "<p class=\"note\">\(text)</p>" }

  private func reasons(_ part: ReportPart) -> Markup { part.reasons.map { note("— \($0)") }.joined() }

  // MARK: Layouts

  private func drawing(_ part: ReportPart) -> Markup {
    guard !part.blocks.isEmpty else { return .empty }
    switch part.section.layout {
    case .shares:
      let panels = part.blocks.map { block in
        panel(block, SharePlot.svg(block.entries, title: name(part, block), marks: marks, level: figures.report.level))
      }
      return (part.section.id == .stage ? FigureMarkup.legend : .empty)
        + "<div class=\"panels\">\(panels.joined())</div>"
    case .matrix where part.section.id == .confusionExcess: return tables(part)
    case .matrix:
      let panels = part.blocks.map {
        panel($0, MatrixPlot.svg($0.square, $0.axes, title: name(part, $0), marks: marks))
      }
      return "<div class=\"panels\">\(panels.joined())</div>"
    case .table where part.section.id == .survival: return curves(part) + tables(part)
    case .list, .table, .pivot: return tables(part)
    }
  }

  private static let legend: Markup = """
    <p class="legend"><span class="swatch real"></span> real turns <span class="swatch sim"></span> simulated turns \
    <span class="swatch line"></span> interval · bold: the excess over the floor leaves 0 out</p>
    """

  /// What those who cannot see a plot hear first.
  private func name(_ part: ReportPart, _ block: FigureBlock) -> String { "\(part.section.title), \(block.title)" }

  private func panel(_ block: FigureBlock, _ plot: Markup) -> Markup {
    let stratum = figures.report.strata.first { $0.id == block.stratum }
    let kind = stratum.map { $0.committed ? "committed · " : "uncommitted · " } ?? ""
    return """
      <figure><figcaption><b dir="auto">\(block.title)</b> <span class="dim">\(kind)\(block.basis)</span>\
      </figcaption>\(plot)</figure>
      """
  }

  private func curves(_ part: ReportPart) -> Markup {
    let panels = figures.report.strata.compactMap { stratum -> Markup? in
      guard let survival = stratum.survival, !survival.real.steps.isEmpty || !survival.simulated.steps.isEmpty,
        let block = part.blocks.first(where: { $0.stratum == stratum.id })
      else { return nil }
      return panel(block, SurvivalPlot.svg(survival, title: name(part, block)))
    }
    return "<div class=\"panels\">\(panels.joined())</div>"
  }

  private func tables(_ part: ReportPart) -> Markup {
    FigureGrid.grids(part).map { title, grid -> Markup in
      var table = PageTable(heads: grid.heads.map(cell), wordColumns: grid.wordColumns)
      if !title.isEmpty { table.caption = title }
      for row in grid.rows { table.add(row.map(cell)) }
      return table.markup
    }.joined()
  }

  private func cell(_ cell: FigureGrid.Cell) -> Markup {
    switch cell {
    case .words("", _): return .empty
    case .words(let words, let definition?): return "<span title=\"\(definition.explanation.what)\">\(words)</span>"
    case .words(let words, nil): return "<span dir=\"auto\">\(words)</span>"
    case .number(let text): return "\(text)"
    case .figure(let figure, let beside):
      if let reason = figure.reading.reason { return "<span class=\"dim\" title=\"\(reason)\">—</span>" }
      let notes = figure.notes(beside)
      let small: Markup = notes.isEmpty ? .empty : " <small>\(notes.joined(separator: " · "))</small>"
      return "\(figure.value())\(small)"
    }
  }

  // MARK: One axis

  private func forest(_ parts: [ReportPart], _ axis: ReportSection.Axis, title: String) -> Markup {
    guard axis.isByStratum else { return plot(ForestRows(figures.report).rows(parts, axis), axis, title: title) }
    let panels = figures.report.strata.compactMap { stratum -> Markup? in
      let own = parts.compactMap { part -> ReportPart? in
        var part = part
        part.blocks.removeAll { $0.stratum != stratum.id }
        return part.blocks.isEmpty ? nil : part
      }
      guard !own.isEmpty else { return nil }
      let plot = plot(ForestRows(figures.report).rows(own, axis), axis, title: "\(title), \(stratum.name)")
      return "<div><p><b dir=\"auto\">\(stratum.name)</b></p>\(plot)</div>"
    }
    return "<div class=\"panels\">\(panels.joined())</div>"
  }

  private func plot(_ rows: [ForestPlot.Row], _ axis: ReportSection.Axis, title: String) -> Markup {
    "<figure>\(ForestPlot(title: title, rows: rows, axis: axis).svg)</figure>"
  }
}
