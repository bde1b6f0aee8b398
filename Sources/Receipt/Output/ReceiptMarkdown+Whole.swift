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
      line()
      if let stratum = group.stratum {
        line("**\(MarkdownText.inline(stratum))**")
        line()
      }
      shares("last user turn, by its words", group.lastActs.map { ($0.id, $0) })
      shares("spoke last", group.spokeLast.map { ($0.id, $0) })
      let all = [("in any turn", group.anyFault), ("user turns", group.faultyTurns)]
      shares("fault", all + group.faults.map { ($0.id, $0) })
      let causes = group.endedBy.map { "by \($0.id) \($0.simulated.text(.share))" }
      line(
        causes.isEmpty
          ? "What ended the simulated conversations is not recorded."
          : "The simulated conversations were ended \(causes.joined(separator: ", ")).")
    }
  }

  /// A table, its kind of share above the names.
  private mutating func shares(_ title: String, _ shares: [(String, ReceiptWhole.Share)]) {
    table(
      [title, "real", "simulated", "difference", "floor", "beyond it"],
      shares.map { words, share in
        [
          MarkdownText.inline(words), share.real.text(.share), share.simulated.text(.share),
          share.difference.inPoints.text(.shift),
          share.difference.floor.map { "\(NumberText.fixed($0 * 100, 1)) pp" } ?? "—", share.finding,
        ]
      })
    line()
  }
}
