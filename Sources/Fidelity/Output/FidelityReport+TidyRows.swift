import Cases

extension FidelityReport {
  /// Every number of the report, one a row, in the order of the report.
  public var tidyRows: [TidyRow] {
    var rows = TidyRows()
    for stratum in strata { rows.add(stratum) }
    if let contrast { rows.add(contrast) }
    if let marginalBias { rows.add("marginal-bias", quantity: "estimate", marginalBias.estimate) }
    for group in positions ?? [] { rows.add(group, section: "position") }
    for group in actions ?? [] { rows.add(group, section: "action") }
    if let power {
      rows.add("power", quantity: "minimum detectable d", power.minimumDetectableD)
      rows.add("power", quantity: "conversations for the observed d", power.conversationsForObserved)
      rows.add("power", quantity: "design effect", power.designEffect)
    }
    for stratum in exitAudit?.strata ?? [] { rows.add(stratum) }
    if let comparison { rows.add(comparison) }
    for pair in instruments?.pairs ?? [] { rows.add(pair) }
    for row in corrected?.rows ?? [] {
      rows.add("corrected", stratum: row.stratum ?? "", item: row.id, quantity: "corrected", row.corrected)
      rows.add("corrected", stratum: row.stratum ?? "", item: row.id, quantity: "people", row.people)
      rows.add("corrected", stratum: row.stratum ?? "", item: row.id, quantity: "instrument", row.instrument)
    }
    return rows.rows
  }
}

/// Collects rows.
private struct TidyRows {
  private(set) var rows: [TidyRow] = []

  mutating func add(
    _ section: String, stratum: String = "", group: String = "", item: String = "", quantity: String, _ figure: Figure
  ) {
    var row = TidyRow(section: section, stratum: stratum, group: group, item: item, quantity: quantity)
    row.estimate = figure.number
    row.lower = figure.interval.bounds?.lower
    row.upper = figure.interval.bounds?.upper
    row.lowerBootstrap = figure.bootstrap.bounds?.lower
    row.upperBootstrap = figure.bootstrap.bounds?.upper
    row.count = figure.count
    row.reason = figure.value.reason
    rows.append(row)
  }

  mutating func add(
    _ section: String, stratum: String = "", group: String = "", item: String = "", quantity: String,
    _ number: Quantity
  ) {
    var row = TidyRow(section: section, stratum: stratum, group: group, item: item, quantity: quantity)
    row.estimate = number.number
    row.reason = number.reason
    rows.append(row)
  }

  mutating func add(_ stratum: StratumReport) {
    let sections: [(String, [ShareRow])] = [
      ("headline", stratum.headlines), ("stage", stratum.stages), ("emotion", stratum.emotions),
      ("blocker", stratum.blockers), ("exit", stratum.exits),
    ]
    for (section, shares) in sections {
      for share in shares { add(share, section: section, stratum: stratum.id) }
    }
    if let bias = stratum.depthBias {
      add("depth-bias", stratum: stratum.id, quantity: "estimate", bias.estimate)
      add("depth-bias", stratum: stratum.id, quantity: "pair-weighted", bias.pairWeighted)
      add("depth-bias", stratum: stratum.id, quantity: "sd", bias.standardDeviation)
    }
    if let equivalence = stratum.equivalence, equivalence.verdict != nil {
      let verdict = equivalence.verdict?.rawValue ?? ""
      add("equivalence", stratum: stratum.id, item: verdict, quantity: "p", equivalence.p)
    }
    if let matrix = stratum.matrix { add(matrix, stratum) }
    if let survival = stratum.survival {
      for (name, curve) in [("real", survival.real), ("simulated", survival.simulated)] {
        add("survival", stratum: stratum.id, item: name, quantity: "median", curve.median)
      }
      add("survival", stratum: stratum.id, quantity: "clustered log-rank p", survival.logRankClustered.p)
    }
  }

  mutating func add(_ share: ShareRow, section: String, stratum: String, group: String = "") {
    add(section, stratum: stratum, group: group, item: share.id, quantity: "real share", share.real.share)
    add(section, stratum: stratum, group: group, item: share.id, quantity: "simulated share", share.simulated.share)
    add(section, stratum: stratum, group: group, item: share.id, quantity: "shift", share.shift)
  }

