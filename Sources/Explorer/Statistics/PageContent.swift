import Cases
import CellGrid
import Fidelity
import Figures
import Text

/// Makes the blocks of a page from the figures of a report: a layout for every kind of section.
struct PageContent {
  let figures: ReportFigures
  let context: StatisticsContext

  private var report: FidelityReport { figures.report }
  private var isWaiting: Bool { report.stage < .resampled }

  /// What is said of these sections as a whole stands below their figures.
  private static let remarkedBelow: Set<FigureSection.ID> = [.stage, .position, .action]

  func blocks(of page: StatisticsPage) -> [StatisticsBlock] {
    if page.isOfWhole { return blocks(ofWhole: page) }
    if let reason = report.reason { return blocks(of: page, without: reason) }
    var blocks = page.contents.flatMap(blocks)
    // Every page says it: each may be the only one that is read.
    if report.reasonToWithhold != nil, report.contrast?.verdict == nil || !page.contents.contains(where: \.isVerdict),
      let line = report.firstLine
    {
      blocks.insert(.lines([.text(line), .blank]), at: 0)
    }
    let isEmpty = blocks.isEmpty
    let missesParts = page.contents.contains { !$0.isVerdict && $0.sections.contains { figures.blocks($0).isEmpty } }
    if isWaiting && missesParts {
      blocks.append(.lines([.text("…")]))
    } else if isEmpty {
      blocks.append(.lines([.text(page.nothing)]))
    }
    if !isEmpty && page.parts.contains(.resampled) { blocks.append(.lines([.text(report.method)])) }
    return blocks
  }

  /// A page of a report that says nothing of cases: what it says of whole conversations, what is missing, what comes next.
  private func blocks(of page: StatisticsPage, without reason: String) -> [StatisticsBlock] {
    var blocks = report.conversationReport == nil ? [] : page.contents.flatMap(blocks)
    var lines = blocks.isEmpty ? [reason] : [report.shareMethod]
    if let step = report.nextStep {
      lines.append("\(step.missing); next:")
      lines += step.commands.map { "  " + $0 }
    }
    blocks.append(.lines(lines.map { .text($0) }))
    return blocks
  }

  /// A page of whole conversations, real against simulated, whatever the cases tell.
  private func blocks(ofWhole page: StatisticsPage) -> [StatisticsBlock] {
    guard let whole = report.whole else { return [.lines([.text("…")])] }
    let blocks = page.contents.flatMap(blocks)
    // Agents are compared without people too.
    if let reason = whole.reason, page.parts != .agents { return [.lines([.text(reason)])] }
    if blocks.isEmpty { return [.lines([.text(page.nothing)])] }
    let isIncomplete = isWaiting && page.contents.contains { $0.sections.contains { figures.blocks($0).isEmpty } }
    let method = page.parts == .agents ? report.agentMethod : report.wholeMethod
    return blocks + [.lines((isIncomplete ? [.text("…")] : []) + [.text(method)])]
  }

  private func blocks(of part: StatisticsPage.Part) -> [StatisticsBlock] {
    let sections = part.sections.map(FigureCatalogue.section)
    func remarks(below: Bool) -> [StatisticsLine] {
      sections.filter { PageContent.remarkedBelow.contains($0.id) == below }.flatMap { $0.remarks(report, for: .pane) }
        .map { .text($0) }
    }
    if part.isVerdict {
      return report.contrast?.verdict.map { [.lines([.verdict($0), .text($0.standing.line), .blank])] } ?? []
    }
    let contents = part.sections.count > 1 ? joined(sections) : sections.flatMap(blocks)
    let (above, below) = (remarks(below: false), remarks(below: true))
    guard !contents.isEmpty || !above.isEmpty || !below.isEmpty else { return [] }
    let title: [StatisticsLine] = part.isTitled ? [.heading(sections[0].title)] : []
    return [.lines(title + above)] + contents + [.lines(below + [.blank])]
  }

  // MARK: Sections in panels

