internal import AuditStore
public import Cases
internal import Explorer
public import Fidelity
internal import Receipt

extension LoadedAudit {
  /// The options of an analysis that this audit can answer, blind labels included.
  public func analysisOptions(
    series: CaseTable.Series, parts: AnalysisParts = .all, filter: String? = nil
  ) -> AnalysisOptions {
    var options = AnalysisOptions(simulator: series.simulator, instrument: series.instrument)
    options.draws = .single(series.draw)
    options.parts = parts
    options.filterText = filter
    options.comparedSimulator = comparedSimulator(with: series)
    options.blindStages = blindStages
    options.declaredPlan = plans.first {
      $0.plan.simulator == series.simulator && $0.plan.instrument == series.instrument
    }
    options.silencePermitted = silencePermitted(of: series.simulator)
    return options
  }

  /// The options of an analysis of what the explorer shows.
  func analysisOptions(
    of query: CaseQuery, series: CaseTable.Series? = nil, parts: AnalysisParts = .all
  ) -> AnalysisOptions {
    var options = analysisOptions(
      series: series ?? query.series, parts: parts, filter: query.filter.isEmpty ? nil : query.filter.description)
    options.verdictReference = query.verdict.reference
    options.excessMargin = query.verdict.excessMargin
    return options
  }

  /// The stages that people gave blind, by row.
  var blindStages: [BlindStages] {
    let stages = table.description.schema.stages.map(\.id)
    func code(_ label: Review.BlindLabel?) -> UInt8 {
      label?.stage.flatMap { stages.firstIndex(of: $0) }.map { UInt8($0) } ?? Code.missing
    }
    return reviews.byRow.sorted { $0.key < $1.key }.flatMap { row, reviews in
      reviews.filter { $0.blindReal != nil || $0.blindSimulated != nil }.flatMap { review in
        let own = BlindStages(
          row: row, reviewer: review.reviewer, real: code(review.blindReal), simulated: code(review.blindSimulated),
          realProbability: review.blindReal?.drawn?.probability,
          simulatedProbability: review.blindSimulated?.drawn?.probability)
        // A round asks of a real turn once, whoever was simulated beside it.
        guard own.realProbability != nil else { return [own] }
        let others = table.rows(
          conversation: Int(table.pairs.conversation[row]), turn: Int(table.pairs.turn[row])
        ).filter { other in
          other != row && !self.reviews[other].contains { $0.reviewer == review.reviewer && $0.blindReal != nil }
        }
        return [own]
          + others.map {
            BlindStages(
              row: $0, reviewer: review.reviewer, real: own.real, simulated: Code.missing,
              realProbability: own.realProbability)
          }
      }
    }
  }

  /// Whether a simulator may stay silent, as its definition says: the one that was run, else the one in audit.json.
  func silencePermitted(of simulator: String) -> Bool? {
    let run = (try? store.definitions())?.first { $0.kind == .simulator && $0.id == simulator }
    return run?.permitsNoReply ?? AuditDescription.silencePermitted(of: simulator, auditJSON: store.auditJSON)
  }
}
