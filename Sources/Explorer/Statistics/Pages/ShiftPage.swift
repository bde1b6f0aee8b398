import Cases
import Fidelity

extension StatisticsPage {
  /// Stage shares, real and simulated, for every stratum side by side; depth bias; the contrast.
  static let shift = StatisticsPage(title: "shift", parts: [.strata, .contrast, .resampled]) { report, context in
    if let reason = report.reason { return [.prose(reason)] }
    var blocks: [StatisticsBlock] = [.panels(report.strata.map { panel(of: $0, context) })]
    if let contrast = report.contrast { blocks.append(.lines([.blank] + lines(of: contrast, report))) }
    blocks.append(.prose(footnote(report)))
    return blocks
  }

  private static func panel(of stratum: StratumReport, _ context: StatisticsContext) -> StatisticsPanel {
    let cases = Narrowing((.outcome, [stratum.id]))
    let conversations = stratum.conversations.map { counted($0, "conversation") } ?? "… conversations"
    var lines = rows(of: stratum).map { row in
      StatisticsLine.shares(bars(of: row, stratum, cases, context))
    }
    if let bias = stratum.depthBias {
      lines += [
        .blank,
        .figure(FigureLine(label: "depth bias", figure: bias.estimate, narrowing: cases)),
      ]
    } else {
      lines += [
        .blank, .figure(FigureLine(label: "depth bias", figure: Figure(.reason("…"), count: 0), narrowing: cases)),
      ]
    }
    return StatisticsPanel(
      title: stratum.label ?? stratum.id, subtitle: "\(counted(stratum.pairs, "pair")) · \(conversations)", lines: lines
    )
  }

  /// Resistance and deliberation first, then commitment, then the other stages from shallow to deep.
  ///
  /// A headline of one stage is that stage; one of several stands before its stages.
  private static func rows(of stratum: StratumReport) -> [ShareRow] {
    var rows: [ShareRow] = []
    for headline in stratum.headlines {
      if headline.members.count != 1 { rows.append(headline) }
      rows += stratum.stages.filter { stage in
        headline.members.contains(stage.id) && !rows.contains { $0.id == stage.id }
      }
    }
    let rest = stratum.stages.filter { stage in !rows.contains { $0.id == stage.id } }
    return rows + rest.sorted { ($0.depth ?? 0) < ($1.depth ?? 0) }
  }

  private static func bars(
    of row: ShareRow, _ stratum: StratumReport, _ cases: Narrowing, _ context: StatisticsContext
  ) -> ShareBars {
    stageBars(of: row, cases, without: stratum.account, context)
  }

  /// The bars of a stage or headline.
  ///
  /// - Parameter account: What became of the pairs that the bars are part of; `nil` where that is not known.
  static func stageBars(
    of row: ShareRow, _ cases: Narrowing, without account: PairAccount?, _ context: StatisticsContext
  ) -> ShareBars {
    let stages = row.members.isEmpty ? [row.id] : row.members
    let code = context.marks.code(of: row.members.isEmpty ? row.id : nil)
    func side(_ side: ShareRow.Side, _ field: FilterField, _ other: FilterField) -> ShareBars.Side {
      ShareBars.Side(
        share: side.share, count: side.count,
        narrowing: cases.and(field, stages).without(other, unlabelled(other, account)))
    }
    return ShareBars(
      label: row.id, mark: row.members.isEmpty ? context.marks.mark(of: code) : nil,
      real: side(row.real, .real, .simulated), simulated: side(row.simulated, .simulated, .real), shift: row.shift,
      prefersBootstrap: context.prefersBootstrap)
  }

  /// The values of the other side that keep a pair out of every share: the cases that Enter shows leave them out too.
  private static func unlabelled(_ field: FilterField, _ account: PairAccount?) -> [String] {
    guard let account else { return [FilterValue.noReply, FilterValue.missing] }
    let silent = field == .real ? account.realSilent : account.simulatedSilent
    return (silent > 0 ? [FilterValue.noReply] : []) + (account.unlabelled > 0 ? [FilterValue.missing] : [])
  }

  private static func lines(of contrast: ContrastReport, _ report: FidelityReport) -> [StatisticsLine] {
    func names(_ side: ContrastReport.Side) -> String {
      side.strata.map { id in report.strata.first { $0.id == id }?.label ?? id }.joined(separator: " + ")
    }
    let conversations = "\(contrast.uncommitted.conversations.grouped) + \(contrast.committed.conversations.grouped)"
    var lines: [StatisticsLine] = [
      .heading("Contrast of depth bias: \(names(contrast.uncommitted)) − \(names(contrast.committed))"),
      .figure(
        FigureLine(
          label: "contrast Δ", figure: contrast.estimate, interval: "Welch", basis: "\(conversations) conversations")),
      .figure(FigureLine(label: "Cohen’s d", figure: contrast.cohenD, places: 2, interval: "boot+")),
    ]
    if let permutation = contrast.permutation {
      lines.append(
        plain("p", permutation.twoSided, places: 4, "two-sided permutation, \(permutation.draws.grouped) draws"))
    }
    return lines
  }

  private static func footnote(_ report: FidelityReport) -> String {
    let level = (report.level * 100).brief
    let account = report.account
    var text =
      "Shift = simulated − real, in percentage points; intervals \(level) %, clustered by \(report.cluster.rawValue):"
      + " shares Wilson, shifts CR1, boot = cluster bootstrap, + expanded."
    if account.realSilent + account.simulatedSilent + account.bothSilent > 0 {
      text +=
        " Without a reply, in no share: \(account.realSilent.grouped) real,"
        + " \(account.simulatedSilent.grouped) simulated, \(account.bothSilent.grouped) both."
    }
    if account.unlabelled > 0 { text += " Not labelled: \(account.unlabelled.grouped)." }
    return text
  }
}
