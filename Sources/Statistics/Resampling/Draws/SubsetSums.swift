/// Draws random subsets of units and adds up their rows.
struct SubsetSums: Sendable {
  private let draw: SubsetDraw
  private let weights: WeightedSums

  /// The number of draws whose counts are held at a time.
  private static let block = 8

  init(_ stratum: ProfileTable.Stratum, columns: Int, size: Int) {
    draw = SubsetDraw(multiplicities: stratum.multiplicities, size: size)
    weights = WeightedSums(rows: stratum.rows, columns: columns)
  }

  /// The sums of `count` subsets, in chunks, `columns` numbers a subset.
  func draw(_ count: Int, seed: UInt64, stream: UInt64, tasks: Int) async throws -> [[Double]] {
    try await map(count, seed: seed, stream: stream, tasks: tasks) { $0 }
  }

  /// Calls `body` with the sums of each chunk of `count` subsets, and returns what it made of them, in order.
  func map<Result: Sendable>(
    _ count: Int, seed: UInt64, stream: UInt64, tasks: Int, _ body: @escaping @Sendable ([Double]) -> Result
  ) async throws -> [Result] {
    let most = (1 << 28) / weights.columns
    guard count >= 1, count <= most else {
      throw StatisticsError.outOfRange(what: "the number of draws", value: Double(count), allowed: "1 … \(most)")
    }
    let jobs = chunks(of: count, cost: Double(weights.kinds) * 10 + 500)
    return try await runJobs(jobs.count, tasks: tasks) { body(sums(of: jobs[$0], seed: seed, stream: stream)) }
  }

  private func sums(of range: Range<Int>, seed: UInt64, stream: UInt64) -> [Double] {
    let columns = weights.columns
    var sums = [Double](repeating: 0, count: range.count * columns)
    var counts = [Int32](repeating: 0, count: min(SubsetSums.block, range.count) * weights.kinds)
    for first in stride(from: 0, to: range.count, by: SubsetSums.block) {
      let draws = min(SubsetSums.block, range.count - first)
      var span = counts.mutableSpan
      for number in 0..<draws {
        var generator = SeededGenerator(seed: seed, stream: stream, index: UInt64(range.lowerBound + first + number))
        draw.draw(into: &span, from: number * weights.kinds, using: &generator)
      }
      weights.add(counts.span, resamples: draws, to: &sums, at: first * columns, stride: columns)
    }
    return sums
  }
}
