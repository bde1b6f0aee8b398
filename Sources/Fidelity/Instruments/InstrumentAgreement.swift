import Cases
import Statistics

/// Agreement between instruments, and with people who labelled blind, on the same turns.
///
/// The turns are those of the selected pairs of the report's simulator and instrument, and where nothing is filtered also
/// those that the instrument labelled without their counterpart; what other instruments gave the same turns is looked up
/// whether or not a filter selects those rows, and whether or not they labelled the counterpart.
struct InstrumentAgreement: Sendable {
  let table: CaseTable
  /// The selected rows of the report's simulator and instrument.
  let rows: RowSet
  let options: AnalysisOptions

  private var depths: [Double] { table.description.schema.stages.map(\.depth) }

  func report() -> InstrumentReport {
    let others = (options.comparedInstruments ?? table.description.instruments.map(\.id))
      .filter { $0 != options.instrument }
    let raters = [options.instrument] + others
    let labels = RaterLabels(table, rows, raters: raters, options: options)
    var pairs = others.indices.map { index in
      InstrumentReport.Pair(
        first: options.instrument, second: others[index], isHuman: false,
        real: agreement(labels.real.pairs[index]), simulated: agreement(labels.simulated.pairs[index]))
    }
    pairs += people()
    return InstrumentReport(
      pairs: pairs, overall: others.count >= 2 ? overall(raters, labels) : nil,
      reason: pairs.isEmpty ? "no other instrument and no blind label to compare with" : nil)
  }

  private func agreement(_ pairs: LabelPairs) -> InstrumentReport.Agreement {
    pairs.agreement(depths: depths, level: options.level)
  }

  private func overall(_ raters: [String], _ labels: RaterLabels) -> InstrumentReport.Overall {
    func alpha(_ source: RaterLabels.Source) -> Figure {
      let turns = source.turns
      return JackknifedCounts(source.kinds, cells: turns.count, level: options.level).figure {
        counts throws(StatisticsError) in
        var alpha = try KrippendorffsAlpha(values: depths)
        for (kind, count) in counts.enumerated() where count > 0 {
          try alpha.addUnit(turns.list(kind).map { Int($0) }, multiplicity: Int(count))
        }
        return try alpha.alpha(.ordinal)
      }
    }
    return InstrumentReport.Overall(
      raters: raters, realAlpha: alpha(labels.real), simulatedAlpha: alpha(labels.simulated))
  }

  /// Every reviewer who labelled a selected pair blind, against the instrument. Labels of a round are left to the round:
  /// its turns count unequally.
  private func people() -> [InstrumentReport.Pair] {
    var real: [String: LabelPairs] = [:]
    var simulated: [String: LabelPairs] = [:]
    var seen: Set<RealTurn> = []
    let pairs = table.pairs
    let clusters = Clusters(table, unit: options.cluster)
    for blind in options.blindStages.sorted(by: { ($0.row, $0.reviewer) < ($1.row, $1.reviewer) })
    where blind.row >= 0 && blind.row < table.count && rows.contains(blind.row) && !blind.isDrawn {
      let none = LabelPairs(stages: depths.count)
      let conversation = Int(pairs.conversation[blind.row])
      let cluster = clusters.map { Int($0.column[conversation]) } ?? conversation
      // A real turn beside two draws is one turn.
      let turn = RealTurn(
        reviewer: blind.reviewer, conversation: pairs.conversation[blind.row], turn: pairs.turn[blind.row])
      if seen.insert(turn).inserted {
        real[blind.reviewer, default: none].add(pairs.realStage[blind.row], blind.real, cluster: cluster)
      }
      simulated[blind.reviewer, default: none]
        .add(pairs.simulatedStage[blind.row], blind.simulated, cluster: cluster)
    }
    return simulated.keys.sorted().compactMap { reviewer in
      guard let real = real[reviewer], let simulated = simulated[reviewer] else { return nil }
      return InstrumentReport.Pair(
        first: options.instrument, second: reviewer, isHuman: true, real: agreement(real),
        simulated: agreement(simulated))
    }
  }

  private struct RealTurn: Hashable {
    var reviewer: String
    var conversation: UInt32
    var turn: UInt16
  }
}
