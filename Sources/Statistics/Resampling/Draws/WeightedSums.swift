/// Multiplies counts of kinds by the kinds' rows and adds up: the inner loop of all resampling.
///
/// Eight columns are summed at a time, so that the sums stay in registers, and some hundred kinds for a whole block of
/// resamples, so that the rows stay in the nearest cache.
struct WeightedSums: Sendable {
  let columns: Int
  let kinds: Int
  /// Tile by tile, the rows of all kinds.
  private let tiles: [SIMD8<Double>]

  private static let kindsAtATime = 256

  /// - Parameters:
  ///   - rows: One row a kind, kind by kind, of `columns` numbers each.
  ///   - columns: At least 1.
  init(rows: [Double], columns: Int) {
    self.columns = columns
    let kinds = rows.count / columns
    var tiles: [SIMD8<Double>] = []
    tiles.reserveCapacity(kinds * ((columns + 7) / 8))
    for first in stride(from: 0, to: columns, by: 8) {
      for kind in 0..<kinds {
        var tile = SIMD8<Double>()
        for column in first..<min(first + 8, columns) { tile[column - first] = rows[kind * columns + column] }
        tiles.append(tile)
      }
    }
    self.kinds = kinds
    self.tiles = tiles
  }

  /// Adds Σₖ counts[k] · row[k] to the sums of each of a block of resamples.
  ///
  /// - Parameters:
  ///   - counts: Resample by resample, `kinds` each.
  ///   - sums: Those of the first resample start at `offset`, the following ones `stride` further each.
  func add(_ counts: Span<Int32>, resamples: Int, to sums: inout [Double], at offset: Int, stride step: Int) {
    let tiles = tiles.span
    for (number, first) in stride(from: 0, to: columns, by: 8).enumerated() {
      let base = number * kinds
      for start in stride(from: 0, to: kinds, by: WeightedSums.kindsAtATime) {
        let end = min(start + WeightedSums.kindsAtATime, kinds)
        for resample in 0..<resamples {
          let sum = tileSum(tiles, counts, tile: base, counts: resample * kinds, kinds: start..<end)
          let place = offset + resample * step + first
          for column in 0..<min(8, columns - first) { sums[place + column] += sum[column] }
        }
      }
    }
  }

  @inline(__always)
  private func tileSum(
    _ tiles: Span<SIMD8<Double>>, _ counts: Span<Int32>, tile: Int, counts first: Int, kinds: Range<Int>
  ) -> SIMD8<Double> {
    var even = SIMD8<Double>()
    var odd = SIMD8<Double>()
    var kind = kinds.lowerBound
    while kind &+ 1 < kinds.upperBound {
      even += tiles[tile &+ kind] * Double(counts[first &+ kind])
      odd += tiles[tile &+ kind &+ 1] * Double(counts[first &+ kind &+ 1])
      kind &+= 2
    }
    if kind < kinds.upperBound { even += tiles[tile &+ kind] * Double(counts[first &+ kind]) }
    return even + odd
  }
}
