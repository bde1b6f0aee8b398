/// How many draws of a permutation test were at least as great, as small, or as far from zero as what was observed.
public struct PermutationTail: Sendable, Hashable {
  /// The observed statistic.
  public let statistic: Double
  /// The number of draws B.
  public let draws: Int
  /// Draws with a statistic ≥ the observed one.
  public let atLeast: Int
  /// Draws with a statistic ≤ the observed one.
  public let atMost: Int
  /// Draws with |statistic| ≥ |the observed one|.
  public let asFar: Int

  /// (b + 1)/(B + 1): what was observed counts as one of the draws, so that it is never 0.
  ///
  /// > B. Phipson, G. K. Smyth. "Permutation P-values Should Never Be Zero." 2010, doi:10.2202/1544-6115.1585
  public func pValue(_ alternative: Alternative) -> Double {
    let count =
      switch alternative {
      case .greater: atLeast
      case .less: atMost
      case .twoSided: asFar
      }
    return Double(count + 1) / Double(draws + 1)
  }
}

/// Counts the draws of a chunk.
struct TailCount: Sendable {
  let observed: Double
  /// What rounding may make of a tie.
  let tolerance: Double
  private(set) var draws = 0
  private(set) var atLeast = 0
  private(set) var atMost = 0
  private(set) var asFar = 0

  init(observed: Double, tolerance: Double) {
    self.observed = observed
    self.tolerance = tolerance
  }

  mutating func count(_ value: Double) {
    draws &+= 1
    atLeast &+= value >= observed - tolerance ? 1 : 0
    atMost &+= value <= observed + tolerance ? 1 : 0
    asFar &+= abs(value) >= abs(observed) - tolerance ? 1 : 0
  }

  mutating func add(_ other: TailCount) {
    draws += other.draws
    atLeast += other.atLeast
    atMost += other.atMost
    asFar += other.asFar
  }

  var tail: PermutationTail {
    PermutationTail(statistic: observed, draws: draws, atLeast: atLeast, atMost: atMost, asFar: asFar)
  }
}
