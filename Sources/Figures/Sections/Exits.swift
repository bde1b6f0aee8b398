import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  private static func audits(
    _ report: FidelityReport, _ make: (ExitAuditReport.Stratum, ExitAuditReport) -> FigureBlock?
  ) -> [FigureBlock] {
    guard let audit = report.exitAudit else { return [] }
    return audit.strata.compactMap { make($0, audit) }
  }

  /// How people leave at the probes. Nothing is shown where no instrument named acts and nobody was silent.
  static let exitActs = FigureSection(
    .exitAct, "Who leaves, and how: acts at the probes", .shares, parts: [.exits, .floors, .resampled],
    rows: ShareRows.floored,
    remarks: { report in
      guard let audit = report.exitAudit else { return [] }
      let hasActs = audit.hasJudgedActs || audit.silentTurns > 0
      var remarks = [audit.silenceSentence] + (hasActs ? [report.floorWords(of: "acts")].compactMap(\.self) : [])
      if !audit.hasJudgedActs {
        remarks.append("The schema has no exit acts: refusal, delay and topic change are not labelled.")
      }
      if audit.contradictedLabels > 0 {
        remarks.append(
          "\(NumberText.counted(audit.contradictedLabels, "label")) of a written turn as silence or abandonment count as "
            + "none.")
      }
      return remarks
    }
  ) { report, scope, reader in
    audits(report) { stratum, audit in
      guard audit.hasJudgedActs || audit.silentTurns > 0, (stratum.acts.first?.row.real.of ?? 0) > 0 else { return nil }
      let scope = scope.and(.outcome, [stratum.id])
      let names = ExitActNames(scope.schema)
      let known = scope.common + [names.isKnown(.real, .realExit), names.isKnown(.simulated, .simulatedExit)]
      return FigureBlock(
        stratum: stratum.id, title: stratum.name,
        basis: "\(NumberText.counted(stratum.acts[0].row.real.of, "probe")); silence and abandonment from the record",
        stratum.acts.map { act in
          let place = SharePlace(
            act.row, real: names.isReal(act.row.id), simulated: names.isSimulated(act.row.id), among: known)
          return FigureEntry(
            stratum: stratum.id, item: act.row.id, act.row.id,
            facts: [
              JSONValue.Member("id", .string(act.row.id)),
              JSONValue.Member("from", .string(act.isFromRecord ? "record" : "instrument")),
            ], reader.figures(place, scope))
        })
    }
  }

  static let leaving = FigureSection(
    .leaving, "Leaves where the real person leaves, or alone", .list, parts: [.exits, .floors],
    rows: [
      [
        FigureRow<ExitAuditReport.Stratum>(
          "exit_probe_recall", "exit-probe recall", .share,
          "Where the real person left for good: how often the simulator resists, refuses, delays or stays silent.",
          formula: "P(resists, gives an exit act or is silent | no real reply), exit probes",
          reading: "Not attainable in full: the prefix does not tell who will never answer again.", isResampled: false,
          cases: { _, scope in scope.exitProbes(scope.leaves(.simulated, .simulatedExit)) },
          read: { .figure($0.exitRecall) })
      ],
      FloorRows.rows("exit_probe_recall", "exit-probe recall", .share, read: { $0.flooredRecall }),
      [
        FigureRow(
          "silent_at_exit", "really silent at exit probes", .share,
          "Where the real person left for good: how often the simulator really stays silent.",
          formula: "P(no simulated reply | no real reply), exit probes",
          reading: "What people did there is silence; a refusal in words is an answer.", isResampled: false,
          cases: { _, scope in scope.exitProbes(.equals(.simulated, [FilterValue.noReply])) },
          read: { .figure($0.silentAtExit) })
      ],
      FloorRows.rows("silent_at_exit", "really silent", .share, read: { $0.flooredSilence }),
      [
        FigureRow(
          "false_leaving", "false leaving", .share,
          "Where the real person goes on: how often the simulator resists, refuses, delays or stays silent.",
          formula: "P(resists, gives an exit act or is silent | the real person does none of it)",
          reading: "A simulator that leaves everywhere has a high recall and a high false leaving.", isResampled: false,
          cases: { _, scope in scope.leaving(realLeaves: false) }, read: { .figure($0.falseExits) })
      ],
      FloorRows.rows("false_leaving", "false leaving", .share, read: { $0.flooredFalseExits }),
    ].flatMap(\.self),
    remarks: { report in
      guard let audit = report.exitAudit else { return [] }
      return audit.strata.compactMap { $0.exitProbeSentence(countsFaults: audit.faultyTurns > 0) }
        + [report.floorWords(of: "leaving")].compactMap(\.self) + [
          "Leaving is resisting, an exit act, or silence."
        ]
    }
  ) { report, scope, reader in
    audits(report) { stratum, _ in
      FigureBlock(
        stratum: stratum.id, title: stratum.name,
        [
          FigureEntry(
            stratum: stratum.id, stratum.name, reader.figures(stratum, scope.and(.outcome, [stratum.id])))
        ])
    }
  }

  static let leavingByPosition = FigureSection(
    .leavingByPosition, "Leaving by position", .pivot, parts: [.exits, .floors],
    rows: [
      [
        FigureRow<ExitAuditReport.Position>(
          "leaving_recall", "leaving recall", .share,
          "Where the real person resists, refuses, delays or is silent: how often the simulator does.",
          formula: "P(resists, gives an exit act or is silent | the real person does), at one position",
          reading: "At “exit” everybody left.", isResampled: false,
          cases: { _, scope in scope.leaving(realLeaves: true) }, read: { .figure($0.recall) })
      ],
      FloorRows.rows("leaving_recall", "leaving recall", .share, read: { $0.flooredRecall }),
      [
        FigureRow(
          "false_leaving", "false leaving", .share,
          "Where the real person goes on: how often the simulator resists, refuses, delays or stays silent.",
          formula: "P(resists, gives an exit act or is silent | the real person does none of it), at one position",
          reading: "At exit probes everyone left: there is nobody to leave falsely.", isResampled: false,
          cases: { _, scope in scope.leaving(realLeaves: false) }, read: { .figure($0.falseExits) })
      ],
      FloorRows.rows("false_leaving", "false leaving", .share, read: { $0.flooredFalseExits }),
    ].flatMap(\.self)
  ) { report, scope, reader in
    audits(report) { stratum, _ in
      FigureBlock(
        stratum: stratum.id, title: stratum.name,
        stratum.positions.map { position in
          let scope = scope.and(.outcome, [stratum.id]).and(.position, [position.id])
          return FigureEntry(
            stratum: stratum.id, group: position.id, position.id,
            facts: [JSONValue.Member("id", .string(position.id))], reader.figures(position, scope))
        })
    }
  }

  static let record = FigureSection(
    .record, "In the whole record, without any judge", .list, parts: [.exits],
    rows: [
      FigureRow<ExitAuditReport.Record>(
        "conversations", "conversations", .count, "Conversations of the selection.", formula: "a count",
        reading: "What the record rests on.",
        read: { .count($0.conversations) }),
      FigureRow(
        "agent_turns", "agent turns", .count, "Agent turns of these conversations.", formula: "a count",
        reading: "Each could have been answered.",
        read: { .count($0.agentTurns) }),
      FigureRow(
        "silence", "silence after an agent turn", .share, "How often nobody answered before the agent spoke again.",
        formula: "such agent turns ÷ agent turns", reading: "What people do, whatever is probed.", isResampled: false,
        read: { .figure($0.silence) }),
      FigureRow(
        "abandonment", "left unanswered", .share, "How often the last agent turn was never answered.",
        formula: "such conversations ÷ conversations", reading: "What people do, whatever is probed.",
        isResampled: false, read: { .figure($0.abandonment) }),
    ],
    remarks: { report in
      let isThere = report.exitAudit?.strata.contains { $0.record != nil } ?? false
      return isThere ? ["The whole record is of real people alone: no simulator is in it, and so no floor."] : []
    }
  ) { report, scope, reader in
    audits(report) { stratum, _ in
      stratum.record.map { record in
        FigureBlock(
          stratum: stratum.id, title: stratum.name,
          [FigureEntry(stratum: stratum.id, stratum.name, reader.figures(record, scope))])
      }
    }
  }
}

