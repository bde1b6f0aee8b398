import Cases
import Statistics

/// How real stages turn into simulated ones: confusion, recalls, homogeneity and distances, per stratum.
struct MatrixAnalysis: Sendable {
  let panel: Panel
  /// The kinds' lists of ``PairCode``s.
  let table: KindTable
  let counts: PairCounts
  let schema: StateSchema
  let options: AnalysisOptions

  private var code: PairCode { PairCode(stages: schema.stages.count, strata: panel.units.strata) }
  private var resistance: Set<Int> { Set(schema.stageIndices(schema.resistance)) }

  func report(stratum: Int, strata: Int, _ floors: FigureFloors?) -> MatrixReport {
    let mask = StratumMask([stratum], of: strata)
    let cells = confusion(stratum)
    let tests = HomogeneityTests(panel, table, code: code, stratum: stratum, cells: cells, resistance: resistance)
    let asReference = floors?.homogeneity(stratum: stratum)
    return MatrixReport(
      counts: cells, agreement: share(mask, of: { _ in true }, in: { $0.real == $0.simulated }),
      exitRecall: recall(mask, of: true), falseExitRate: recall(mask, of: false),
      exitProbeRecall: .unavailable("no exit probe is selected"), disengagementMisses: .reason(StageShares.noPairs),
      disengagements: .reason(StageShares.noPairs), disengagementMissShare: .unavailable(StageShares.noPairs),
      flooredAgreement: floors?.agreement(stratum: stratum),
      flooredCells: floors.map { floors in
        schema.stages.indices.map { real in
          schema.stages.indices.map { floors.becoming($0, from: real, stratum: stratum) }
        }
      },
      flooredRecall: floors?.resistance(where: true, stratum: stratum),
      flooredFalseExits: floors?.resistance(where: false, stratum: stratum),
      flooredProbeRecall: floors?.leaving { $0.exitProbes(stratum) },
      flooredMissShare: floors?.leaving { $0.missed(stratum) }, stuartMaxwell: tests.stuartMaxwell,
      stuartMaxwellClustered: tests.stuartMaxwellClustered, bowker: tests.bowker,
      bowkerClustered: tests.bowkerClustered, mcNemar: tests.mcNemar, mcNemarClustered: tests.mcNemarClustered,
      asReference: asReference?.stages, resistanceAsReference: asReference?.resistance,
      wasserstein: .pending, jensenShannon: .pending, totalVariation: .pending)
  }

  private func confusion(_ stratum: Int) -> [[Double]] {
    let codes = counts.labelledCodes
    return codes.map { real in codes.map { counts.sum(stratum, [real], [$0]) } }
  }

  /// P(simulated in resistance | real in resistance, or not in it).
  private func recall(_ mask: StratumMask, of resists: Bool) -> Figure {
    if let problem = schema.leavingProblem { return .unavailable(problem) }
    let members = resistance
    return share(
      mask, of: { members.contains($0.real) == resists }, in: { members.contains($0.simulated) },
      empty: resists ? "no labelled pair has a resisting real turn" : "no labelled pair has a real turn that goes on")
  }

  /// The share of pairs with a property among those with another, Wilson's interval on the effective size.
  private func share(
    _ mask: StratumMask, of isCounted: ((real: Int, simulated: Int)) -> Bool,
    in hasProperty: ((real: Int, simulated: Int)) -> Bool, empty: String = StageShares.noPairs
  ) -> Figure {
    var kinds: [(total: Double, weight: Double)] = []
    var (hits, all) = (0.0, 0.0)
    for kind in 0..<table.count {
      var sum = (total: 0.0, weight: 0.0)
      for pair in table.list(kind) {
        let stages = (code.real(pair), code.simulated(pair))
        guard isCounted(stages) else { continue }
        sum.weight += code.weight(pair)
        if hasProperty(stages) { sum.total += code.weight(pair) }
      }
      kinds.append(sum)
      guard mask[panel.kinds.stratum[kind]] else { continue }
      hits += sum.total * Double(panel.conversations[kind])
      all += sum.weight * Double(panel.conversations[kind])
    }
    guard all > 0 else { return .unavailable(empty) }
    let sums = panel.units.sums { kind in
      mask[panel.kinds.stratum[kind]] && kinds[kind].weight > 0 ? kinds[kind] : nil
    }
    return Figure(
      .number(hits / all),
      interval: IntervalFigure { () throws(StatisticsError) in
        try clusteredShare(sums, level: options.level).interval
      }, count: Int(all.rounded()))
  }

}

