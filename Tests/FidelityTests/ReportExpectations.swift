import Cases
import Fidelity
import Testing

/// Holds a report to the values of one entry of `reports` in an oracle file.
func expectReport(_ report: FidelityReport, equals oracle: OracleValue, resampled: Bool) {
  for (stratum, expected) in zip(report.strata, oracle["strata"]?.elements ?? []) {
    expectStratum(stratum, equals: expected, resampled: resampled)
  }
  guard let contrast = report.contrast, let expected = oracle["contrast"] else {
    Issue.record("no contrast")
    return
  }
  expectNear(contrast.estimate.number, expected["estimate"])
  expectNear(contrast.estimate.interval.bounds, expected["ci"])
  expectNear(contrast.welch.t.number, expected["t"])
  expectNear(contrast.welch.degreesOfFreedom.number, expected["df"])
  expectNear(contrast.welch.p.number, expected["p"])
  expectNear(contrast.cohenD.number, expected["cohen_d"])
  expectNear(contrast.hedgesG.number, expected["hedges_g"])
  expectNear(contrast.glassDelta.number, expected["glass_delta"])
  expectNear(contrast.cliffsDelta.number, expected["cliffs_delta"])
  let plain = contrast.welchOnConversations ?? contrast.welch
  expectNear(plain.t.number, expected["welch_on_conversations"]?[0])
  expectNear(plain.degreesOfFreedom.number, expected["welch_on_conversations"]?[1])
  expectNear(plain.p.number, expected["welch_on_conversations"]?[2])
  expectNear(contrast.mannWhitney.u.number, expected["mann_whitney"]?[0])
  expectNear(contrast.mannWhitney.p.number, expected["mann_whitney"]?[1])
  expectNear(report.marginalBias?.estimate.number, expected["marginal_bias"])
  expectFloors(contrast, equal: expected)
  if let permutation = contrast.permutation, let expected = expected["permutation"] {
    let draws = (Double(permutation.draws), expected["draws"]?.number ?? 0)
    for (p, key) in [
      (permutation.rawOneSided, "raw_one_sided"), (permutation.rawTwoSided, "raw_two_sided"),
      (permutation.studentisedOneSided, "studentised_one_sided"),
      (permutation.studentisedTwoSided, "studentised_two_sided"),
    ] {
      let reference = expected[key]?.number ?? 0
      let error = (reference * (1 - reference) * (1 / draws.0 + 1 / draws.1)).squareRoot()
      expectNear(p.number, expected[key], tolerance: 4 * error + 2 / draws.0)
    }
  }
}

