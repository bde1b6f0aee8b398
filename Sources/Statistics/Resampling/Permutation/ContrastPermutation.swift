/// The permutation test of the contrast: are the uncommitted deeper than the committed by more than chance?
public struct ContrastPermutation: Sendable, Hashable {
  /// Of the difference of means, uncommitted minus committed. Right where both groups vary alike.
  public let raw: PermutationTail
  /// Of the difference over its standard error (Welch's t), which holds its level also where they do not; `nil` where a
  /// group has fewer than two units or neither varies.
  public let studentised: PermutationTail?

  /// Permutes outcomes over units.
  ///
  /// The committed group keeps its number of units; how many units of each distinct value it gets is drawn from the exact
  /// multivariate hypergeometric law. Ties are recognised in spite of rounding.
  ///
  /// - Parameters:
  ///   - totals: One finite number a unit: D̄ of a conversation, or Σ D̄ over the conversations of a customer.
  ///   - sizes: How many conversations a unit has, positive; `nil` for one each. The means compared are Σ total / Σ size.
  ///   - isCommitted: Whether a unit's outcome is in a committed stratum. More than two strata make two groups.
  ///   - multiplicities: How many units each entry stands for, not negative; `nil` for one each.
  ///   - draws: At least 1.
  ///   - seed: Which draws; print it beside the result. The same for any `tasks`.
  /// - Throws: ``StatisticsError/empty(what:)`` where a group has no unit, ``StatisticsError/noVariance(what:)`` where all
  ///   units have the same value, ``StatisticsError/mismatchedLengths(what:first:second:)``,
  ///   ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``, `CancellationError`.
  /// - Complexity: O(units + draws · distinct values).
  /// > A. Janssen. "Studentized Permutation Tests for Non-i.i.d. Hypotheses and the Generalized Behrens-Fisher Problem."
  /// > 1997, doi:10.1016/S0167-7152(97)00043-6. E. Chung, J. P. Romano. "Exact and Asymptotically Robust Permutation
  /// > Tests." 2013, doi:10.1214/13-AOS1090
  public static func run(
    totals: [Double], sizes: [Double]? = nil, isCommitted: [Bool], multiplicities: [Int]? = nil, draws: Int,
    seed: UInt64, stream: UInt64 = 0, tasks: Int = 8
  ) async throws -> ContrastPermutation {
    let units = try PermutationUnits(totals, sizes, isCommitted, multiplicities)
    return try await units.test(draws: draws, seed: seed, stream: stream, tasks: tasks)
  }
}

/// The distinct units of a permutation test and the observed groups.
private struct PermutationUnits: Sendable {
  private let kinds: ProfileTable.Stratum
  private let all: GroupMoments
  private let committed: GroupMoments
  private let hasSizes: Bool

  init(
    _ totals: [Double], _ sizes: [Double]?, _ isCommitted: [Bool], _ multiplicities: [Int]?
  ) throws(StatisticsError) {
    hasSizes = sizes != nil
    let groups = try PermutationUnits.groups(totals, sizes, isCommitted, multiplicities)
    let both = groups.strata.flatMap { $0.kinds }
    let size = both.reduce(0) { $0 + $1.times * $1.size }
    let center = both.reduce(0) { $0 + $1.times * $1.total } / size
    guard center.isFinite || both.isEmpty else { throw .overflow(what: "the sum of the totals") }
    // About the common mean, so that squares do not cancel.
    let moments = groups.strata.map { stratum in
      var moments = GroupMoments()
      for kind in stratum.kinds {
        moments.add(total: kind.total - center * kind.size, size: kind.size, times: kind.times)
      }
      return moments
    }
    committed = moments[1]
    all = moments[0] + moments[1]
    guard committed.units > 0 else { throw .empty(what: "the committed group") }
    guard committed.units < all.units else { throw .empty(what: "the uncommitted group") }
    guard all.totalSquare.isFinite, all.sizeSquare.isFinite else { throw .overflow(what: "the sum of squares") }
    guard all.meanVariance > 0 else { throw .noVariance(what: "the units' values") }
    let isPlain = sizes == nil
    kinds = try ProfileTable(
      multiplicities: groups.strata.flatMap(\.multiplicities),
      rows: both.flatMap { kind -> [Double] in
        let (value, size) = (kind.total - center * kind.size, kind.size)
        return isPlain ? [value, value * value] : [value, value * value, size, size * size, value * size]
      }, columns: isPlain ? 2 : 5, strata: both.map { _ in 0 }, strataCount: 1
    ).strata[0]
  }

