import Cases

extension FidelityReport {
  /// Puts the percentile bootstrap in the place of every interval that has a formula, as the paper does.
  mutating func preferPercentileIntervals() {
    for stratum in strata.indices { strata[stratum].preferPercentileIntervals() }
    contrast?.estimate.preferBootstrap()
    contrast?.cohenD.preferBootstrap()
    contrast?.hedgesG.preferBootstrap()
    contrast?.glassDelta.preferBootstrap()
    for floor in contrast?.floors.indices ?? 0..<0 { contrast?.floors[floor].estimate.preferBootstrap() }
    marginalBias?.estimate.preferBootstrap()
    for group in positions?.indices ?? 0..<0 { positions?[group].preferPercentileIntervals() }
    for group in actions?.indices ?? 0..<0 { actions?[group].preferPercentileIntervals() }
    exitAudit?.preferPercentileIntervals()
    comparison?.contrast.preferBootstrap()
    comparison?.otherContrast.preferBootstrap()
    comparison?.difference.preferBootstrap()
    for stratum in comparison?.strata.indices ?? 0..<0 {
      comparison?.strata[stratum].bias.preferBootstrap()
      comparison?.strata[stratum].otherBias.preferBootstrap()
      comparison?.strata[stratum].difference.preferBootstrap()
    }
  }
}

extension StratumReport {
  fileprivate mutating func preferPercentileIntervals() {
    for path in [\StratumReport.headlines, \.stages, \.emotions, \.blockers, \.exits] {
      for row in self[keyPath: path].indices { self[keyPath: path][row].preferPercentileIntervals() }
    }
    depthBias?.estimate.preferBootstrap()
    depthBias?.pairWeighted.preferBootstrap()
  }
}

extension GroupReport {
  fileprivate mutating func preferPercentileIntervals() {
    contrast.preferBootstrap()
    for stratum in strata.indices {
      strata[stratum].depthBias.preferBootstrap()
      for cell in strata[stratum].cells.indices { strata[stratum].cells[cell].row.preferPercentileIntervals() }
    }
  }
}

extension ExitAuditReport {
  fileprivate mutating func preferPercentileIntervals() {
    for stratum in strata.indices {
      for act in strata[stratum].acts.indices { strata[stratum].acts[act].row.preferPercentileIntervals() }
    }
  }
}

extension ShareRow {
  fileprivate mutating func preferPercentileIntervals() {
    real.share.preferBootstrap()
    simulated.share.preferBootstrap()
    shift.preferBootstrap()
  }
}

extension Figure {
  /// Makes the bootstrap interval the default one, where it was computed; what the formula gives is kept.
  mutating func preferBootstrap() {
    guard !bootstrap.isPending else { return }
    if formulaInterval == nil { formulaInterval = interval }
    interval = bootstrap
  }
}
