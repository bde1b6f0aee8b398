import Cases

extension ExitAuditReport {
  var tree: ReportValue {
    [
      "silence": [
        "permitted": silencePermitted.map(ReportValue.flag) ?? .reason("not stated"), "silent": .integer(silentTurns),
        "of": .integer(simulatedTurns), "sentence": .text(silenceSentence),
      ],
      "judged_acts": .flag(hasJudgedActs), "contradicted_labels": .integer(contradictedLabels),
      "strata": .array(strata.map(\.tree)),
    ]
  }
}

extension ExitAuditReport.Stratum {
  fileprivate var tree: ReportValue {
    [
      "id": .text(id), "acts": .array(acts.map(\.tree)),
      "record": record?.tree ?? .reason("the table was made without the record"),
      "exit_recall": exitRecall.formulaValue, "silent_at_exit": silentAtExit.formulaValue,
      "false_exits": falseExits.formulaValue,
      "positions": .array(
        positions.map {
          ["id": .text($0.id), "recall": $0.recall.formulaValue, "false_exits": $0.falseExits.formulaValue]
        }),
    ]
  }
}

extension ExitAuditReport.Act {
  fileprivate var tree: ReportValue {
    guard case .object(let members) = row.tree else { return row.tree }
    let origin = ReportValue.Member("from", .text(isFromRecord ? "record" : "instrument"))
    return .object(members.prefix(1) + [origin] + members.dropFirst())
  }
}

extension ExitAuditReport.Record {
  fileprivate var tree: ReportValue {
    [
      "conversations": .integer(conversations), "agent_turns": .integer(agentTurns),
      "silence": silence.formulaValue, "abandonment": abandonment.formulaValue,
    ]
  }
}