  /// The distinct totals and sizes of the uncommitted (stratum 0) and of the committed (1).
  private static func groups(
    _ totals: [Double], _ sizes: [Double]?, _ isCommitted: [Bool], _ multiplicities: [Int]?
  ) throws(StatisticsError) -> ProfileTable {
    try requireEqualLengths(totals.count, isCommitted.count, "totals and outcomes")
    try requireFinite(totals, "a total")
    if let sizes {
      try requireEqualLengths(totals.count, sizes.count, "totals and sizes")
      try requireFinite(sizes, "a size")
      for size in sizes where size <= 0 { throw .outOfRange(what: "a size", value: size, allowed: "> 0") }
    }
    if let multiplicities {
      try requireEqualLengths(totals.count, multiplicities.count, "totals and multiplicities")
      try ProfileTable.checkUnits(multiplicities)
    }
    let strata = isCommitted.map { $0 ? 1 : 0 as UInt8 }
    try ProfileTable.check(strata, 2, 1)
    let index = totals.withUnsafeBufferPointer { totals in
      KindIndex(strata: strata, width: sizes == nil ? 1 : 2, multiplicity: { multiplicities?[$0] ?? 1 }) {
        unit, place in
        ((place == 0 ? totals[unit] : sizes?[unit] ?? 1) + 0).bitPattern
      }
    }
    return try ProfileTable(index, strataCount: 2, columns: 2) { words in
      [Double(bitPattern: words[words.startIndex]), sizes == nil ? 1 : Double(bitPattern: words[words.startIndex + 1])]
    }
  }

  func test(draws: Int, seed: UInt64, stream: UInt64, tasks: Int) async throws -> ContrastPermutation {
    let hasSizes = hasSizes
    let columns = hasSizes ? 5 : 2
    let observed = GroupMoments.difference(all - committed, committed)
    let isStudentised = min(committed.units, all.units - committed.units) >= 2 && observed.studentised.isFinite
    let raw = TailCount(
      observed: observed.raw, tolerance: 1e-10 * (abs(observed.raw) + all.meanVariance.squareRoot()))
    let studentised = TailCount(
      observed: observed.studentised, tolerance: 1e-10 * (abs(observed.studentised) + 1))
    let all = all
    let groupUnits = committed.units
    let subset = SubsetSums(kinds, columns: columns, size: Int(groupUnits))
    let chunks = try await subset.map(draws, seed: seed, stream: stream, tasks: tasks) { sums in
      var tails = (raw, studentised)
      for start in stride(from: 0, to: sums.count, by: columns) {
        var group = GroupMoments(
          total: sums[start], totalSquare: sums[start + 1], size: groupUnits, sizeSquare: groupUnits,
          product: sums[start], units: groupUnits)
        if hasSizes {
          group.size = sums[start + 2]
          group.sizeSquare = sums[start + 3]
          group.product = sums[start + 4]
        }
        let drawn = GroupMoments.difference(all - group, group)
        tails.0.count(drawn.raw)
        tails.1.count(drawn.studentised)
      }
      return tails
    }
    var tails = (raw, studentised)
    for chunk in chunks {
      tails.0.add(chunk.0)
      tails.1.add(chunk.1)
    }
    return ContrastPermutation(raw: tails.0.tail, studentised: isStudentised ? tails.1.tail : nil)
  }
}

extension ProfileTable.Stratum {
  /// The kinds of a table with the columns total and size.
  fileprivate var kinds: [(total: Double, size: Double, times: Double)] {
    multiplicities.indices.map { (rows[2 * $0], rows[2 * $0 + 1], Double(multiplicities[$0])) }
  }
}
