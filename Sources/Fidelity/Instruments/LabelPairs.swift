import Cases
import Statistics

/// How often two raters gave which stages to the same turns.
struct LabelPairs: Sendable {
  private let stages: Int
  private var counts = ClusteredCounts()

  init(stages: Int) { self.stages = stages }

  /// Counts a turn where both gave it a stage.
  mutating func add(_ first: UInt8, _ second: UInt8, cluster: Int) {
    guard Int(first) < stages, Int(second) < stages else { return }
    counts.add(Int(first) * stages + Int(second), cluster: cluster)
  }

  /// κ and α have the interval of the jackknife over clusters, the share of equal labels Wilson's on the effective number
  /// of turns, the mean difference that of a ratio.
  func agreement(depths: [Double], level: Double) -> InstrumentReport.Agreement {
    let counts = JackknifedCounts(counts, cells: stages * stages, level: level)
    let turns = counts.total
    let none = "no turn was labelled by both"
    func kappa(_ weighting: KappaWeighting) -> Figure {
      counts.figure { sums throws(StatisticsError) in
        guard turns > 0 else { throw .undefined(reason: none) }
        let table = try SquareTable(categories: stages, counts: sums.map { Int($0) })
        return try CohensKappa(table, weighting: weighting, places: weighting == .plain ? nil : depths).value
      }
    }
    func alpha(_ level: MeasurementLevel) -> Figure {
      counts.figure { sums throws(StatisticsError) in
        guard turns > 0 else { throw .undefined(reason: none) }
        var alpha = try KrippendorffsAlpha(values: depths)
        for (cell, count) in sums.enumerated() where count > 0 {
          try alpha.addUnit([cell / stages, cell % stages], multiplicity: Int(count))
        }
        return try alpha.alpha(level)
      }
    }
    return InstrumentReport.Agreement(
      turns: turns, observed: equal(counts, level: level, empty: none), kappa: kappa(.plain),
      kappaLinear: kappa(.linear), kappaQuadratic: kappa(.quadratic), alphaNominal: alpha(.nominal),
      alphaOrdinal: alpha(.ordinal), alphaInterval: alpha(.interval),
      depthDifference: .ratio(
        counts.ratio { depths[$0 % stages] - depths[$0 / stages] }, count: turns, level: level, empty: none))
  }

  private func equal(_ counts: JackknifedCounts, level: Double, empty: String) -> Figure {
    let sums = counts.ratio { $0 / stages == $0 % stages ? 1 : 0 }
    var figure = Figure.ratio(sums, count: counts.total, level: level, empty: empty)
    guard figure.number != nil else { return figure }
    figure.interval = IntervalFigure { () throws(StatisticsError) in try clusteredShare(sums, level: level).interval }
    figure.bootstrap = .reason("the share has a formula")
    return figure
  }
}
