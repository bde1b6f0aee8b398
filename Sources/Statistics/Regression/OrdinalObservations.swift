import RealModule

/// What a ``ProportionalOdds`` regression is fitted to: of every observation only the columns that are not 0, for most are
/// where columns stand for the values of a category.
public struct OrdinalObservations: Sendable {
  let columns: Int
  let categories: [Int]
  /// The number of categories.
  let count: Int
  /// The entries of observation `i` are `entries[first[i] ..< first[i + 1]]`, their columns ascending.
  private let first: [Int]
  private let entries: [Entry]

  private struct Entry {
    var column: Int
    var value: Double
  }

  /// - Parameters:
  ///   - rows: Observation by observation, `columns` numbers each.
  ///   - categories: The category of each observation, in `0 ..< count`.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/undefined(reason:)``,
  ///   ``StatisticsError/notFinite(what:)``.
  public init(rows: [Double], columns: Int, categories: [Int], count: Int) throws(StatisticsError) {
    guard count >= 2 else { throw .outOfRange(what: "the number of categories", value: Double(count), allowed: "≥ 2") }
    guard rows.count == categories.count * columns else {
      throw .undefined(reason: "an observation has not one number a column")
    }
    guard categories.allSatisfy({ (0..<count).contains($0) }) else { throw .undefined(reason: "a category is unknown") }
    guard rows.allSatisfy(\.isFinite) else { throw .notFinite(what: "a column") }
    self.columns = columns
    self.categories = categories
    self.count = count
    var entries: [Entry] = []
    var first = [0]
    for place in categories.indices {
      for column in 0..<columns where rows[place * columns + column] != 0 {
        entries.append(Entry(column: column, value: rows[place * columns + column]))
      }
      first.append(entries.count)
    }
    self.entries = entries
    self.first = first
  }

  /// The negative penalised log-likelihood about a model.
  struct Expansion {
    /// Not finite where thresholds do not ascend; then there is nothing else.
    var value: Double
    /// Minus its gradient, and its second derivatives; thresholds first.
    var gradient: [Double] = []
    var hessian = SymmetricMatrix(size: 0)
  }

  /// - Parameter penalty: Of the coefficients, see ``ProportionalOdds/init(_:penalty:start:)``.
  func expansion(_ model: ProportionalOdds, penalty: Double) -> Expansion {
    guard zip(model.thresholds, model.thresholds.dropFirst()).allSatisfy({ $0 < $1 }) else {
      return Expansion(value: .infinity)
    }
    let thresholds = model.thresholds.count
    var value = model.coefficients.reduce(0) { $0 + penalty * $1 * $1 / 2 }
    var gradient = Array(repeating: 0.0, count: thresholds + columns)
    var hessian = SymmetricMatrix(size: thresholds + columns)
    entries.withUnsafeBufferPointer { entries in
      for (place, category) in categories.enumerated() {
        let row = UnsafeBufferPointer(rebasing: entries[range(place)])
        let bounds = Bounds(model, category, predictor(model, row))
        value -= Double.log(bounds.upper - bounds.lower)
        let slopes = Slopes(bounds)
        if category < thresholds {
          gradient[category] += slopes.first
          hessian[category, category] += slopes.own
        }
        if category > 0 {
          gradient[category - 1] += slopes.second
          hessian[category - 1, category - 1] += slopes.other
          if category < thresholds { hessian[category, category - 1] += slopes.mixed }
        }
        for (number, entry) in row.enumerated() {
          let (line, value) = (thresholds + entry.column, entry.value)
          gradient[line] -= (slopes.first + slopes.second) * value
          if category < thresholds { hessian[line, category] -= (slopes.own + slopes.mixed) * value }
          if category > 0 { hessian[line, category - 1] -= (slopes.other + slopes.mixed) * value }
          let weighted = slopes.byPredictor * value
          for earlier in row[...number] { hessian[line, thresholds + earlier.column] += weighted * earlier.value }
        }
      }
    }
    for column in 0..<columns {
      gradient[thresholds + column] -= penalty * model.coefficients[column]
      hessian[thresholds + column, thresholds + column] += penalty
    }
    return Expansion(value: value, gradient: gradient, hessian: hessian)
  }

  /// What brings a model's shares of categories to those observed here.
  ///
  /// - Throws: As ``MarginalCalibration/init(laws:categories:count:)`` does.
  public func calibration(of model: ProportionalOdds) throws(StatisticsError) -> MarginalCalibration {
    var laws: [Double] = []
    laws.reserveCapacity(categories.count * count)
    entries.withUnsafeBufferPointer { entries in
      for place in categories.indices {
        let row = UnsafeBufferPointer(rebasing: entries[range(place)])
        model.probabilities(predictor(model, row)) { laws.append($1) }
      }
    }
    return try MarginalCalibration(laws: laws, categories: categories, count: count)
  }

  private func range(_ place: Int) -> Range<Int> { first[place]..<first[place + 1] }

  private func predictor(_ model: ProportionalOdds, _ row: UnsafeBufferPointer<Entry>) -> Double {
    var sum = 0.0
    for entry in row { sum += entry.value * model.coefficients[entry.column] }
    return sum
  }
}

/// P(Y ≤ k | x) of an observation's category and of the one below.
private struct Bounds {
  var upper: Double
  var lower: Double

  init(_ model: ProportionalOdds, _ category: Int, _ predictor: Double) {
    upper = category < model.thresholds.count ? sigmoid(model.thresholds[category] - predictor) : 1
    lower = category > 0 ? sigmoid(model.thresholds[category - 1] - predictor) : 0
  }
}

/// The derivatives of one observation's log p.
private struct Slopes {
  /// By the threshold above the category and the one below.
  var first: Double
  var second: Double
  /// Minus the second derivatives by the same, and by both.
  var own: Double
  var other: Double
  var mixed: Double

  init(_ bounds: Bounds) {
    let (upper, lower) = (bounds.upper, bounds.lower)
    let (slopeUpper, slopeLower) = (upper * (1 - upper), lower * (1 - lower))
    let p = upper - lower
    (first, second) = (slopeUpper / p, -slopeLower / p)
    own = first * first - slopeUpper * (1 - 2 * upper) / p
    other = second * second + slopeLower * (1 - 2 * lower) / p
    mixed = first * second
  }

  /// Minus the second derivative by x·β.
  var byPredictor: Double { own + other + 2 * mixed }
}
