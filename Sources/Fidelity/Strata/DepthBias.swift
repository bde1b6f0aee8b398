import Cases
import Statistics

/// depth(simulated) − depth(real) in one stratum, its spread, and whether it is shown to be within the margin.
enum DepthBias {
  static func report(_ panel: Panel, stratum: StratumMask, level: Double) -> DepthBiasReport {
    let kinds = panel.kinds
    let conversations = panel.conversationCount(in: stratum)
    let sums = panel.meanDepthSums(in: stratum)
    let weighted = panel.sums(
      in: stratum, total: { kinds.depthSum[$0] }, weight: { Double(kinds.pairs[$0]) })
    let pairs = panel.conversations.indices.reduce(0) {
      stratum[kinds.stratum[$1]] ? $0 + panel.conversations[$1] * kinds.pairs[$1] : $0
    }
    return DepthBiasReport(
      estimate: .ratio(sums, count: conversations, level: level, empty: StageShares.noPairs),
      standardDeviation: standardDeviation(panel, stratum: stratum),
      pairWeighted: .ratio(weighted, count: pairs, level: level, empty: StageShares.noPairs))
  }

  /// The moments of D̄ over conversations.
  static func summary(_ panel: Panel, stratum: StratumMask) throws(StatisticsError) -> Summary {
    let counted = panel.conversations.indices.filter { stratum[panel.kinds.stratum[$0]] }
    return try Summary(
      of: counted.map(panel.kinds.meanDepth), multiplicities: counted.map { panel.conversations[$0] })
  }

  static func equivalence(
    _ panel: Panel, stratum: StratumMask, margin: Double?, level: Double
  ) -> EquivalenceReport {
    guard let margin else {
      let reason = "no margin was declared"
      return EquivalenceReport(margin: .reason(reason), p: .reason(reason), verdict: nil)
    }
    let sums = panel.meanDepthSums(in: stratum)
    do throws(StatisticsError) {
      let test = try Statistics.equivalence(
        try ratioEstimate(sums), margin: margin, alpha: AnalysisOptions.alpha(of: level))
      let verdict: EquivalenceReport.Verdict =
        switch test.verdict {
        case .faithful: .faithful
        case .unfaithful: .unfaithful
        case .undecided: .undecided
        }
      return EquivalenceReport(margin: .number(margin), p: .number(test.pValue), verdict: verdict)
    } catch {
      return EquivalenceReport(
        margin: Quantity(margin, orReason: "the margin is not a finite number"), p: .reason(error.description),
        verdict: .undecided)
    }
  }

  private static func standardDeviation(_ panel: Panel, stratum: StratumMask) -> Quantity {
    do throws(StatisticsError) {
      let summary = try summary(panel, stratum: stratum)
      return Quantity(
        summary.standardDeviation, orReason: "one conversation has no standard deviation")
    } catch {
      return .reason(panel.conversationCount(in: stratum) == 0 ? StageShares.noPairs : error.description)
    }
  }
}
