/// What a folded stratum leaves out of its sums: a normal vector with the covariance of the units about the means of
/// their kinds.
struct NormalResidual: Sendable, Equatable {
  private let columns: Int
  /// The lower triangle of a root of the covariance of a sum over all units, row by row.
  private let root: [Double]

  /// - Parameter scatter: Σ over units of the outer square of their distance from their kind's mean, row by row.
  init(scatter: [Double], columns: Int) {
    var root = [Double](repeating: 0, count: columns * columns)
    for row in 0..<columns {
      for column in 0...row {
        var rest = scatter[row * columns + column]
        for inner in 0..<column { rest -= root[row * columns + inner] * root[column * columns + inner] }
        if row == column {
          // A column that depends on the others has nothing left but rounding.
          let negligible = 1e-12 * scatter[row * columns + row]
          root[row * columns + row] = rest > negligible ? rest.squareRoot() : 0
        } else if root[column * columns + column] > 0 {
          root[row * columns + column] = rest / root[column * columns + column]
        }
      }
    }
    self.columns = columns
    self.root = root
  }

  /// Adds a draw to `sums[offset ..< offset + columns]`.
  func add(to sums: inout [Double], at offset: Int, using generator: inout SeededGenerator) {
    for column in 0..<columns {
      let normal = generator.nextNormal()
      for row in column..<columns { sums[offset + row] += root[row * columns + column] * normal }
    }
  }
}
