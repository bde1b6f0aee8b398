internal import Figures
internal import Text

extension ReceiptMarkdown {
  mutating func whole(_ predicate: ReceiptPredicate) {
    guard let whole = predicate.wholeConversations else { return }
    heading("Whole conversations")
    if let reason = whole.reason { return line("Not compared: \(MarkdownText.inline(reason)).") }
    line(
      "\(NumberText.grouped(whole.real)) real ones and \(NumberText.grouped(whole.simulated)) that the simulator carried on "
        + "by itself" + (whole.replayed > 0 ? ", \(NumberText.grouped(whole.replayed)) replaying a real one" : "")
        + ". Floor: what two random halves of the real people differ by.")
    for group in whole.groups {
      if let stratum = group.stratum { paragraph("**\(MarkdownText.inline(stratum))**") }
      endings(group)
      if let lengths = group.lengths { self.lengths(lengths) }
      if let stages = group.stages { self.stages(stages, whole, isAll: group.stratum == nil) }
      // How users speak stratum by stratum is in the receipt's JSON.
      if group.stratum == nil { speech(group, whole.real > 0 ? whole.told : nil) }
    }
    if let agents = whole.agents { self.agents(agents) }
    for note in whole.notes ?? [] { paragraph(MarkdownText.inline(note)) }
  }

  private mutating func endings(_ group: ReceiptWhole.Group) {
    shares("last user turn, by its words", group.lastActs.map { ($0.id, $0) })
    shares("spoke last", group.spokeLast.map { ($0.id, $0) })
    let all = [("in any turn", group.anyFault), ("user turns", group.faultyTurns)]
    shares("fault", all + group.faults.map { ($0.id, $0) })
    let causes = group.endedBy.map { "by \($0.id) \($0.simulated.text(.share))" }
    paragraph(
      causes.isEmpty
        ? "What ended the simulated conversations is not recorded."
        : "The simulated conversations were ended \(causes.joined(separator: ", ")).")
  }

  private mutating func lengths(_ lengths: ReceiptWhole.Lengths) {
    let medians = [lengths.medianReal, lengths.medianSimulated].map { $0.text(.count) }
    comparisons(
      "user turns until the end",
      lengths.means.filter { $0.real.estimate != nil || $0.simulated.estimate != nil }
        .map { row(WholeWords.length($0.id, horizon: lengths.horizon), $0, .turns) }
        + [["median (Kaplan and Meier)"] + medians + ["—", "—", "—"]])
    guard lengths.logRankP.value != nil else { return }
    paragraph("Log-rank p that both end equally fast: \(lengths.logRankP.text(.probability)).")
  }

  private mutating func stages(_ stages: ReceiptWhole.Stages, _ whole: ReceiptWhole, isAll: Bool) {
    shares("in any labelled user turn", stages.ever.map { ($0.id, $0) })
    guard isAll else { return }
    shares("last labelled user turn", stages.last.map { ($0.id, $0) })
    shares("what is labelled", [("user turns", stages.labelled)])
    if let instrument = whole.instrument { paragraph(MarkdownText.inline(WholeWords.labels(of: instrument))) }
  }

  private mutating func speech(_ group: ReceiptWhole.Group, _ told: ReceiptWhole.Told?) {
    guard let measures = group.speech else { return }
    comparisons(
      "how users speak",
      measures.map { row(WholeWords.speech($0.id), $0, $0.id == "characters" ? .turns : .share) })
    paragraph([told?.sentence, WholeWords.speechOnly].compactMap(\.self).joined(separator: " "))
  }

  /// Scores of agents, a column a speaker.
  private mutating func agents(_ agents: ReceiptAgents) {
    if let reason = agents.reason {
      return paragraph("Agents are not compared: \(MarkdownText.inline(reason)).")
    }
    let names = agents.speakers.flatMap { $0.scores.map(\.agent) }
    let distinct = names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }
    line()
    table(
      ["agent: score, rank"] + agents.speakers.map { "under \(MarkdownText.inline($0.id.speakerName))" },
      distinct.map { agent in
        [MarkdownText.inline(agent)]
          + agents.speakers.map { speaker in
            guard let own = speaker.scores.first(where: { $0.agent == agent }) else { return "—" }
            return "\(own.score.text(.share)), \(NumberStyle.count.text(own.rank))"
          }
      })
    line()
    for pair in agents.pairs {
      for sentence in [pair.sentence, pair.ranks?.sentence].compactMap(\.self) {
        line("- \(MarkdownText.inline(sentence))")
      }
    }
  }

  // MARK: Tables and paragraphs

  /// A table of shares, its kind of share above the names.
  private mutating func shares(_ title: String, _ shares: [(String, ReceiptWhole.Comparison)]) {
    comparisons(title, shares.map { row($0, $1, .share) })
  }

  private mutating func comparisons(_ title: String, _ rows: [[String]]) {
    line()
    table([title, "real", "simulated", "difference", "floor", "beyond it"], rows)
  }

  private mutating func paragraph(_ text: String) {
    line()
    line(text)
  }

  /// - Parameter style: Of both sides; shares differ by points.
  private func row(_ words: String, _ numbers: ReceiptWhole.Comparison, _ style: NumberStyle) -> [String] {
    var signed = style
    signed.isSigned = true
    let isShare = style == .share
    let (difference, floor) = (numbers.difference, numbers.difference.floor)
    return [
      MarkdownText.inline(words), numbers.real.text(style), numbers.simulated.text(style),
      isShare ? difference.inPoints.text(.shift) : difference.text(signed),
      floor.map { isShare ? "\(NumberText.fixed($0 * 100, 1)) pp" : style.text($0) } ?? "—", numbers.finding,
    ]
  }
}
