public import Cases

/// Computes a ``FidelityReport`` from the columns of an audit: counts at once, then what has a formula, then what is
/// resampled.
///
/// A value: it holds the table, the rows of the filter and the options, and can be asked from any thread.
public struct FidelityAnalysis: Sendable {
  /// With silence as a stage where the schema says so.
  let table: CaseTable
  /// As it was labelled: silence is silence.
  let record: CaseTable
  let rows: RowSet
  let options: AnalysisOptions
  /// The rows of `rows` that belong to the simulator, the instrument and the draws.
  let selected: RowSet
  /// What was left out of both because its outcome is not known.
  let unknownOutcome: UnknownOutcome
  /// Of the rows that are meant, whatever became of those with a fault; `nil` where nobody looked.
  let faultAccount: FaultAccount?

  /// - Parameter rows: The filter's rows of `table`; its capacity is the number of pairs.
  public init(table: CaseTable, rows: RowSet, options: AnalysisOptions) {
    record = table.treating(options.faults)
    self.table = record.countingSilence
    // Rows of another table mean none of this one.
    let meant = rows.capacity == table.count ? rows : RowSet(capacity: table.count)
    let series = SeriesSelection(
      table, simulator: options.simulator, instrument: options.instrument, draws: options.draws)
    let known = table.listsConversations ? meant : table.rowsOfKnownOutcome(meant)
    self.rows = table.leavingOutFaulty(known, options.faults)
    self.options = options
    selected = series.rows(self.rows, of: table)
    faultAccount = FaultAccount(table, series.rows(known, of: table), options.faults)
    unknownOutcome = UnknownOutcome(
      all: series.rows(meant, of: table), known: series.rows(known, of: table), of: table)
  }

  /// Counts and shares, without intervals: one pass over the columns.
  ///
  /// - Complexity: O(rows of the table).
  public func counts() -> FidelityReport {
    var report = FidelityReport(options: options)
    if record.listsConversations {
      report.conversationReport = ConversationAnalysis(record, rows, options: options).report()
      report.reason = "whole conversations are looked at, which no simulator answers"
      return report
    }
    report.unknownOutcome = unknownOutcome
    report.faults = faultAccount
    report.silenceDepth = record.description.schema.depthOfNoReply
    let counts = PairCounts(table, selected, draws: options.draws)
    let recorded = PairCounts(record, selected, draws: options.draws)
    let shares = StageShares(schema: table.description.schema)
    report.strata = table.description.outcome.strata.enumerated().map { index, stratum in
      var part = StratumReport(
        id: stratum.id, label: stratum.label, committed: stratum.committed, account: PairAccount(counts, stratum: index)
      )
      part.silent = PairAccount(recorded, stratum: index).silent
      (part.headlines, part.stages) = shares.rows(counts, stratum: index)
      return part
    }
    if report.account.total == 0 {
      report.reason =
        SeriesSelection.reasonForNone(
          table, simulator: options.simulator, instrument: options.instrument, draws: options.draws)
        ?? (table.description.outcome.strata.isEmpty
          ? FidelityReport.noOutcomeGroups
          : unknownOutcome.pairs > 0
            ? "the outcome of every conversation that is selected is unknown"
            : options.faults == .drop && faultAccount.map { $0.faulty == $0.pairs && $0.pairs > 0 } ?? false
              ? "every simulated turn that is meant has a fault, and is left out"
              : "the filter selects no pair of \(options.simulator) as \(options.instrument) labelled it")
    }
    if options.faults != .keep, faultAccount == nil, table.count > 0 {
      report.reason = "the simulated turns are too many to look for faults in all of them: nothing can be made of those"
    }
    return report
  }

  /// The report in stages, each with everything of those before it.
  ///
  /// Stops when the stream's reader goes away or its task is cancelled.
  public func reports() -> AsyncStream<FidelityReport> {
    AsyncStream { continuation in
      let task = Task {
        try? await run { continuation.yield($0) }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// The complete report.
  /// - Throws: `CancellationError`.
  public func report() async throws -> FidelityReport {
    var last = FidelityReport(options: options)
    try await run { last = $0 }
    return last
  }
}

extension FidelityReport {
  /// Why nothing can be told of outcomes where the audit says on purpose that it knows none.
  public static let noOutcomeGroups = "no outcome groups: strata is [] in audit.json"
}
