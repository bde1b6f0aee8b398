import Cases
import Statistics

/// Agreement between instruments, and with people who labelled blind, on the same turns.
///
/// The turns are those of the selected pairs of the report's simulator and instrument; what other instruments gave the
/// same turns is looked up whether or not the filter selects those rows.
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
    let labels = RaterLabels(table, rows, raters: raters)
    var pairs = others.indices.map { index in
      InstrumentReport.Pair(
        first: options.instrument, second: others[index], isHuman: false,
        real: labels.real.pairs[index].agreement(depths: depths),
        simulated: labels.simulated.pairs[index].agreement(depths: depths))
    }
    pairs += people()
    return InstrumentReport(
      pairs: pairs, overall: others.count >= 2 ? overall(raters, labels) : nil,
      reason: pairs.isEmpty ? "no other instrument and no blind label to compare with" : nil)
  }

  private func overall(_ raters: [String], _ labels: RaterLabels) -> InstrumentReport.Overall {
    func alpha(_ turns: KindTable) -> Quantity {
      Quantity { () throws(StatisticsError) in
        var alpha = try KrippendorffsAlpha(values: depths)
        for kind in 0..<turns.count {
          try alpha.addUnit(turns.list(kind).map { Int($0) }, multiplicity: turns.counts[kind])
        }
        return try alpha.alpha(.ordinal)
      }
    }
    return InstrumentReport.Overall(
      raters: raters, realAlpha: alpha(labels.real.turns), simulatedAlpha: alpha(labels.simulated.turns))
  }

  /// Every reviewer who labelled a selected pair blind, against the instrument.
  private func people() -> [InstrumentReport.Pair] {
    var real: [String: LabelPairs] = [:]
    var simulated: [String: LabelPairs] = [:]
    var seen: Set<RealTurn> = []
    let pairs = table.pairs
    for blind in options.blindStages.sorted(by: { ($0.row, $0.reviewer) < ($1.row, $1.reviewer) })
    where blind.row >= 0 && blind.row < table.count && rows.contains(blind.row) {
      let none = LabelPairs(stages: depths.count)
      // A real turn beside two draws is one turn.
      let turn = RealTurn(
        reviewer: blind.reviewer, conversation: pairs.conversation[blind.row], turn: pairs.turn[blind.row])
      if seen.insert(turn).inserted {
        real[blind.reviewer, default: none].add(pairs.realStage[blind.row], blind.real)
      }
      simulated[blind.reviewer, default: none].add(pairs.simulatedStage[blind.row], blind.simulated)
    }
    return simulated.keys.sorted().compactMap { reviewer in
      guard let real = real[reviewer], let simulated = simulated[reviewer] else { return nil }
      return InstrumentReport.Pair(
        first: options.instrument, second: reviewer, isHuman: true, real: real.agreement(depths: depths),
        simulated: simulated.agreement(depths: depths))
    }
  }

  private struct RealTurn: Hashable {
    var reviewer: String
    var conversation: UInt32
    var turn: UInt16
  }
}

/// The stages that every rater gave to the turns of the selected pairs.
private struct RaterLabels {
  /// Of real or of simulated turns.
  struct Source {
    /// The first rater against every other.
    var pairs: [LabelPairs]
    /// All labels of a turn, ascending.
    var turns = KindTable()

    mutating func add(_ labels: [UInt8], stages: Int) {
      for index in pairs.indices { pairs[index].add(labels[0], labels[index + 1]) }
      let present = labels.filter { Int($0) < stages }.map { UInt32($0) }.sorted()
      if !present.isEmpty { _ = turns.add(present) }
    }
  }

  private(set) var real: Source
  private(set) var simulated: Source

  init(_ table: CaseTable, _ rows: RowSet, raters: [String]) {
    let stages = table.description.schema.stages.count
    let empty = Source(pairs: raters.dropFirst().map { _ in LabelPairs(stages: stages) })
    (real, simulated) = (empty, empty)
    guard raters.count > 1 else { return }
    // The place of every series' instrument among the raters, and a number for its simulator and draw.
    let raterOf = table.series.map { raters.firstIndex(of: $0.instrument) }
    let sources = Dictionary(
      table.series.map { SourceKey(simulator: $0.simulator, draw: $0.draw) }.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    let sourceOf = table.series.map { sources[SourceKey(simulator: $0.simulator, draw: $0.draw)] ?? -1 }
    let pairs = table.pairs
    var labels = Array(repeating: Code.missing, count: raters.count)
    for conversation in 0..<table.conversations.count {
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      var lastTurn: UInt16?
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        let turn = pairs.turn[row]
        let here = RaterLabels.sameTurn(pairs.turn, row, Int(range.lowerBound)..<Int(range.upperBound))
        for rater in labels.indices { labels[rater] = Code.missing }
        for other in here where sourceOf[Int(pairs.series[other])] == sourceOf[Int(pairs.series[row])] {
          if let rater = raterOf[Int(pairs.series[other])] { labels[rater] = pairs.simulatedStage[other] }
        }
        simulated.add(labels, stages: stages)
        guard turn != lastTurn else { continue }
        lastTurn = turn
        for rater in labels.indices { labels[rater] = Code.missing }
        for other in here {
          if let rater = raterOf[Int(pairs.series[other])] { labels[rater] = pairs.realStage[other] }
        }
        real.add(labels, stages: stages)
      }
    }
  }

  private struct SourceKey: Hashable {
    var simulator: String
    var draw: Int
  }

  /// The rows around `row` with the same turn.
  private static func sameTurn(_ turns: [UInt16], _ row: Int, _ range: Range<Int>) -> Range<Int> {
    var first = row
    while first > range.lowerBound, turns[first - 1] == turns[row] { first -= 1 }
    var end = row + 1
    while end < range.upperBound, turns[end] == turns[row] { end += 1 }
    return first..<end
  }
}