  /// Several sections in one panel a stratum.
  private func joined(_ sections: [FigureSection]) -> [StatisticsBlock] {
    let panels = report.strata.map { stratum in
      var panel = StatisticsPanel(title: stratum.name, subtitle: "", lines: [])
      for (place, part) in merged(sections).enumerated() {
        let blocks = figures.blocks(part.id, for: .pane).compactMap { $0.narrowed(to: stratum.id) }
        let lines = blocks.flatMap { self.lines(of: $0, part, in: stratum) }
        if place == 0 { panel.subtitle = blocks.first?.basis ?? stratum.basis }
        if place > 0, !lines.isEmpty {
          let isTitled = lines.count > 1 || part.layout == .matrix
          panel.lines += isTitled ? [.blank, .heading(part.title)] : [.blank]
        }
        panel.lines += lines
      }
      return panel
    }
    return panels.allSatisfy(\.lines.isEmpty) ? [] : [.panels(panels)]
  }

  /// Headlines stand among the stages.
  private func merged(_ sections: [FigureSection]) -> [FigureSection] { sections.filter { $0.id != .headline } }

  /// One section: panels of the strata, then what is about all of them.
  private func blocks(of section: FigureSection) -> [StatisticsBlock] {
    var result: [StatisticsBlock] = []
    var row: [FigureBlock] = []
    func endRow() {
      guard !row.isEmpty else { return }
      if !result.isEmpty { result.append(.lines([.blank])) }
      result.append(
        .panels(row.map { StatisticsPanel(title: $0.title, subtitle: $0.basis, lines: lines(of: $0, section)) }))
      row = []
    }
    for block in figures.blocks(section.id, for: .pane) {
      if block.stratum == nil || row.contains(where: { $0.stratum == block.stratum }) { endRow() }
      if block.stratum != nil {
        row.append(block)
      } else {
        let words = block.entries.first?.figures.first?.definition.words ?? ""
        let heading: [StatisticsLine] =
          block.title.isEmpty ? [] : words.contains(block.title) ? [.blank] : [.heading(block.title, block.basis)]
        let basis: [StatisticsLine] = block.title.isEmpty && !block.basis.isEmpty ? [.text(block.basis)] : []
        result.append(.lines(heading + basis + lines(of: block, section)))
      }
    }
    endRow()
    return result
  }

  // MARK: Lines

  private func lines(
    of block: FigureBlock, _ section: FigureSection, in stratum: StratumReport? = nil
  ) -> [StatisticsLine] {
    let entries = section.id == .stage ? stages(block) : block.entries
    switch section.layout {
    case .shares: return entries.compactMap { shares($0, block).map(StatisticsLine.shares) }
    case .matrix: return [.heat(HeatMap(block: block, marks: context.marks))]
    case .table where section.id == .survival: return curves(block, stratum)
    case .table where section.id == .wholeStaying: return curves(ofWhole: block)
    case .table where stratum == nil: return [.table(table(block))]
    case .pivot:
      guard entries.allSatisfy({ $0.figures.count == 1 }) else { return [.table(table(block))] }
      return lines(entries.map { ($0.words, named($0, block)) })
    case .list, .table:
      return lines(
        entries.flatMap { entry in
          groups(entry.figures).map { ($0[0].definition.words, named($0, entry, block)) }
        })
    }
  }

  /// Lines whose figures begin in one column.
  private func lines(_ parts: [(label: String, figures: [NamedFigure])]) -> [StatisticsLine] {
    let widest = parts.map { DisplayWidth.of($0.label) }.max() ?? 0
    return parts.map { part in
      var line = line(part.label, part.figures)
      line.widestLabel = widest
      return .figures(line)
    }
  }

  /// Figures of one part of the report, a contrast and its p, stand beside each other.
  private func groups(_ figures: [FigureInstance]) -> [[FigureInstance]] {
    figures.reduce(into: [[FigureInstance]]()) { groups, figure in
      if let part = groups.last?.first?.definition.path.first, part == figure.definition.path.first {
        groups[groups.count - 1].append(figure)
      } else {
        groups.append([figure])
      }
    }
  }

  private func named(_ entry: FigureEntry, _ block: FigureBlock) -> [NamedFigure] {
    named(entry.figures, entry, block)
  }

  private func named(_ figures: [FigureInstance], _ entry: FigureEntry, _ block: FigureBlock) -> [NamedFigure] {
    let (stratum, basis) = (stratum(entry, block), basis(entry, block))
    return figures.map { NamedFigure($0, of: [entry.words, block.title], stratum: stratum, basis: basis) }
  }

