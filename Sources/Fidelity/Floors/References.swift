import Cases

/// The outcome-blind references of the whole audit, as one instrument's labels give them.
struct References: Sendable {
  let laws: ReferenceLaws
  /// Why there is no reference by history.
  let historyReason: String?

  /// Customers are always left out whole.
  init(_ table: CaseTable, instrument: String, threads: Int) {
    let totals = ReferenceTotals(table, instrument: instrument, threads: threads)
    var history: HistoryReference?
    var reason: String?
    do throws(HistoryReference.Problem) {
      history = try HistoryReference(table, totals.probes, threads: threads)
    } catch {
      reason = error.words
    }
    historyReason = reason
    laws = ReferenceLaws(table, totals, history: history, clusters: Clusters(table, unit: .customer))
  }

  /// Why a reference gives no law of its own; `nil` where it does.
  func reason(_ reference: FloorReport.Reference) -> String? {
    switch reference {
    case .position, .previousStage: nil
    case .action: laws.totals.knowsActions ? nil : "no preceding agent action is labelled"
    case .history: historyReason
    case .placebo: "draws of other people are no law"
    }
  }
}