private func expectFloors(_ contrast: ContrastReport, equal expected: OracleValue) {
  for (floor, expected) in zip(contrast.floors, expected["floors"]?.elements ?? []) {
    guard floor.estimate.number != nil else { continue }
    expectNear(floor.estimate.number, expected["estimate"])
    expectNear(floor.estimate.interval.bounds, expected["ci"])
    expectNear(floor.excess.number, expected["excess"])
    expectNear(floor.excess.formulaInterval?.bounds, expected["excess_ci"])
    // The percentile interval is not that of the formula, but close by.
    let error = expected["excess_se"]?.number ?? 0
    guard !floor.excess.bootstrap.isPending else { continue }
    expectNear(floor.excess.bootstrap.bounds, expected["excess_ci"], tolerance: error * 0.6)
  }
  for (floor, fallbacks) in zip(contrast.floors, expected["fallbacks"]?.numbers ?? []) {
    if floor.estimate.number != nil { #expect(floor.fallbacks == Int(fallbacks)) }
  }
}

private func expectStratum(_ stratum: StratumReport, equals expected: OracleValue, resampled: Bool) {
  #expect(stratum.conversations.map(Double.init) == expected["conversations"]?.number)
  #expect(Double(stratum.pairs) == expected["pairs"]?.number)
  for (index, row) in stratum.stages.enumerated() {
    guard let expected = expected["stages"]?[index] else { continue }
    #expect(row.real.count == expected["real"]?.number)
    #expect(row.simulated.count == expected["simulated"]?.number)
    expectNear(row.real.share.interval.bounds, expected["real_ci"])
    expectNear(row.simulated.share.interval.bounds, expected["simulated_ci"])
    expectNear(row.shift.number, expected["shift"])
    expectNear(row.shift.interval.bounds, expected["shift_ci"])
  }
  expectNear(stratum.depthBias?.estimate.number, expected["bias"])
  expectNear(stratum.depthBias?.estimate.interval.bounds, expected["bias_ci"])
  expectNear(stratum.depthBias?.standardDeviation.number, expected["sd"])
  expectNear(stratum.depthBias?.pairWeighted.number, expected["pair_weighted"])
  expectNear(stratum.depthBias?.pairWeighted.interval.bounds, expected["pair_weighted_ci"])
  expectNear(stratum.equivalence?.p.number, expected["tost_p"])
  #expect(
    stratum.matrix?.counts == expected["confusion"]?.elements.map(\.numbers))
  expectNear(stratum.matrix?.agreement.number, expected["agreement"])
  expectNear(stratum.matrix?.agreement.interval.bounds, expected["agreement_ci"])
  expectNear(stratum.matrix?.exitRecall.number, expected["exit_recall"])
  expectNear(stratum.matrix?.exitRecall.interval.bounds, expected["exit_recall_ci"])
  expectNear(stratum.matrix?.falseExitRate.number, expected["false_exit_rate"])
  expectNear(stratum.matrix?.falseExitRate.interval.bounds, expected["false_exit_rate_ci"])
  if expected["stuart_maxwell"] == nil {
    #expect(stratum.matrix?.stuartMaxwell.p.reason?.hasPrefix("draws are averaged") == true)
  } else {
    expectNear(stratum.matrix?.stuartMaxwell.statistic.number, expected["stuart_maxwell"]?[0])
    expectNear(stratum.matrix?.stuartMaxwell.p.number, expected["stuart_maxwell"]?[1])
    expectNear(stratum.matrix?.bowker.statistic.number, expected["bowker"]?[0])
    expectNear(stratum.matrix?.bowker.p.number, expected["bowker"]?[1])
  }
  expectNear(stratum.matrix?.wasserstein.estimate.number, expected["wasserstein"])
  expectNear(stratum.matrix?.jensenShannon.estimate.number, expected["jensen_shannon"])
  expectNear(stratum.matrix?.totalVariation.estimate.number, expected["total_variation"])
  guard resampled else { return }
  for (index, row) in stratum.stages.enumerated() {
    // A 2.5 % quantile of B values is good to about 2.7 standard deviations ÷ √B; there are B of both.
    let deviation = expected["shift_bootstrap_sd"]?[index]?.number ?? 0
    expectNear(
      row.shift.bootstrap.bounds, expected["shift_ci_bootstrap"]?[index],
      tolerance: 4 * 2.7 * deviation * (1.0 / 500 + 1.0 / 4000).squareRoot() + 1e-9)
  }
}

/// Holds groups to `positions` or `actions` of an oracle file.
func expectGroups(_ groups: [GroupReport], equal oracle: OracleValue?) {
  let expected = oracle?["groups"]?.elements ?? []
  #expect(groups.map(\.id) == expected.map { $0["id"]?.text })
  for (group, expected) in zip(groups, expected) {
    if expected["contrast"] != nil {
      expectNear(group.contrast.number, expected["contrast"])
      expectNear(group.contrastP.number, expected["p"])
    } else {
      #expect(group.contrast.number == nil)
    }
    for (stratum, expected) in zip(group.strata, expected["strata"]?.elements ?? []) {
      #expect(Double(stratum.pairs) == expected["pairs"]?.number)
      for (cell, expected) in zip(stratum.cells, expected["cells"]?.elements ?? []) {
        #expect(cell.row.real.count == expected["real"]?.number)
        #expect(cell.row.simulated.count == expected["simulated"]?.number)
        if expected["fisher"] != nil { expectNear(cell.fisher.p.number, expected["fisher"]) }
        #expect((cell.fisher.p.number == nil) == (expected["fisher"] == nil))
        if expected["clustered"] != nil { expectNear(cell.clustered.p.number, expected["clustered"]) }
        #expect((cell.clustered.p.number == nil) == (expected["clustered"] == nil))
      }
    }
  }
  let corrected = groups.flatMap(\.strata).flatMap(\.cells).compactMap(\.fisher.benjaminiHochberg?.number).sorted()
  let reference = oracle?["fisher_bh"]?.numbers ?? []
  #expect(corrected.count == reference.count)
  for (p, reference) in zip(corrected, reference) { expectNear(p, .number(reference)) }
}