  private func stratum(_ entry: FigureEntry, _ block: FigureBlock) -> String? { entry.stratum ?? block.stratum }

  /// What a figure without an n of its own rests on: what those beside it do, its stratum’s pairs, all conversations.
  private func basis(_ entry: FigureEntry, _ block: FigureBlock) -> Int? {
    if let basis = entry.basis { return basis }
    guard let section = entry.figures.first?.definition.section, !section.isOfConversations else { return nil }
    let pairs = report.strata.first { $0.id == stratum(entry, block) }?.pairs
    return pairs ?? (report.conversations > 0 ? report.conversations : nil)
  }

  private func line(_ label: String, _ figures: [NamedFigure]) -> FigureLine {
    FigureLine(label: label, figures: figures, isWaiting: isWaiting)
  }

  private func table(_ block: FigureBlock) -> FigureTable {
    FigureTable(
      lines: block.entries.map { line($0.words, named($0, block)) }, prefersBootstrap: context.prefersBootstrap)
  }

  private func shares(_ entry: FigureEntry, _ block: FigureBlock) -> ShareBars? {
    guard let real = entry["real"], let simulated = entry["simulated"], let shift = entry["shift_pp"] else {
      return nil
    }
    // A stage is called by its own name; that it is a headline shows in its place.
    let label = entry.isStage ? entry.item ?? entry.words : entry.words
    let (stratum, basis) = (stratum(entry, block), basis(entry, block))
    func named(_ figure: FigureInstance) -> NamedFigure {
      NamedFigure(figure, of: [label, block.title], stratum: stratum, basis: basis)
    }
    return ShareBars(
      label: label, mark: entry.isStage ? context.marks.mark(named: label) : nil,
      real: named(real), simulated: named(simulated), shift: named(shift),
      floor: entry["shift_pp.floor"].map(named), excess: entry["shift_pp.excess"].map(named), isWaiting: isWaiting,
      prefersBootstrap: context.prefersBootstrap)
  }

  /// Resistance and deliberation first, then commitment, then the other stages from shallow to deep.
  ///
  /// A headline of one stage is that stage; one of several stands before its stages.
  private func stages(_ block: FigureBlock) -> [FigureEntry] {
    guard let stratum = report.strata.first(where: { $0.id == block.stratum }) else { return block.entries }
    let headlines = figures.blocks(.headline, for: .pane).first { $0.stratum == block.stratum }?.entries ?? []
    var entries: [FigureEntry] = []
    func add(_ stage: String) {
      guard !entries.contains(where: { $0.isStage && $0.item == stage }) else { return }
      entries += block.entries.filter { $0.item == stage }
    }
    for headline in stratum.headlines {
      if headline.members.count != 1 { entries += headlines.filter { $0.item == headline.id } }
      headline.members.forEach(add)
    }
    stratum.stagesByDepth.forEach { add($0.id) }
    return entries
  }

  private func curves(_ block: FigureBlock, _ stratum: StratumReport?) -> [StatisticsLine] {
    guard let survival = stratum?.survival else { return [] }
    return curves(SurvivalCurves(real: survival.real, simulated: survival.simulated), block)
  }

  private func curves(ofWhole block: FigureBlock) -> [StatisticsLine] {
    let speaker = report.whole?.speakers.first { $0.id == block.entries.first?.group }
    guard let lengths = speaker?.groups.first(where: { $0.stratum?.id == block.stratum })?.lengths else { return [] }
    return curves(SurvivalCurves(real: lengths.real, simulated: lengths.simulated), block)
  }

  private func curves(_ curves: SurvivalCurves, _ block: FigureBlock) -> [StatisticsLine] {
    var table = table(block)
    for (place, sign) in SurvivalCurves.signs.enumerated() where table.lines.indices.contains(place) {
      table.lines[place].label = sign.text + " " + table.lines[place].label
      table.lines[place].style = Style(sign.role, .bold)
    }
    return [.curves(curves), .table(table)]
  }
}

extension FigureBlock {
  /// What it holds of a stratum.
  fileprivate func narrowed(to stratum: String) -> FigureBlock? {
    var block = self
    block.entries = entries.filter { ($0.stratum ?? self.stratum) == stratum }
    return block.entries.isEmpty ? nil : block
  }
}
