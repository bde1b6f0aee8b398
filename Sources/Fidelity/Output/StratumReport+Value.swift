import Cases

extension StratumReport {
  var tree: ReportValue {
    [
      "id": .text(id), "label": label.map(ReportValue.text) ?? .null, "committed": .flag(committed),
      "conversations": conversations.map(ReportValue.integer) ?? .notComputed, "pairs": .integer(pairs),
      "excluded": account.excludedValue, "headlines": .array(headlines.map(\.tree)),
      "stages": .array(stages.map(\.tree)), "emotions": .array(emotions.map(\.tree)),
      "blockers": .array(blockers.map(\.tree)), "exits": .array(exits.map(\.tree)),
      "depth_bias": depthBias?.tree ?? .notComputed, "confusion": matrix?.confusionValue(stages) ?? .notComputed,
      "agreement": matrix?.agreement.formulaValue ?? .notComputed,
      "exit_recall": matrix?.exitRecall.formulaValue ?? .notComputed,
      "exit_probe_recall": matrix?.exitProbeRecall.formulaValue ?? .notComputed,
      "false_exit_rate": matrix?.falseExitRate.formulaValue ?? .notComputed,
      "disengagement_misses": matrix.map {
        ["count": .integer($0.disengagementMisses), "of": .integer($0.disengagements)]
      } ?? .notComputed,
      "distances": matrix?.distancesValue ?? .notComputed, "homogeneity": matrix?.homogeneityValue ?? .notComputed,
      "equivalence": equivalence?.tree ?? .notComputed,
      "survival": survival?.tree ?? .reason("no conversation of this stratum was followed"),
    ]
  }
}

extension PairAccount {
  var excludedValue: ReportValue {
    [
      "unlabelled": .integer(unlabelled), "real_silent": .integer(realSilent),
      "simulated_silent": .integer(simulatedSilent), "both_silent": .integer(bothSilent),
    ]
  }
}

extension DepthBiasReport {
  fileprivate var tree: ReportValue {
    .object(
      [
        ReportValue.Member("estimate", estimate.value.tree),
        ReportValue.Member("sd", standardDeviation.tree),
      ] + estimate.members(named: "estimate").dropFirst() + [ReportValue.Member("pair_weighted", pairWeighted.tree)])
  }
}

extension EquivalenceReport {
  fileprivate var tree: ReportValue {
    [
      "margin": margin.tree, "p": p.tree,
      "verdict": verdict.map { .text($0.rawValue) } ?? .reason("no margin was declared"),
    ]
  }
}

extension MatrixReport {
  /// Rows are real stages, columns simulated ones.
  fileprivate func confusionValue(_ stages: [ShareRow]) -> ReportValue {
    [
      "stages": .array(stages.map { .text($0.id) }),
      "counts": .array(counts.map { .array($0.map(ReportValue.integer)) }),
    ]
  }

  fileprivate var distancesValue: ReportValue {
    [
      "wasserstein": wasserstein.tree, "jensen_shannon": jensenShannon.tree,
      "total_variation": totalVariation.tree,
    ]
  }

  fileprivate var homogeneityValue: ReportValue {
    [
      "stuart_maxwell": stuartMaxwell.tree, "stuart_maxwell_clustered": stuartMaxwellClustered.tree,
      "bowker": bowker.tree, "bowker_clustered": bowkerClustered.tree, "mcnemar": mcNemar.tree,
      "mcnemar_clustered": mcNemarClustered.tree,
    ]
  }
}

extension MatrixReport.Distance {
  fileprivate var tree: ReportValue {
    .object(
      estimate.members(named: "estimate") + [
        ReportValue.Member("noise_floor", ["mean": noiseMean.tree, "upper": noiseUpper.tree])
      ])
  }
}

extension SurvivalReport {
  fileprivate var tree: ReportValue {
    [
      "real": real.tree, "simulated": simulated.tree, "log_rank": logRank.tree,
      "log_rank_clustered": logRankClustered.tree,
    ]
  }
}

extension SurvivalReport.Curve {
  fileprivate var tree: ReportValue {
    [
      "conversations": .integer(conversations), "events": .integer(events), "median": median.tree,
      "steps": .array(
        steps.map {
          [
            "turn": .integer($0.turn), "at_risk": .integer($0.atRisk), "events": .integer($0.events),
            "surviving": .number($0.surviving), "ci": .array([.number($0.lower), .number($0.upper)]),
          ]
        }),
    ]
  }
}
