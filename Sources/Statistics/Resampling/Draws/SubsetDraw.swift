/// Draws how many units of each kind are in a random subset of fixed size: exactly the multivariate hypergeometric law.
///
/// Two exact ways, and the cheaper is taken:
/// - *conditional hypergeometrics*, kind after kind.
/// - *Bernoulli marks topped up*: every unit is marked independently with probability q, which makes the counts
///   binomial; given their sum T the marked units are a random subset of size T, whatever q is. With q a little below
///   size/n, T rarely exceeds the size (then all is drawn anew), and the units that are missing are drawn from the
///   unmarked ones.
///
/// A subset of more than half of the units is drawn as its complement.
///
/// > L. Devroye. *Non-Uniform Random Variate Generation*, 1986, §XI.1 and §XII
struct SubsetDraw: Sendable {
  let size: Int
  private let multiplicities: [Int32]
  private let units: Int
  /// The size of what is drawn: of the subset or of its complement.
  private let drawn: Int
  private let method: Method

  private enum Method: Sendable {
    case hypergeometrics
    case marks(FixedCounts, AliasTable)
  }

  /// The ways to draw, for tests that compare them.
  enum Way: CaseIterable, Sendable {
    case hypergeometrics, marks
  }

  /// - Parameters:
  ///   - multiplicities: How many units are of each kind, all positive, in descending order.
  ///   - size: The number of units in the subset, in 0 … their number.
  ///   - way: `nil` for the cheaper.
  init(multiplicities: [Int], size: Int, way: Way? = nil) {
    self.multiplicities = multiplicities.map { Int32(truncatingIfNeeded: $0) }
    self.size = size
    units = multiplicities.reduce(0, +)
    drawn = min(size, units - size)
    let share = Double(drawn) / Double(max(units, 1))
    let spread = (Double(drawn) * (1 - share)).squareRoot()
    let marked = share - 1.4 * spread / Double(max(units, 1))
    // By the measured cost of a step of each way, in nanoseconds.
    let marks = 5 * Double(multiplicities.count) + 13 * spread / (1 - share)
    let cheaper: Way = 100 * Double(multiplicities.count) < marks ? .hypergeometrics : .marks
    switch way ?? cheaper {
    case .marks where marked > 0:
      method = .marks(
        FixedCounts(binomialTrials: multiplicities, probability: marked), AliasTable(weights: multiplicities))
    case .marks, .hypergeometrics: method = .hypergeometrics
    }
  }

  /// Replaces the counts from `base` on, one a kind, by a new draw.
  func draw(into counts: inout MutableSpan<Int32>, from base: Int = 0, using generator: inout SeededGenerator) {
    let multiplicities = multiplicities.span
    // A local copy of the generator keeps its state in registers.
    var local = generator
    switch method {
    case .hypergeometrics:
      var restUnits = units
      var restDrawn = drawn
      for kind in multiplicities.indices {
        let marked = Int(multiplicities[kind])
        let count = HypergeometricSampler.draw(restUnits, marked, restDrawn, &local)
        counts[base &+ kind] = Int32(truncatingIfNeeded: count)
        restUnits -= marked
        restDrawn -= count
      }
    case .marks(let marks, let alias):
      var total = marks.draw(into: &counts, from: base, using: &local)
      while total > drawn { total = marks.draw(into: &counts, from: base, using: &local) }
      while total < drawn {
        // A uniform unit; it is taken unless it is one of those of its kind that are marked already.
        let kind = alias.draw(using: &local)
        let isUnmarked = local.next(below: Int(multiplicities[kind])) >= Int(counts[base &+ kind]) ? 1 : 0
        counts[base &+ kind] &+= Int32(truncatingIfNeeded: isUnmarked)
        total &+= isUnmarked
      }
    }
    generator = local
    guard drawn != size else { return }
    for kind in multiplicities.indices { counts[base &+ kind] = multiplicities[kind] &- counts[base &+ kind] }
  }
}
