internal import Text

extension ReceiptMarkdown {
  mutating func whole(_ predicate: ReceiptPredicate) {
    guard let whole = predicate.wholeConversations else { return }
    heading("Whole conversations")
    if let reason = whole.reason { return line("Not compared: \(MarkdownText.inline(reason)).") }
    line(
      "\(NumberText.grouped(whole.real)) real ones and \(NumberText.grouped(whole.simulated)) that the simulator carried on "
        + "by itself" + (whole.replayed > 0 ? ", \(NumberText.grouped(whole.replayed)) replaying a real one" : "") + "."
    )
    for group in whole.groups {
      line()
      if let stratum = group.stratum {
        line("**\(MarkdownText.inline(stratum))**")
        line()
      }
      let shares =
        group.lastActs.map { ("last user turn: \($0.id)", $0) } + group.spokeLast.map { ("\($0.id) spoke last", $0) }
        + [("any fault", group.anyFault), ("user turns with a fault", group.faultyTurns)]
        + group.faults.map { ("fault: \($0.id)", $0) }
      table(
        ["", "real", "simulated", "difference", "two halves of the real people", "beyond that"],
        shares.map { words, share in
          [
            MarkdownText.inline(words), share.real.text(.share), share.simulated.text(.share),
            share.difference.inPoints.text(.shift),
            share.difference.floor.map { "\(NumberText.fixed($0 * 100, 1)) pp" } ?? "—", share.finding,
          ]
        })
      line()
      let causes = group.endedBy.map { "by \($0.id) \($0.simulated.text(.share))" }
      line(
        causes.isEmpty
          ? "What ended the simulated conversations is not recorded."
          : "The simulated conversations were ended \(causes.joined(separator: ", ")).")
    }
  }
}
