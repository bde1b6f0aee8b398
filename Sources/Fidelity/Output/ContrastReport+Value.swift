import Cases

extension ContrastReport {
  var tree: ReportValue {
    .object(
      estimate.members(named: "estimate") + [
        ReportValue.Member("cohen_d", cohenD.value.tree), ReportValue.Member("cohen_d_ci", cohenD.interval.tree),
        ReportValue.Member("cohen_d_ci_bootstrap", cohenD.bootstrap.tree),
        ReportValue.Member("hedges_g", hedgesG.tree), ReportValue.Member("glass_delta", glassDelta.tree),
        ReportValue.Member("cliffs_delta", cliffsDelta.tree), ReportValue.Member("welch", welch.tree),
        ReportValue.Member("welch_on_conversations", welchOnConversations?.tree ?? welch.tree),
        ReportValue.Member("mann_whitney", ["u": mannWhitney.u.tree, "p": mannWhitney.p.tree]),
        ReportValue.Member("permutation", permutation?.tree ?? .notComputed),
        ReportValue.Member("floors", .array(floors.map(\.tree))),
        ReportValue.Member(
          "verdict",
          verdict.map { ["reference": .text($0.reference.rawValue), "finding": .text($0.finding.rawValue)] }
            ?? .reason("no floor with an interval")),
        ReportValue.Member("uncommitted", uncommitted.tree), ReportValue.Member("committed", committed.tree),
      ])
  }
}

extension ContrastReport.TTest {
  fileprivate var tree: ReportValue { ["t": t.tree, "df": degreesOfFreedom.tree, "p": p.tree] }
}

extension ContrastReport.Permutation {
  fileprivate var tree: ReportValue {
    [
      "draws": .integer(draws), "p_one_sided": oneSided.tree, "p_two_sided": twoSided.tree,
      "studentised": ["p_one_sided": studentisedOneSided.tree, "p_two_sided": studentisedTwoSided.tree],
      "raw": ["p_one_sided": rawOneSided.tree, "p_two_sided": rawTwoSided.tree],
    ]
  }
}

extension ContrastReport.Side {
  fileprivate var tree: ReportValue {
    [
      "strata": .array(strata.map(ReportValue.text)), "conversations": .integer(conversations),
      "units": .integer(units), "mean": mean.tree, "sd": standardDeviation.tree,
    ]
  }
}

extension FloorReport {
  fileprivate var tree: ReportValue {
    .object(
      [ReportValue.Member("reference", .text(reference.rawValue))] + estimate.members(named: "estimate") + [
        ReportValue.Member("excess", excess.tree), ReportValue.Member("uncommitted_bias", uncommittedBias.tree),
        ReportValue.Member("committed_bias", committedBias.tree),
        ReportValue.Member("fallbacks", .integer(fallbacks)),
        ReportValue.Member("without_reference", .integer(withoutReference)),
      ])
  }
}