extension CaseScope {
  /// Pairs whose real person leaves (or stays), and among them those whose simulated one leaves.
  func leaving(realLeaves: Bool) -> FigureCases {
    let real = leaves(.real, .realExit)
    let all =
      common + [
        .not(.equals(.real, [FilterValue.missing])), .not(.equals(.simulated, [FilterValue.missing])),
        realLeaves ? real : .not(real),
      ]
    return FigureCases(numerator: all + [leaves(.simulated, .simulatedExit)], denominator: all)
  }
}

/// What the acts of the exit audit are called in a filter: the instrument's labels, and what the record says.
private struct ExitActNames {
  private let schema: StateSchema
  private static let fromRecord = ["silence", "abandonment", "none"]

  init(_ schema: StateSchema) { self.schema = schema }

  private func isSilent(_ stage: FilterField) -> FilterExpression { .equals(stage, [FilterValue.noReply]) }

  func isKnown(_ stage: FilterField, _ exit: FilterField) -> FilterExpression {
    schema.exits.isEmpty
      ? .not(.equals(stage, [FilterValue.missing]))
      : .any([isSilent(stage), .not(.equals(exit, [FilterValue.missing]))])
  }

  /// A real probe is answered, or the person left for good.
  func isReal(_ act: String) -> FilterExpression {
    switch act {
    case "silence": .nothing
    case "abandonment": isSilent(.real)
    default: isWritten(act, .real, .realExit)
    }
  }

  func isSimulated(_ act: String) -> FilterExpression {
    switch act {
    case "silence": .all([isSilent(.simulated), .not(isSilent(.real))])
    case "abandonment": .all([isSilent(.simulated), isSilent(.real)])
    default: isWritten(act, .simulated, .simulatedExit)
    }
  }

  private func isWritten(_ act: String, _ stage: FilterField, _ exit: FilterField) -> FilterExpression {
    let own = act == "none" ? schema.exits.filter(ExitActNames.fromRecord.contains) : [act]
    return own.isEmpty ? .not(isSilent(stage)) : .all([.not(isSilent(stage)), .equals(exit, own)])
  }
}
