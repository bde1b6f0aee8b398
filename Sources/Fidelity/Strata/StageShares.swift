import Cases
import Statistics

/// Stage shares of real and simulated turns per stratum, and the shifts between them.
struct StageShares: Sendable {
  let schema: StateSchema

  /// The rows of one stratum without intervals: what the counts alone tell.
  func rows(_ counts: PairCounts, stratum: Int) -> (headlines: [ShareRow], stages: [ShareRow]) {
    let stages = schema.stages.indices.map { row(counts, stratum, [$0], id: schema.stages[$0].id) }
    let headlines = headlines.map { headline in
      headline.stages.isEmpty
        ? ShareRow(
          id: headline.id, unavailable: StateSchema.reason(without: headline.id), pairs: pairs(counts, stratum))
        : row(counts, stratum, headline.stages, id: headline.id)
    }
    return (headlines, stages)
  }

  private func pairs(_ counts: PairCounts, _ stratum: Int) -> Int {
    Int(counts.sum(stratum, counts.labelledCodes, counts.labelledCodes).rounded())
  }

  /// The groups of stages that the schema gives a name to, with the indices of their stages; none where it says so.
  private var headlines: [(id: String, stages: [Int])] {
    schema.namedLists.map { ($0.key, schema.stageIndices($0.stages)) }
  }

  /// The stages that a row of ``rows(_:stratum:)`` adds up.
  func stages(of row: ShareRow) -> [Int] { schema.stageIndices(row.stageIDs) }

  /// Fills in the intervals that have a formula.
  func addIntervals(to row: inout ShareRow, _ panel: Panel, stratum: StratumMask, level: Double) {
    guard row.shift.number != nil else { return }
    addIntervals(to: &row, panel, stages: stages(of: row), stratum: stratum, level: level)
  }

  /// The same for a row of any labels, given by their codes.
  func addIntervals(
    to row: inout ShareRow, _ panel: Panel, stages: [Int], stratum: StratumMask, level: Double
  ) {
    let kinds = panel.kinds
    let pairs: (Int) -> Double = { Double(kinds.pairs[$0]) }
    addInterval(
      to: &row.real, panel.sums(in: stratum, total: { kinds.real($0, in: stages) }, weight: pairs), level: level)
    addInterval(
      to: &row.simulated, panel.sums(in: stratum, total: { kinds.simulated($0, in: stages) }, weight: pairs),
      level: level)
    let shift = panel.sums(
      in: stratum, total: { kinds.simulated($0, in: stages) - kinds.real($0, in: stages) }, weight: pairs)
    row.shift = .ratio(shift, count: row.real.of, level: level, empty: StageShares.noPairs)
  }

  private func addInterval(to side: inout ShareRow.Side, _ sums: [ClusterSum], level: Double) {
    guard side.of > 0 else { return }
    side.share.interval = IntervalFigure { () throws(StatisticsError) in
      try clusteredShare(sums, level: level).interval
    }
    let (count, of) = (side.count, side.of)
    side.plainInterval = IntervalFigure { () throws(StatisticsError) in
      try wilsonInterval(share: min(1, count / Double(of)), size: Double(of), level: level)
    }
  }

  private func row(_ counts: PairCounts, _ stratum: Int, _ stages: [Int], id: String) -> ShareRow {
    let (all, members) = (counts.labelledCodes, stages.map { UInt8(truncatingIfNeeded: $0) })
    let pairs = pairs(counts, stratum)
    let real = counts.sum(stratum, members, all)
    let simulated = counts.sum(stratum, all, members)
    let isStage = stages.count == 1 && schema.stages[stages[0]].id == id
    return ShareRow(
      id: id, depth: isStage ? schema.stages[stages[0]].depth : nil,
      members: isStage ? [] : stages.map { schema.stages[$0].id },
      real: .init(count: real, of: pairs, empty: StageShares.noPairs),
      simulated: .init(count: simulated, of: pairs, empty: StageShares.noPairs),
      shift: pairs > 0
        ? Figure(.number((simulated - real) / Double(pairs)), count: pairs)
        : .unavailable(StageShares.noPairs))
  }

  static let noPairs = "no pair of this stratum has both turns labelled"
}

extension ShareRow.Side {
  /// A share without an interval, or a reason where there is nothing to share out.
  init(count: Double, of: Int, empty: String) {
    self.init(
      count: count, of: of,
      share: of > 0 ? Figure(.number(count / Double(of)), count: of) : .unavailable(empty),
      plainInterval: of > 0 ? .pending : .reason(empty))
  }
}

extension ShareRow {
  /// A row of which nothing can be known, whatever the number of pairs.
  fileprivate init(id: String, unavailable reason: String, pairs: Int) {
    let figure = Figure.unavailable(reason, count: pairs)
    let side = Side(count: 0, of: 0, share: figure, plainInterval: .reason(reason))
    self.init(id: id, real: side, simulated: side, shift: figure)
  }

  /// The counts of one label in a panel, without intervals.
  init(_ panel: Panel, stratum: Int, value: Int, id: String) {
    let kinds = panel.kinds
    var (pairs, real, simulated) = (0, 0.0, 0.0)
    for (kind, times) in panel.conversations.enumerated() where kinds.stratum[kind] == stratum {
      pairs += kinds.pairs[kind] * times
      real += kinds.real(kind, value) * Double(times)
      simulated += kinds.simulated(kind, value) * Double(times)
    }
    (real, simulated) = (real.withoutRounding, simulated.withoutRounding)
    self.init(
      id: id, real: .init(count: real, of: pairs, empty: StageShares.noPairs),
      simulated: .init(count: simulated, of: pairs, empty: StageShares.noPairs),
      shift: pairs > 0
        ? Figure(.number((simulated - real) / Double(pairs)), count: pairs)
        : .unavailable(StageShares.noPairs))
  }
}

extension StateSchema {
  /// The places of the stages with these ids; unknown ids are left out.
  func stageIndices(_ ids: [String]) -> [Int] {
    ids.compactMap { id in stages.firstIndex { $0.id == id } }
  }
}
