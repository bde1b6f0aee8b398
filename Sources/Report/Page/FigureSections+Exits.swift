internal import Figures
internal import Cases
internal import Fidelity

extension FigureSections {
  /// How people leave, how the simulator does, and how often it leaves where they do.
  static func exits(_ content: ReportContent) -> PageSection? {
    guard let audit = content.figures.exitAudit else { return nil }
    let strata = audit.strata.filter { $0.falseExits.count + $0.exitRecall.count > 0 }
    guard !strata.isEmpty else { return nil }
    var body: Markup = "<p>\(audit.silenceSentence)</p>"
    if !audit.hasJudgedActs {
      body += "<p class=\"note\">The schema has no exit acts: refusal, delay and topic change are not labelled.</p>"
    }
    if audit.hasJudgedActs || audit.silentTurns > 0 {
      body += "<div class=\"panels\">\(strata.map { acts($0, content) }.joined())</div>"
    }
    body += """
      <p class="note">Leaving is resisting, an exit act, or silence. Recall: how often the simulator leaves where the real \
      person does. False exits: how often it leaves where the person stays.</p>\
      <div class="panels">\(strata.map { recalls($0, content) }.joined())</div>
      """
    if audit.contradictedLabels > 0 {
      body += """
        <p class="note">\(NumberText.counted(audit.contradictedLabels, "label")) of a written turn as silence or \
        abandonment count as none.</p>
        """
    }
    return PageSection(id: "exits", title: "Who leaves, and who should have", short: "Exits", body: body)
  }

  private static func recalls(_ stratum: ExitAuditReport.Stratum, _ content: ReportContent) -> Markup {
    let isCommitted = content.description.outcome.strata.first { $0.id == stratum.id }?.committed ?? false
    let mark: ForestPlot.Mark = isCommitted ? .circle : .square
    var rows: [ForestPlot.Row] = [.heading("recall")]
    rows += stratum.positions.map { .figure(label: "at \($0.id)", $0.recall, mark: mark) }
    if stratum.exitRecall.count > 0 {
      rows.append(.figure(label: "all exit probes", stratum.exitRecall, mark: mark))
      rows.append(.figure(label: "silent at them", stratum.silentAtExit, mark: mark))
    }
    rows.append(.heading("false exits"))
    // At exit probes everyone left: there is nobody to leave falsely.
    rows += stratum.positions.filter { $0.falseExits.count > 0 }.map {
      .figure(label: "at \($0.id)", $0.falseExits, mark: .ring)
    }
    rows.append(.figure(label: "at all positions", stratum.falseExits, mark: .ring))
    let name = stratum.label ?? stratum.id
    let plot = ForestPlot(
      title: "Exit recall and false exits, \(name)", rows: rows, style: .share, range: 0...1,
      unit: "percent of the real turns of that kind")
    return "<div><p><b dir=\"auto\">\(name)</b></p>\(figure(plot))\(record(stratum))</div>"
  }

  private static func acts(_ stratum: ExitAuditReport.Stratum, _ content: ReportContent) -> Markup {
    let rows = stratum.acts.map(\.row)
    guard let first = rows.first, first.real.of > 0 else { return .empty }
    let name = stratum.label ?? stratum.id
    return """
      <figure><figcaption><b dir="auto">\(name)</b> <span class="dim">exit acts at \
      \(NumberText.counted(first.real.of, "probe")) · silence and abandonment from the record, the rest from the \
      instrument</span></figcaption>\
      \(SharePlot.svg(rows, title: "Exit acts, \(name)", looks: nil, level: content.figures.level))</figure>
      """
  }

  private static func record(_ stratum: ExitAuditReport.Stratum) -> Markup {
    guard let record = stratum.record else { return .empty }
    return """
      <p class="note">In the whole record: silence after \
      \(NumberText.figure(record.silence, .share)) of \(NumberText.counted(record.agentTurns, "agent turn")), \
      \(NumberText.figure(record.abandonment, .share)) of \
      \(NumberText.counted(record.conversations, "conversation")) left unanswered.</p>
      """
  }

  static func survival(_ content: ReportContent) -> PageSection? {
    let panels = content.figures.strata.compactMap { stratum -> Markup? in
      guard let survival = stratum.survival, !survival.real.steps.isEmpty || !survival.simulated.steps.isEmpty else {
        return nil
      }
      let medians = [survival.real, survival.simulated].map { NumberText.quantity($0.median, 0) }
      let kind =
        "left: real \(NumberText.grouped(survival.real.events)) of \(NumberText.grouped(survival.real.conversations)), "
        + "simulated \(NumberText.grouped(survival.simulated.events)) of "
        + "\(NumberText.grouped(survival.simulated.conversations)) · median turn \(medians[0]) and \(medians[1]) · "
        + "log-rank p \(NumberText.p(survival.logRankClustered.p)) clustered"
      return """
        <figure><figcaption><b dir="auto">\(stratum.name)</b> <span class="dim">\(kind)</span></figcaption>\
        \(SurvivalPlot.svg(survival, title: "Time to exit, \(stratum.name)"))</figure>
        """
    }
    guard !panels.isEmpty else { return nil }
    return PageSection(
      id: "survival", title: "Time to the first resisting or exit turn", short: "Time to exit",
      body: """
        <p class="note">Solid line: real. Dashed: simulated. Bands are \(NumberText.level(content.figures.level)) \
        intervals.</p><div class="panels">\(panels.joined())</div>
        """)
  }
}
