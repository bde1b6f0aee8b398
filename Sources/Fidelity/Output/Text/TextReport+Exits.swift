import Cases

extension TextReport {
  mutating func writeExitAudit(_ report: FidelityReport) {
    guard let audit = report.exitAudit else { return }
    section("Exit audit: who leaves, and how")
    paragraph(audit.silenceSentence, indent: 2)
    if !audit.hasJudgedActs {
      paragraph("The schema has no exit acts: refusal, delay and topic change are not labelled.", indent: 2)
    }
    for stratum in audit.strata where stratum.falseExits.count + stratum.exitRecall.count > 0 {
      line()
      paragraph(stratum.label ?? stratum.id)
      if audit.hasJudgedActs || audit.silentTurns > 0 { writeActs(stratum) }
      writeRecalls(stratum)
      if let record = stratum.record {
        paragraph(
          "in the record: silence after \(share(record.silence)) % of \(Decimals.grouped(record.agentTurns)) agent "
            + "turns, \(share(record.abandonment)) % of \(Decimals.grouped(record.conversations)) conversations left "
            + "unanswered", indent: 2)
      }
      flushReasons()
    }
    if audit.contradictedLabels > 0 {
      paragraph(
        "\(Decimals.grouped(audit.contradictedLabels)) labels call a written turn silence or abandonment; "
          + "they count as none.", indent: 2)
    }
  }

  private mutating func writeActs(_ stratum: ExitAuditReport.Stratum) {
    guard let first = stratum.acts.first, first.row.real.of > 0 else { return }
    paragraph("exit acts at \(Decimals.grouped(first.row.real.of)) probes", indent: 2)
    var table = TextTable([.left, .left, .right, .left, .right, .left, .right, .left], dispensable: [[1], [3, 5]])
    table.add(["", "from", "real %", "", "simulated %", "", "shift pp", ""])
    for act in stratum.acts {
      table.add([
        shortened(act.row.id, to: 18), act.isFromRecord ? "record" : "instrument",
        number(act.row.real.share.value, 1, scale: 100), interval(act.row.real.share.interval, 1, scale: 100),
        number(act.row.simulated.share.value, 1, scale: 100),
        interval(act.row.simulated.share.interval, 1, scale: 100),
        number(act.row.shift.value, 1, signed: true, scale: 100),
        interval(act.row.shift.interval, 1, signed: true, scale: 100),
      ])
    }
    self.table(table)
  }

  private mutating func writeRecalls(_ stratum: ExitAuditReport.Stratum) {
    var table = TextTable([.left, .right, .left, .right, .right, .left, .right], dispensable: [[3, 6]])
    table.add(["", "leaves too %", "", "n", "leaves alone %", "", "n"])
    for position in stratum.positions {
      table.add([
        shortened(position.id, to: 18), percent(position.recall), interval(position.recall.interval, 1, scale: 100),
        Decimals.grouped(position.recall.count), percent(position.falseExits),
        interval(position.falseExits.interval, 1, scale: 100), Decimals.grouped(position.falseExits.count),
      ])
    }
    self.table(table)
    if stratum.silentAtExit.count > 0 {
      paragraph(
        "of \(Decimals.grouped(stratum.exitRecall.count)) exit probes it leaves at \(share(stratum.exitRecall)) %, "
          + "without a word at \(share(stratum.silentAtExit)) %", indent: 2)
    }
  }

  private func percent(_ figure: Figure) -> String {
    figure.number.map { Decimals.percent($0) } ?? "—"
  }

  /// A share in percent with its interval.
  private func share(_ figure: Figure) -> String {
    guard let number = figure.number else { return "—" }
    guard let bounds = figure.interval.bounds else { return Decimals.percent(number) }
    return "\(Decimals.percent(number)) [\(Decimals.percent(bounds.lower)), \(Decimals.percent(bounds.upper))]"
  }
}
