/// Draws an index with probability proportional to whole weights, to 2⁻⁶⁴ of a column: one 64-bit number a draw.
///
/// > M. D. Vose. "A Linear Algorithm for Generating Random Numbers with a Given Distribution." 1991,
/// > doi:10.1109/32.92917
struct AliasTable: Sendable {
  private struct Column {
    /// The part of the column that is its own, of 2⁶⁴.
    var own: UInt64
    var alias: Int
  }

  private let columns: [Column]

  /// - Parameter weights: All positive, with a sum below 2⁶³ / count; at least one where anything is drawn.
  init(weights: [Int]) {
    let count = weights.count
    let total = weights.reduce(0, +)
    var share = weights.map { $0 * count }
    var columns = weights.indices.map { Column(own: .max, alias: $0) }
    var poor = share.indices.filter { share[$0] < total }
    var rich = share.indices.filter { share[$0] >= total }
    while let low = poor.popLast(), let high = rich.last {
      // ⌊share / total · 2⁶⁴⌋ in whole numbers.
      let own = UInt64(total).dividingFullWidth((high: UInt64(share[low]), low: 0)).quotient
      columns[low] = Column(own: own, alias: high)
      share[high] -= total - share[low]
      if share[high] < total {
        rich.removeLast()
        poor.append(high)
      }
    }
    self.columns = columns
  }

  @inline(__always)
  func draw(using generator: inout SeededGenerator) -> Int {
    let product = generator.next().multipliedFullWidth(by: UInt64(columns.count))
    let index = Int(truncatingIfNeeded: product.high)
    let column = columns[index]
    // A branch would be mispredicted half of the time.
    let other = 0 &- (product.low < column.own ? 0 : 1)
    return index ^ ((index ^ column.alias) & other)
  }
}
