import Cases

extension GroupReport {
  var tree: ReportValue {
    .object(
      [
        ReportValue.Member("id", .text(id)),
        ReportValue.Member(
          "contrast", .object(contrast.members(named: "estimate") + [ReportValue.Member("p", contrastP.tree)])),
        ReportValue.Member("strata", .array(strata.map(\.tree))),
      ])
  }
}

extension GroupReport.Stratum {
  fileprivate var tree: ReportValue {
    [
      "id": .text(id), "conversations": .integer(conversations), "pairs": .integer(pairs),
      "depth_bias": depthBias.tree, "stages": .array(cells.map(\.tree)),
    ]
  }
}

extension GroupReport.Cell {
  fileprivate var tree: ReportValue {
    guard case .object(let members) = row.tree else { return row.tree }
    return .object(
      members + [
        ReportValue.Member("declared", .flag(isDeclared)), ReportValue.Member("fisher", fisher.tree),
        ReportValue.Member("clustered", clustered.tree),
      ])
  }
}

extension TestedHypothesis {
  fileprivate var tree: ReportValue {
    [
      "p": p.tree, "holm": holm?.tree ?? .null, "benjamini_hochberg": benjaminiHochberg?.tree ?? .null,
    ]
  }
}

extension MultiplicityReport {
  var tree: ReportValue {
    [
      "family": .text(family), "declared": .array(declaredStages.map(ReportValue.text)), "alpha": .number(alpha),
      "fisher": fisher.tree, "clustered": clustered.tree,
    ]
  }
}

extension MultiplicityReport.Survivors {
  fileprivate var tree: ReportValue {
    [
      "tested": .integer(tested), "uncorrected": .integer(uncorrected), "declared": .integer(declared),
      "holm": .integer(holm), "benjamini_hochberg": .integer(benjaminiHochberg),
    ]
  }
}

extension MarginalBiasReport {
  func tree(_ strata: [StratumReport]) -> ReportValue {
    .object(
      estimate.members(named: "estimate") + [
        ReportValue.Member(
          "weights",
          .object(zip(strata, weights).map { ReportValue.Member($0.0.id, $0.1.tree) })),
        ReportValue.Member("weights_declared", .flag(weightsAreDeclared)),
      ])
  }
}

extension PowerReport {
  var tree: ReportValue {
    [
      "power": .number(power), "alpha": .number(alpha), "design_effect": designEffect.tree,
      "minimum_detectable_d": minimumDetectableD.tree,
      "minimum_detectable_contrast": minimumDetectableContrast.tree,
      "conversations_for_observed_d": conversationsForObserved.integerValue,
      "conversations_for": .array(
        conversationsFor.map { ["d": .number($0.d), "conversations": $0.conversations.integerValue] }),
    ]
  }
}

extension ComparisonReport {
  var tree: ReportValue {
    [
      "simulator": .text(simulator), "other": .text(other), "conversations": .integer(conversations),
      "contrast": contrast.tree, "other_contrast": otherContrast.tree, "difference": difference.tree,
      "p": p.tree,
      "strata": .array(
        strata.map {
          [
            "id": .text($0.id), "conversations": .integer($0.conversations), "depth_bias": $0.bias.tree,
            "other_depth_bias": $0.otherBias.tree, "difference": $0.difference.tree,
          ]
        }),
    ]
  }
}

extension InstrumentReport {
  var tree: ReportValue {
    if let reason { return .reason(reason) }
    return [
      "pairs": .array(pairs.map(\.tree)),
      "overall": overall.map {
        [
          "raters": .array($0.raters.map(ReportValue.text)), "real": ["alpha_ordinal": $0.realAlpha.tree],
          "simulated": ["alpha_ordinal": $0.simulatedAlpha.tree],
        ]
      } ?? .null,
    ]
  }
}

extension InstrumentReport.Pair {
  fileprivate var tree: ReportValue {
    [
      "first": .text(first), "second": .text(second), "human": .flag(isHuman), "real": real.tree,
      "simulated": simulated.tree,
    ]
  }
}

extension InstrumentReport.Agreement {
  fileprivate var tree: ReportValue {
    [
      "turns": .integer(turns), "agreement": observed.tree, "kappa": kappa.tree, "kappa_linear": kappaLinear.tree,
      "kappa_quadratic": kappaQuadratic.tree, "alpha_nominal": alphaNominal.tree,
      "alpha_ordinal": alphaOrdinal.tree, "alpha_interval": alphaInterval.tree,
      "depth_difference": depthDifference.tree,
    ]
  }
}

extension CorrectedReport {
  var tree: ReportValue {
    if let reason { return .reason(reason) }
    return [
      "labelled": .integer(labelled), "unlabelled": .integer(unlabelled),
      "quantities": .array(
        rows.map {
          [
            "id": .text($0.id), "stratum": $0.stratum.map(ReportValue.text) ?? .null,
            "instrument": $0.instrument.tree, "people": $0.people.formulaValue,
            "corrected": $0.corrected.formulaValue, "lambda": $0.lambda.tree,
          ]
        }),
    ]
  }
}