  private mutating func add(_ matrix: MatrixReport, _ stratum: StratumReport) {
    for (real, row) in zip(stratum.stages, matrix.counts) {
      for (simulated, count) in zip(stratum.stages, row) {
        add(
          "confusion", stratum: stratum.id, group: real.id, item: simulated.id, quantity: "count",
          .number(Double(count)))
      }
    }
    let figures: [(String, Figure)] = [
      ("agreement", matrix.agreement), ("exit recall", matrix.exitRecall), ("false-exit rate", matrix.falseExitRate),
      ("exit-probe recall", matrix.exitProbeRecall), ("wasserstein", matrix.wasserstein.estimate),
      ("jensen-shannon", matrix.jensenShannon.estimate), ("total variation", matrix.totalVariation.estimate),
    ]
    for (name, figure) in figures { add("matrix", stratum: stratum.id, quantity: name, figure) }
    let tests: [(String, MatrixReport.PairedTest)] = [
      ("stuart-maxwell p", matrix.stuartMaxwell), ("clustered stuart-maxwell p", matrix.stuartMaxwellClustered),
      ("bowker p", matrix.bowker), ("clustered bowker p", matrix.bowkerClustered), ("mcnemar p", matrix.mcNemar),
      ("clustered mcnemar p", matrix.mcNemarClustered),
    ]
    for (name, test) in tests { add("homogeneity", stratum: stratum.id, quantity: name, test.p) }
  }

  mutating func add(_ contrast: ContrastReport) {
    add("contrast", quantity: "estimate", contrast.estimate)
    add("contrast", quantity: "cohen d", contrast.cohenD)
    let numbers: [(String, Quantity)] = [
      ("hedges g", contrast.hedgesG), ("glass delta", contrast.glassDelta), ("cliffs delta", contrast.cliffsDelta),
      ("welch p", contrast.welch.p), ("mann-whitney p", contrast.mannWhitney.p),
    ]
    for (name, number) in numbers { add("contrast", quantity: name, number) }
    if let permutation = contrast.permutation {
      add("contrast", quantity: "permutation p one-sided", permutation.oneSided)
      add("contrast", quantity: "permutation p two-sided", permutation.twoSided)
    }
    for floor in contrast.floors {
      add("floor", item: floor.reference.rawValue, quantity: "estimate", floor.estimate)
      add("floor", item: floor.reference.rawValue, quantity: "excess", floor.excess)
    }
  }

  mutating func add(_ group: GroupReport, section: String) {
    add(section, group: group.id, quantity: "contrast", group.contrast)
    add(section, group: group.id, quantity: "contrast p", group.contrastP)
    for stratum in group.strata {
      add(section, stratum: stratum.id, group: group.id, quantity: "depth bias", stratum.depthBias)
      for cell in stratum.cells {
        add(cell.row, section: section, stratum: stratum.id, group: group.id)
        for (name, test) in [("fisher", cell.fisher), ("clustered", cell.clustered)] {
          add(section, stratum: stratum.id, group: group.id, item: cell.row.id, quantity: "\(name) p", test.p)
        }
      }
    }
  }

  mutating func add(_ comparison: ComparisonReport) {
    let (section, group) = ("comparison", comparison.other)
    add(section, group: group, quantity: "contrast", comparison.contrast)
    add(section, group: group, quantity: "other contrast", comparison.otherContrast)
    add(section, group: group, quantity: "difference", comparison.difference)
    add(section, group: group, quantity: "p", comparison.p)
    for stratum in comparison.strata {
      add(section, stratum: stratum.id, group: group, quantity: "difference", stratum.difference)
    }
  }

  mutating func add(_ stratum: ExitAuditReport.Stratum) {
    let section = "exit-audit"
    for act in stratum.acts { add(act.row, section: section, stratum: stratum.id) }
    if let record = stratum.record {
      add(section, stratum: stratum.id, item: "record", quantity: "silence per agent turn", record.silence)
      add(section, stratum: stratum.id, item: "record", quantity: "abandonment", record.abandonment)
    }
    add(section, stratum: stratum.id, item: "exit probes", quantity: "recall", stratum.exitRecall)
    add(section, stratum: stratum.id, item: "exit probes", quantity: "silent", stratum.silentAtExit)
    add(section, stratum: stratum.id, item: "probes", quantity: "false exits", stratum.falseExits)
    for position in stratum.positions {
      add(section, stratum: stratum.id, group: position.id, quantity: "recall", position.recall)
      add(section, stratum: stratum.id, group: position.id, quantity: "false exits", position.falseExits)
    }
  }

  mutating func add(_ pair: InstrumentReport.Pair) {
    for (source, agreement) in [("real", pair.real), ("simulated", pair.simulated)] {
      let numbers: [(String, Quantity)] = [
        ("agreement", agreement.observed), ("kappa", agreement.kappa), ("kappa linear", agreement.kappaLinear),
        ("kappa quadratic", agreement.kappaQuadratic), ("alpha nominal", agreement.alphaNominal),
        ("alpha ordinal", agreement.alphaOrdinal), ("alpha interval", agreement.alphaInterval),
      ]
      for (name, number) in numbers { add("instruments", group: pair.second, item: source, quantity: name, number) }
    }
  }
}
