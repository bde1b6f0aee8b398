import Statistics

/// The difference of two ratios over two sides whose units overlap or not.
struct SideDifference: Sendable {
  /// `nil` where a side is empty.
  let value: Double?
  private let result: Result<Estimate, StatisticsError>

  init(
    _ units: UnitKinds, _ first: (Int) -> (total: Double, weight: Double)?,
    _ second: (Int) -> (total: Double, weight: Double)?
  ) {
    self.init(units.sums(first), units.sums(second), units.spansStrata ? units.pairedSums(first, second) : [])
  }

  /// - Parameters:
  ///   - pairs: Both sides of every unit where some may have both, else nothing.
  ///   - restsOnFirst: Whether the second is hardly more than a correction of the first.
  init(_ first: [ClusterSum], _ second: [ClusterSum], _ pairs: [PairedClusterSum], restsOnFirst: Bool = false) {
    let ratios = (SideDifference.ratio(first), SideDifference.ratio(second))
    value = ratios.0.flatMap { first in ratios.1.map { first - $0 } }
    let isPaired = pairs.contains { $0.first.weight > 0 && $0.second.weight > 0 }
    result = Result { () throws(StatisticsError) in
      try isPaired
        ? pairedRatioDifference(pairs, restsOnFirst: restsOnFirst) : independentRatioDifference(first, second)
    }
  }

  /// Welch's estimate over units; where units lie on both sides, what the sides share of them is taken out.
  func estimate() throws(StatisticsError) -> Estimate { try result.get() }

  func figure(level: Double, count: Int) -> Figure {
    guard let value else { return .unavailable("one of the two sides is empty") }
    return Figure(
      Quantity(value, orReason: "the result is not a finite number"),
      interval: IntervalFigure { () throws(StatisticsError) in try estimate().interval(level: level) }, count: count)
  }

  /// The two-sided p of the difference.
  var p: Quantity { Quantity { () throws(StatisticsError) in try estimate().test().pValue } }

  private static func ratio(_ sums: [ClusterSum]) -> Double? {
    var (total, weight) = (0.0, 0.0)
    for sum in sums {
      total += sum.total * Double(sum.multiplicity)
      weight += sum.weight * Double(sum.multiplicity)
    }
    return weight > 0 ? total / weight : nil
  }
}
