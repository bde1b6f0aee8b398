import Cases

extension TextReport {
  mutating func writeTitle(_ report: FidelityReport) {
    paragraph("Decision fidelity of \(report.simulator), labelled by \(report.instrument)")
    let conversations = report.strata.compactMap(\.conversations).reduce(0, +)
    let units = report.units.map { units in
      units == conversations ? "conversations are the units" : "\(Decimals.grouped(units)) customers are the units"
    }
    let facts = [
      "\(Decimals.grouped(conversations)) conversations", "\(Decimals.grouped(report.account.labelled)) labelled pairs",
      units ?? "", report.draws.description,
    ].filter { !$0.isEmpty }
    paragraph(facts.joined(separator: ", "))
    if let filter = report.filterText { paragraph("Only cases with \(filter)") }
    let kind = report.biasCorrected ? "BCa" : "percentile"
    paragraph(
      "\(percent(report.level)) intervals; bootstrap: \(Decimals.grouped(report.resamples)) resamples (\(kind)), "
        + "seed \(report.seed)")
    if report.paperChoices {
      paragraph("The paper's own choices: percentile intervals, raw permutation p, Fisher's test on pairs")
    }
    writeExcluded(report.account)
    if let reason = report.reason { paragraph("Nothing to report: \(reason)") }
  }

  private mutating func writeExcluded(_ account: PairAccount) {
    let parts = [
      (account.unlabelled, "without a label"), (account.realSilent, "the person never answered"),
      (account.simulatedSilent, "the simulator stayed silent"), (account.bothSilent, "neither answered"),
    ].filter { $0.0 > 0 }.map { "\(Decimals.grouped($0.0)) \($0.1)" }
    if !parts.isEmpty { paragraph("Left out of stages and depths: " + parts.joined(separator: ", ")) }
  }

  private func percent(_ level: Double) -> String {
    let value = level * 100
    return Decimals.fixed(value, value == value.rounded() ? 0 : 1) + " %"
  }

  mutating func writeStages(_ report: FidelityReport) {
    section("Stages, real against simulated")
    for stratum in report.strata {
      line()
      writeName(of: stratum)
      let rows = stratum.headlines.filter { $0.members != [$0.id] && $0.members.count > 1 } + stratum.stages
      writeShares(rows, headlines: stratum.headlines)
    }
    flushReasons()
  }

  mutating func writeName(of stratum: StratumReport) {
    let conversations = stratum.conversations.map { "\(Decimals.grouped($0)) conversations, " } ?? ""
    paragraph(
      "\(stratum.label ?? stratum.id) (\(stratum.committed ? "committed" : "uncommitted")), \(conversations)"
        + "\(Decimals.grouped(stratum.pairs)) pairs")
  }

  /// Rows of shares with a bar each, the stages that the headlines count marked.
  mutating func writeShares(_ rows: [ShareRow], headlines: [ShareRow] = []) {
    var table = TextTable([.left, .right, .left, .right, .left, .right, .left], dispensable: [[2, 4]])
    let cells = columns >= 100 ? 16 : columns >= 80 ? 7 : 4
    table.add(["", "real %", "", "sim. %", "", "shift pp", "interval"])
    let largest = rows.flatMap { [$0.real.share.number ?? 0, $0.simulated.share.number ?? 0] }.max() ?? 1
    for row in rows {
      let mark = headlines.first { $0.members == [row.id] }.map { " (\($0.id))" } ?? ""
      table.add([
        shortened(row.id + mark, to: max(12, columns / 3)), number(row.real.share.value, 1, scale: 100),
        TextBar.bar((row.real.share.number ?? 0) / max(largest, 0.001), cells: cells),
        number(row.simulated.share.value, 1, scale: 100),
        TextBar.bar((row.simulated.share.number ?? 0) / max(largest, 0.001), cells: cells),
        number(row.shift.value, 1, signed: true, scale: 100), interval(row.shift.interval, 1, signed: true, scale: 100),
      ])
    }
    self.table(table)
  }

  mutating func writeBias(_ report: FidelityReport) {
    guard report.strata.contains(where: { $0.depthBias != nil }) else { return }
    section("Depth bias: depth(simulated) − depth(real), mean over conversations")
    var table = TextTable([.left, .right, .right, .left, .left, .right, .left], dispensable: [[5], [4]])
    table.add(["", "n", "bias", "interval", "bootstrap", "SD", "within the margin?"])
    for stratum in report.strata {
      guard let bias = stratum.depthBias else { continue }
      table.add([
        shortened(stratum.label ?? stratum.id, to: max(12, columns / 4)), Decimals.grouped(bias.estimate.count),
        number(bias.estimate.value, 3, signed: true), interval(bias.estimate.interval, signed: true),
        interval(bias.estimate.bootstrap, signed: true), number(bias.standardDeviation),
        verdict(stratum.equivalence),
      ])
    }
    if let marginal = report.marginalBias {
      table.add([
        marginal.weightsAreDeclared ? "population" : "everyone", Decimals.grouped(marginal.estimate.count),
        number(marginal.estimate.value, 3, signed: true), interval(marginal.estimate.interval, signed: true),
        interval(marginal.estimate.bootstrap, signed: true), "", "",
      ])
    }
    self.table(table)
    flushReasons()
  }

  private mutating func verdict(_ equivalence: EquivalenceReport?) -> String {
    guard let equivalence, let margin = equivalence.margin.number else { return "no margin declared" }
    let word = equivalence.verdict?.rawValue ?? "undecided"
    return "\(word) (±\(Decimals.fixed(margin, 2)), p \(p(equivalence.p)))"
  }
}