/// A count of pairs for a test that knows no parts of pairs.
/// - Throws: ``StatisticsError/undefined(reason:)`` where draws are averaged.
func wholeNumber(_ count: Double) throws(StatisticsError) -> Int {
  guard let count = Int(exactly: count.withoutRounding) else {
    throw .undefined(reason: "draws are averaged, so that counts are no whole numbers; the clustered test holds")
  }
  return count
}

/// The tests of paired homogeneity of one stratum, plain and over units.
private struct HomogeneityTests {
  let stuartMaxwell: MatrixReport.PairedTest
  let stuartMaxwellClustered: MatrixReport.PairedTest
  let bowker: MatrixReport.PairedTest
  let bowkerClustered: MatrixReport.PairedTest
  let mcNemar: MatrixReport.PairedTest
  let mcNemarClustered: MatrixReport.PairedTest

  init(
    _ panel: Panel, _ table: KindTable, code: PairCode, stratum: Int, cells: [[Double]], resistance: Set<Int>
  ) {
    func square() throws(StatisticsError) -> SquareTable {
      var counts: [Int] = []
      for cell in cells.joined() { counts.append(try wholeNumber(cell)) }
      return try SquareTable(categories: cells.count, counts: counts)
    }
    func clustered(_ hypothesis: ClusteredTableScore.Hypothesis) throws(StatisticsError) -> TestResult {
      var score = try ClusteredTableScore(categories: cells.count, hypothesis: hypothesis)
      for unit in 0..<panel.units.table.count {
        for kind in panel.units.table.list(unit) where panel.kinds.stratum[Int(kind)] == stratum {
          for pair in table.list(Int(kind)) {
            try score.add(row: code.real(pair), column: code.simulated(pair), weight: code.weight(pair))
          }
        }
        try score.closeCluster(multiplicity: panel.units.table.counts[unit])
      }
      return try score.test()
    }
    stuartMaxwell = .init { () throws(StatisticsError) in try Statistics.stuartMaxwell(try square()) }
    stuartMaxwellClustered = .init { () throws(StatisticsError) in try clustered(.marginalHomogeneity) }
    bowker = .init { () throws(StatisticsError) in try Statistics.bowker(try square()) }
    bowkerClustered = .init { () throws(StatisticsError) in try clustered(.symmetry) }
    guard !resistance.isEmpty else {
      mcNemar = .unavailable(StateSchema.reason(without: "resistance"))
      mcNemarClustered = mcNemar
      return
    }
    var (lost, gained) = (0.0, 0.0)
    for (real, row) in cells.enumerated() {
      for (simulated, count) in row.enumerated() {
        if resistance.contains(real) && !resistance.contains(simulated) { lost += count }
        if !resistance.contains(real) && resistance.contains(simulated) { gained += count }
      }
    }
    let (b, c) = (lost, gained)
    mcNemar = .init { () throws(StatisticsError) in
      try mcnemarChiSquared(try wholeNumber(b), try wholeNumber(c), corrected: false)
    }
    let members = resistance.sorted()
    let mask = StratumMask([stratum], of: panel.units.strata)
    let sums = panel.sums(
      in: mask, total: { panel.kinds.simulated($0, in: members) - panel.kinds.real($0, in: members) },
      weight: { Double(panel.kinds.pairs[$0]) })
    mcNemarClustered = .init { () throws(StatisticsError) in try clusteredMcNemar(sums) }
  }
}
