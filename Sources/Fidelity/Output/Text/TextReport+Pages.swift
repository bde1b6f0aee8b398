import Cases

extension TextReport {
  mutating func writeGroups(_ report: FidelityReport) {
    let families = [("By position", report.positions ?? []), ("By preceding agent action", report.actions ?? [])]
    for (title, groups) in families where !groups.isEmpty {
      section(title)
      var table = TextTable(
        [.left] + groups[0].strata.map { _ in .left } + [.right, .left, .right],
        dispensable: groups[0].strata.indices.reversed().map { [$0 + 1] })
      table.add([""] + groups[0].strata.map { shortened($0.id, to: 18) } + ["Δ", "interval", "p"])
      for group in groups {
        let biases = group.strata.map { stratum in
          "\(number(stratum.depthBias.value, 2, signed: true)) (n \(Decimals.grouped(stratum.conversations)))"
        }
        table.add(
          [shortened(group.id, to: 18)] + biases + [
            number(group.contrast.value, 2, signed: true), interval(group.contrast.interval, signed: true),
            p(group.contrastP),
          ])
      }
      self.table(table)
      flushReasons()
    }
    for multiplicity in report.multiplicity ?? [] where multiplicity.fisher.tested > 0 {
      let tests =
        report.paperChoices
        ? [("Fisher", multiplicity.fisher)]
        : [("clustered", multiplicity.clustered), ("Fisher", multiplicity.fisher)]
      for (name, survivors) in tests {
        paragraph(
          "\(multiplicity.family), \(name): of \(survivors.tested) shifts \(survivors.uncorrected) differ uncorrected, "
            + "\(survivors.benjaminiHochberg) after Benjamini–Hochberg; of the \(survivors.declared) declared "
            + "\(survivors.holm) after Holm", indent: 2)
      }
    }
  }

  mutating func writeMatrix(_ report: FidelityReport) {
    guard report.strata.contains(where: { $0.matrix != nil }) else { return }
    section("Real stage (rows) to simulated stage (columns), pairs")
    for stratum in report.strata {
      guard let matrix = stratum.matrix, stratum.pairs > 0 else { continue }
      line()
      writeName(of: stratum)
      let names = stratum.stages.map { shortened($0.id, to: max(5, columns / (stratum.stages.count + 2) - 2)) }
      var table = TextTable([.left] + names.map { _ in .right })
      table.add([""] + names)
      for (name, row) in zip(names, matrix.counts) { table.add([name] + row.map(Decimals.grouped)) }
      self.table(table)
      writeRates(matrix)
      flushReasons()
    }
  }

  private mutating func writeRates(_ matrix: MatrixReport) {
    var table = TextTable([.left, .right, .left, .left], dispensable: [[2]])
    let rates = [
      ("agreement", matrix.agreement), ("exit recall", matrix.exitRecall), ("false exits", matrix.falseExitRate),
      ("recall at exit probes", matrix.exitProbeRecall),
    ]
    for (name, figure) in rates where figure.count > 0 {
      table.add([
        name, number(figure.value, 1, scale: 100) + " %", interval(figure.interval, 1, scale: 100),
        "n \(Decimals.grouped(figure.count))",
      ])
    }
    let distances = [
      ("Wasserstein-1", matrix.wasserstein), ("Jensen–Shannon", matrix.jensenShannon),
      ("total variation", matrix.totalVariation),
    ]
    for (name, distance) in distances {
      table.add([
        name, number(distance.estimate.value, 3), interval(distance.estimate.interval, 3),
        "real halves: \(number(distance.noiseMean, 3)), up to \(number(distance.noiseUpper, 3))",
      ])
    }
    self.table(table)
    paragraph(
      "same distribution? Stuart–Maxwell p \(p(matrix.stuartMaxwellClustered.p)) clustered, "
        + "\(p(matrix.stuartMaxwell.p)) plain; resistance: McNemar p \(p(matrix.mcNemarClustered.p)) clustered, "
        + "\(p(matrix.mcNemar.p)) plain", indent: 2)
  }

  mutating func writeCategories(_ report: FidelityReport) {
    let pages: [(String, KeyPath<StratumReport, [ShareRow]>)] = [
      ("Exit acts", \.exits), ("Emotions", \.emotions), ("Blockers", \.blockers),
    ]
    for (title, path) in pages where report.strata.contains(where: { !$0[keyPath: path].isEmpty }) {
      section(title)
      for stratum in report.strata where stratum[keyPath: path].contains(where: { $0.real.of > 0 }) {
        line()
        paragraph(
          "\(stratum.label ?? stratum.id), \(Decimals.grouped(stratum[keyPath: path][0].real.of)) pairs with both labels"
        )
        writeShares(stratum[keyPath: path])
      }
      flushReasons()
    }
  }

  mutating func writeSurvival(_ report: FidelityReport) {
    guard report.strata.contains(where: { $0.survival != nil }) else { return }
    section("Time to the first resisting or exit turn, in user turns")
    var table = TextTable([.left, .left, .right, .right, .right, .left, .right], dispensable: [[6], [4]])
    table.add(["", "", "n", "left", "median", "still there at the end", "log-rank p"])
    for stratum in report.strata {
      guard let survival = stratum.survival else { continue }
      for (name, curve) in [("real", survival.real), ("simulated", survival.simulated)] {
        let last = curve.steps.last.map {
          "\(Decimals.percent($0.surviving)) % [\(Decimals.percent($0.lower)), \(Decimals.percent($0.upper))]"
        }
        let isFirst = name == "real"
        table.add([
          isFirst ? shortened(stratum.label ?? stratum.id, to: max(12, columns / 4)) : "", name,
          Decimals.grouped(curve.conversations), Decimals.grouped(curve.events), count(curve.median), last ?? "—",
          isFirst ? p(survival.logRankClustered.p) : "",
        ])
      }
    }
    self.table(table)
    flushReasons()
  }

  mutating func writeComparison(_ report: FidelityReport) {
    guard let comparison = report.comparison else { return }
    section("\(comparison.simulator) beside \(comparison.other)")
    paragraph("\(Decimals.grouped(comparison.conversations)) conversations are covered by both", indent: 2)
    var table = TextTable([.left, .right, .right, .right, .left, .left], dispensable: [[5]])
    table.add([
      "", shortened(comparison.simulator, to: 16), shortened(comparison.other, to: 16), "difference", "interval",
      "bootstrap",
    ])
    for stratum in comparison.strata {
      table.add(row("bias, \(stratum.id)", stratum.bias, stratum.otherBias, stratum.difference))
    }
    table.add(row("Δ", comparison.contrast, comparison.otherContrast, comparison.difference))
    self.table(table)
    paragraph("difference of Δ: p \(p(comparison.p))", indent: 2)
    flushReasons()
  }

  private mutating func row(_ name: String, _ own: Figure, _ other: Figure, _ difference: Figure) -> [String] {
    [
      shortened(name, to: max(12, columns / 3)), number(own.value, 3, signed: true),
      number(other.value, 3, signed: true), number(difference.value, 3, signed: true),
      interval(difference.interval, signed: true), interval(difference.bootstrap, signed: true),
    ]
  }
}
