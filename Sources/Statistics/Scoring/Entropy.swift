import RealModule

/// −Σ p log p of a law, in nats; 0 … log(categories).
/// > C. E. Shannon. "A Mathematical Theory of Communication." 1948, doi:10.1002/j.1538-7305.1948.tb01338.x
public func entropy(_ law: some Sequence<Double>) -> Double {
  law.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 }
}

/// The entropy of the law that draws come from, in nats, by Miller's and Madow's correction: that of their shares plus
/// (categories seen − 1) ÷ 2m. Few draws still show less than their law has: see ``ExpectedEntropy``.
/// > G. A. Miller. "Note on the Bias of Information Estimates." 1955, in H. Quastler, *Information Theory in Psychology*
///
/// - Parameter counts: The draws in each category.
/// - Returns: `nil` without draws.
public func millerMadowEntropy(_ counts: some Collection<Int>) -> Double? {
  let draws = Double(counts.reduce(0, +))
  guard draws > 0 else { return nil }
  let seen = Double(counts.count { $0 > 0 })
  return entropy(counts.lazy.map { Double($0) / draws }) + (seen - 1) / (2 * draws)
}

/// What ``millerMadowEntropy(_:)`` of so many independent draws of a law comes to, expected.
///
/// Every category adds E[−(n/m) log(n/m)], n binomial of m and p, and P(n > 0) ÷ 2m. So the entropy of a few draws can
/// stand beside what as few draws of another law would show.
public struct ExpectedEntropy: Sendable {
  private let draws: Int
  /// −(n/m) log(n/m) times the number of ways to have n of m.
  private let terms: [Double]

  /// Draws from which the law's own entropy stands in: the correction has by then removed all but about 1/m² of the bias.
  private static let many = 200

  /// - Parameter draws: ≥ 1.
  public init(draws: Int) {
    self.draws = draws
    guard draws < ExpectedEntropy.many else {
      terms = []
      return
    }
    var ways = 1.0
    terms = (1...max(draws, 1)).map { count in
      ways *= Double(draws - count + 1) / Double(count)
      let share = Double(count) / Double(draws)
      return -share * Double.log(share) * ways
    }
  }

  /// In nats.
  public func callAsFunction(_ law: some Collection<Double>) -> Double {
    guard !terms.isEmpty else { return entropy(law) }
    var (sum, seen) = (0.0, 0.0)
    for p in law where p > 0 {
      // Horner's scheme in p and 1 − p: Σ terms[n − 1] pⁿ (1 − p)^(m − n).
      let rest = max(0, 1 - p)
      var (value, power) = (0.0, 1.0)
      for term in terms.reversed() {
        value = value * p + term * power
        power *= rest
      }
      sum += value * p
      seen += 1 - power
    }
    return sum + (seen - 1) / (2 * Double(draws))
  }
}
