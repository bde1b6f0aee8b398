import Cases
import Statistics

/// How often two raters gave which stages to the same turns.
struct LabelPairs: Sendable {
  private let stages: Int
  private var counts: [Int]

  init(stages: Int) {
    self.stages = stages
    counts = Array(repeating: 0, count: stages * stages)
  }

  /// Counts a turn where both gave it a stage.
  mutating func add(_ first: UInt8, _ second: UInt8) {
    guard Int(first) < stages, Int(second) < stages else { return }
    counts[Int(first) * stages + Int(second)] += 1
  }

  var total: Int { counts.reduce(0, +) }

  func agreement(depths: [Double]) -> InstrumentReport.Agreement {
    func kappa(_ weighting: KappaWeighting) -> Quantity {
      Quantity { () throws(StatisticsError) in
        try CohensKappa(table(), weighting: weighting, places: weighting == .plain ? nil : depths).value
      }
    }
    func alpha(_ level: MeasurementLevel) -> Quantity {
      Quantity { () throws(StatisticsError) in try krippendorff(depths).alpha(level) }
    }
    let turns = total
    let equal = (0..<stages).reduce(0) { $0 + counts[$1 * stages + $1] }
    let shift = counts.indices.reduce(0.0) {
      $0 + (depths[$1 % stages] - depths[$1 / stages]) * Double(counts[$1])
    }
    let none = "no turn was labelled by both"
    return InstrumentReport.Agreement(
      turns: turns, observed: Quantity(turns > 0 ? Double(equal) / Double(turns) : nil, orReason: none),
      kappa: kappa(.plain), kappaLinear: kappa(.linear), kappaQuadratic: kappa(.quadratic),
      alphaNominal: alpha(.nominal), alphaOrdinal: alpha(.ordinal), alphaInterval: alpha(.interval),
      depthDifference: Quantity(turns > 0 ? shift / Double(turns) : nil, orReason: none))
  }

  private func table() throws(StatisticsError) -> SquareTable {
    guard total > 0 else { throw .undefined(reason: "no turn was labelled by both") }
    return try SquareTable(categories: stages, counts: counts)
  }

  private func krippendorff(_ depths: [Double]) throws(StatisticsError) -> KrippendorffsAlpha {
    guard total > 0 else { throw .undefined(reason: "no turn was labelled by both") }
    var alpha = try KrippendorffsAlpha(values: depths)
    for (cell, count) in counts.enumerated() where count > 0 {
      try alpha.addUnit([cell / stages, cell % stages], multiplicity: count)
    }
    return alpha
  }
}
