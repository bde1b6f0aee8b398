internal import Cases
internal import Fidelity
internal import Interchange
internal import Text

/// The figures of a report as Markdown: what ``ReportPage`` shows before the cases, with tables in the place of plots.
public struct MarkdownReport: Sendable {
  public let content: ReportContent

  public init(_ content: ReportContent) { self.content = content }

  /// The text up to the cases; they follow as sections of their own.
  ///
  /// - Parameter receipt: The receipt as Markdown, where there is one, put in as it is.
  public func text(receipt: String? = nil) -> String {
    let figures = content.figures
    var parts = [title]
    if let reason = figures.reason {
      parts.append("Nothing to report: \(MarkdownText.inline(reason))")
    } else {
      parts += [findings] + figures.strata.filter { $0.pairs > 0 }.map(stages)
      parts +=
        [contrast, positions].compactMap { $0 } + figures.strata.compactMap(matrix) + [survival].compactMap { $0 }
    }
    if let receipt { parts.append(receipt.hasSuffix("\n") ? String(receipt.dropLast()) : receipt) }
    return (parts + [method, "# Cases", MarkdownText.inline(content.casesAre)]).joined(separator: "\n\n") + "\n\n"
  }

  private func inline(_ text: String) -> String { MarkdownText.inline(text) }

  private var title: String {
    let figures = content.figures
    var lines = [
      "# \(inline(content.title))", "",
      "Decision fidelity of **\(inline(figures.simulator))**, labelled by **\(inline(figures.instrument))**: "
        + figures.basis.map(inline).joined(separator: ", ") + ".",
    ]
    if content.description.synthetic == true { lines += ["", "**Synthetic data.** No person said any of it."] }
    if let filter = figures.filterText { lines += ["", "Only cases with: \(inline(filter))"] }
    for note in [content.privacyNote, figures.leftOut].compactMap({ $0 }) { lines += ["", inline(note)] }
    return lines.joined(separator: "\n")
  }

  private var findings: String {
    var lines: [String] = []
    if let verdict = content.figures.contrast?.verdict { lines.append("- \(verdict.sentence)") }
    if let marginal = content.figures.marginalBias?.estimate, marginal.number != nil {
      lines.append("- Bias of everyone together: \(NumberText.figure(marginal, .depth)) depth steps.")
    }
    for stratum in content.figures.strata {
      guard let bias = stratum.depthBias?.estimate, bias.number != nil else { continue }
      lines.append(
        "- Depth bias, \(inline(stratum.name)): \(NumberText.figure(bias, .depth)), "
          + NumberText.counted(bias.count, "conversation") + ".")
    }
    return lines.joined(separator: "\n")
  }

  private func stages(_ stratum: StratumReport) -> String {
    var table = MarkdownTable(["stage", "real", "simulated", "shift"])
    for row in stratum.stagesByDepth + stratum.headlines.filter({ $0.members.count > 1 }) {
      table.add([
        inline(row.id), side(row.real), side(row.simulated), NumberText.figure(row.shift, .shift),
      ])
    }
    return "## Stages, \(inline(stratum.name)) (\(stratum.basis))\n\n" + table.text
  }

  private func side(_ side: ShareRow.Side) -> String {
    "\(NumberText.figure(side.share, .share)), \(NumberText.grouped(side.count)) of \(NumberText.grouped(side.of))"
  }

  private var contrast: String? {
    guard let contrast = content.figures.contrast else { return nil }
    var table = MarkdownTable(["", "estimate", "n"])
    func add(_ label: String, _ figure: Figure, _ style: NumberText.Style) {
      let value = figure.value.reason.map { "— (\(inline($0)))" } ?? NumberText.figure(figure, style)
      table.add([label, value, NumberText.grouped(figure.count)])
    }
    add("contrast Δ", contrast.estimate, .effect)
    add("Cohen’s d", contrast.cohenD, .depth)
    for floor in contrast.floors {
      add("floor, knows \(floor.reference.knows)", floor.estimate, .effect)
      add("excess over it", floor.excess, .effect)
    }
    var text = "## Contrast: uncommitted − committed\n\n" + table.text
    if let permutation = contrast.permutation {
      text +=
        "\n\nPermutation p \(NumberText.p(permutation.twoSided)) two-sided; Welch p \(NumberText.p(contrast.welch.p))."
    }
    return text
  }

  private var positions: String? {
    guard let positions = content.figures.positions, !positions.isEmpty else { return nil }
    let strata = content.figures.strata
    var table = MarkdownTable(["position"] + strata.map { "depth bias, \(inline($0.name))" } + ["contrast Δ"])
    for group in positions {
      let biases = strata.map { stratum in
        group.strata.first { $0.id == stratum.id }.map { own in
          "\(NumberText.figure(own.depthBias, .depth)), n \(NumberText.grouped(own.depthBias.count))"
        } ?? "—"
      }
      table.add([inline(group.id)] + biases + [NumberText.figure(group.contrast, .depth)])
    }
    return "## By position\n\n" + table.text
  }

  private func matrix(_ stratum: StratumReport) -> String? {
    guard let matrix = stratum.matrix, stratum.pairs > 0 else { return nil }
    let names = stratum.stages.map { inline($0.id) }
    var table = MarkdownTable(["real ↓ simulated →"] + names)
    for (name, counts) in zip(names, matrix.counts) { table.add([name] + counts.map(NumberText.grouped)) }
    let rates = [
      ("agreement", matrix.agreement), ("exit recall", matrix.exitRecall), ("false exits", matrix.falseExitRate),
      ("exit recall at exit probes", matrix.exitProbeRecall),
    ].filter { $0.1.number != nil }.map {
      "\($0) \(NumberText.figure($1, .share)), n \(NumberText.grouped($1.count))"
    }
    return "## Real to simulated, \(inline(stratum.name))\n\n" + table.text + "\n\n"
      + (rates.isEmpty ? "" : rates.joined(separator: "; ") + ".")
  }

  private var survival: String? {
    var table = MarkdownTable(["", "", "n", "left", "still there at the end"])
    for stratum in content.figures.strata {
      guard let survival = stratum.survival else { continue }
      for (name, curve) in [("real", survival.real), ("simulated", survival.simulated)] {
        let end = curve.steps.last.map { step in
          "\(NumberText.fixed(step.surviving * 100, 1)) % [\(NumberText.fixed(step.lower * 100, 1)), "
            + "\(NumberText.fixed(step.upper * 100, 1))]"
        }
        table.add([
          inline(stratum.name), name, NumberText.grouped(curve.conversations), NumberText.grouped(curve.events),
          end ?? "—",
        ])
      }
    }
    return table.isEmpty ? nil : "## Time to the first resisting or exit turn\n\n" + table.text
  }

  private var method: String {
    let figures = content.figures
    return "\(NumberText.level(figures.level)) intervals, clustered by \(figures.cluster.rawValue); "
      + "\(NumberText.grouped(figures.resamples)) resamples, seed \(figures.seed). Written by \(inline(content.program)) at "
      + "\(inline(content.madeAt))."
  }
}

/// A Markdown table of cells that are safe already.
struct MarkdownTable {
  private var lines: [String]

  init(_ heads: [String]) {
    lines = [MarkdownTable.line(heads), "|" + String(repeating: "---|", count: heads.count)]
  }

  var isEmpty: Bool { lines.count == 2 }
  var text: String { lines.joined(separator: "\n") }

  mutating func add(_ cells: [String]) { lines.append(MarkdownTable.line(cells)) }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
