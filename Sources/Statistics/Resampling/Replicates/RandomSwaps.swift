extension ProfileTable {
  /// Deals what belongs to the two sides of every unit at random to two halves, many times: halves that are as large,
  /// and paired, as the two sides are.
  ///
  /// Each unit goes over as a whole, with probability ½: the law of the two sides where neither differs from the other.
  /// - Parameters:
  ///   - stratum: Whose rows hold the first side's numbers and then as many of the second's.
  ///   - splits: At least 1.
  ///   - seed: Which splits; print it beside the result. The same for any `tasks`.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two units,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``, `CancellationError`.
  /// - Complexity: O(splits · kinds · columns).
  /// > M. D. Ernst. "Permutation Methods: A Basis for Exact Inference." 2004, doi:10.1214/088342304000000396
  public func swappedHalves(
    stratum: Int, splits: Int, seed: UInt64, stream: UInt64 = 0, tasks: Int = 8
  ) async throws -> SplitHalves {
    guard strata.indices.contains(stratum), columns.isMultiple(of: 2) else {
      throw StatisticsError.outOfRange(what: "the stratum", value: Double(stratum), allowed: "0 ..< \(strata.count)")
    }
    let most = (1 << 28) / columns
    guard splits >= 1, splits <= most else {
      throw StatisticsError.outOfRange(what: "the number of splits", value: Double(splits), allowed: "1 … \(most)")
    }
    let part = strata[stratum]
    guard part.units >= 2 else { throw StatisticsError.tooFewClusters(needed: 2, got: part.units) }
    let width = columns / 2
    let (first, swaps) = part.swaps(width: width)
    let jobs = chunks(of: splits, cost: Double(part.multiplicities.count * width) * 2 + 500)
    let sums = try await runJobs(jobs.count, tasks: tasks) { job in
      jobs[job].flatMap { split in
        var generator = SeededGenerator(seed: seed, stream: stream, index: UInt64(split))
        return swaps.half(from: first, using: &generator)
      }
    }
    let both = (0..<width).map { column in
      part.multiplicities.indices.reduce(0.0) { sum, kind in
        let row = kind * columns
        return sum + Double(part.multiplicities[kind]) * (part.rows[row + column] + part.rows[row + width + column])
      }
    }
    return SplitHalves(
      first: ResampledSums(
        storage: sums.flatMap(\.self), observed: Sums(storage: both, start: 0, columns: width), resamples: splits,
        strata: 1))
  }
}

/// What a half gains with every unit that goes over.
private struct Swaps: Sendable {
  let width: Int
  let multiplicities: [Int]
  /// Second side − first side, a row a kind; kinds of equal sides are left out.
  let gains: [Double]

  func half(from first: [Double], using generator: inout SeededGenerator) -> [Double] {
    var sums = first
    let sampler = BinomialSampler(unchecked: 0.5)
    var (bits, left) = (UInt64(0), 0)
    for (kind, units) in multiplicities.enumerated() {
      var count = 0
      if units == 1 {
        if left == 0 { (bits, left) = (generator.next(), 64) }
        count = Int(bits & 1)
        (bits, left) = (bits >> 1, left - 1)
      } else {
        count = sampler.draw(trials: units, using: &generator)
      }
      guard count > 0 else { continue }
      for column in 0..<width { sums[column] += Double(count) * gains[kind * width + column] }
    }
    return sums
  }
}

extension ProfileTable.Stratum {
  fileprivate func swaps(width: Int) -> (first: [Double], swaps: Swaps) {
    var first = Array(repeating: 0.0, count: width)
    var counts: [Int] = []
    var gains: [Double] = []
    for (kind, units) in multiplicities.enumerated() {
      let row = kind * 2 * width
      for column in 0..<width { first[column] += Double(units) * rows[row + column] }
      let gain = (0..<width).map { rows[row + width + $0] - rows[row + $0] }
      guard gain.contains(where: { $0 != 0 }) else { continue }
      counts.append(Int(units))
      gains += gain
    }
    return (first, Swaps(width: width, multiplicities: counts, gains: gains))
  }
}
