/// What kind of values the labels are.
public enum MeasurementLevel: String, Sendable, Hashable {
  /// Equal or not.
  case nominal
  /// Ordered; the distance of two values is what lies between them in the ranking of all labels.
  case ordinal
  /// Numbers whose differences count.
  case interval
}

/// Krippendorff's α: agreement of any number of instruments or people, labels missing anywhere.
///
/// Units (turns) are added one by one. A unit of m ≥ 2 labels puts each ordered pair of its labels into the coincidence
/// matrix with weight 1/(m − 1); a unit with fewer has nothing to compare and is counted apart. α = 1 − D_o/D_e.
/// > K. Krippendorff. *Content Analysis*, 4th ed., 2019, ch. 12, doi:10.4135/9781071878781. A. F. Hayes, K. Krippendorff.
/// > "Answering the Call for a Standard Reliability Measure for Coding Data." 2007, doi:10.1080/19312450709336664
public struct KrippendorffsAlpha: Sendable {
  /// The values that labels may have, one for each code; the depths of stages for the interval level.
  public let values: [Double]
  /// Units with at least two labels.
  public private(set) var comparableUnits = 0
  /// Units with one label or none.
  public private(set) var singleUnits = 0
  private var coincidences: [Double]
  private var tally: [Double]
  private let rank: [Int]

  /// - Parameter values: One finite number a code, 1 … 4,096 of them. Codes of equal value are the same label.
  /// - Throws: ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(values: [Double]) throws(StatisticsError) {
    guard (1...4096).contains(values.count) else {
      throw .outOfRange(what: "the number of values", value: Double(values.count), allowed: "1 … 4096")
    }
    try requireFinite(values, "the values")
    let distinct = Set(values).sorted()
    self.values = distinct
    rank = values.map { value in smallest(in: 0...(distinct.count - 1)) { distinct[$0] >= value } }
    coincidences = [Double](repeating: 0, count: distinct.count * distinct.count)
    tally = [Double](repeating: 0, count: distinct.count)
  }

  /// Adds `multiplicity` units that all have these labels.
  /// - Parameter codes: The labels present, as places in the values given to ``init(values:)``.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``.
  /// - Complexity: O(labels²), and no more than O(values²).
  public mutating func addUnit(_ codes: [Int], multiplicity: Int = 1) throws(StatisticsError) {
    try requireCount(multiplicity, "a unit's multiplicity")
    for code in codes where !rank.indices.contains(code) {
      throw .outOfRange(what: "a label's code", value: Double(code), allowed: "0 ..< \(rank.count)")
    }
    guard codes.count >= 2 else {
      try addCount(multiplicity, to: &singleUnits, "the number of units")
      return
    }
    try addCount(multiplicity, to: &comparableUnits, "the number of units")
    var present: [Int] = []
    for code in codes {
      if tally[rank[code]] == 0 { present.append(rank[code]) }
      tally[rank[code]] += 1
    }
    let weight = Double(multiplicity) / Double(codes.count - 1)
    for a in present {
      for b in present {
        coincidences[a * values.count + b] += weight * tally[a] * (a == b ? tally[a] - 1 : tally[b])
      }
    }
    for a in present { tally[a] = 0 }
  }

  /// α at a level of measurement, at most 1.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` without a unit of two labels,
  ///   ``StatisticsError/undefined(reason:)`` where all labels are the same (α is 0/0).
  /// - Complexity: O(values²).
  public func alpha(_ level: MeasurementLevel) throws(StatisticsError) -> Double {
    guard comparableUnits > 0 else { throw .tooFewValues(needed: 1, got: 0) }
    let size = values.count
    let totals = (0..<size).map { row in coincidences[(row * size)..<((row + 1) * size)].reduce(0, +) }
    let used = totals.indices.filter { totals[$0] > 0 }
    let all = totals.reduce(0, +)
    var below = [Double](repeating: 0, count: size + 1)
    for index in totals.indices { below[index + 1] = below[index] + totals[index] }
    // Differences relative to the range, so that their squares are representable.
    let range = try representable(values[used[used.count - 1]] - values[used[0]], "the range of the values")
    var (observed, expected) = (0.0, 0.0)
    for a in used {
      for b in used where b != a {
        let distance =
          switch level {
          case .nominal: 1.0
          case .ordinal: (below[max(a, b) + 1] - below[min(a, b)] - (totals[a] + totals[b]) / 2) / all
          case .interval: (values[a] - values[b]) / range
          }
        observed += coincidences[a * size + b] * distance * distance
        expected += totals[a] * totals[b] * distance * distance
      }
    }
    guard expected > 0 else { throw .undefined(reason: "all labels are the same, alpha is 0/0") }
    return try representable(1 - (all - 1) * (observed / expected), "alpha")
  }
}
